/// The number that names an API in every request.
public struct ApiKey: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int16
    public init(rawValue: Int16) { self.rawValue = rawValue }

    /// What the schemas say of this API; nil for a key they lack.
    @inlinable
    public var schema: ApiSchema? { ApiSchema.of(rawValue) }
}

extension ApiKey: CustomStringConvertible {
    /// The API's name, as in `Produce`, or the number.
    public var description: String { schema?.name ?? "API \(rawValue)" }
}

/// Versions and header forms of one API.
public struct ApiSchema: Sendable {
    public let key: ApiKey
    /// As in `Produce`.
    public let name: String
    /// The versions that can be read and written.
    public let versions: ClosedRange<Int16>
    /// The newest version that clients may be offered; below `versions.upperBound` when that one is unstable.
    public let newestStable: Int16
    /// The first version with compact lengths and tagged fields; nil when none has them.
    public let firstFlexibleVersion: Int16?
    /// Whether Kafka serves it on a listener for clients.
    public let isForClients: Bool

    /// What ApiVersions says. Produce claims version 0, which is refused when used: librdkafka before 2.11 looks for
    /// compression there and else silently sends without (KAFKA-18659).
    public var advertised: ClosedRange<Int16> { (key == .produce ? 0 : versions.lowerBound)...newestStable }

    /// Whether `version` has compact lengths and tagged fields.
    public func isFlexible(_ version: Int16) -> Bool { firstFlexibleVersion.map { version >= $0 } ?? false }

    /// The header that a request of `version` has: 2 ends in tagged fields.
    public func requestHeaderVersion(_ version: Int16) -> Int16 { isFlexible(version) ? 2 : 1 }

    /// The header of the answer: 1 ends in tagged fields. ApiVersions always has 0, since its client does not know yet
    /// what this broker speaks.
    public func responseHeaderVersion(_ version: Int16) -> Int16 { isFlexible(version) && key != .apiVersions ? 1 : 0 }

    /// All APIs, ascending by key.
    public static var all: [ApiSchema] { ApiKey.schemas }

    /// By key, nil where the schemas have none.
    private static let byKey: [ApiSchema?] = {
        var table = [ApiSchema?](repeating: nil, count: Int(ApiKey.schemas.last?.key.rawValue ?? -1) + 1)
        for schema in ApiKey.schemas { table[Int(schema.key.rawValue)] = schema }
        return table
    }()

    /// The schema of an API key from outside.
    public static func of(_ key: Int16) -> ApiSchema? {
        key >= 0 && Int(key) < byKey.count ? byKey[Int(key)] : nil
    }
}
