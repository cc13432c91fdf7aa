/// The values in force, each with where it came from. Every value has been checked against the schema, so reading cannot fail;
/// asking for a key the schema does not have is a bug and traps.
public struct Settings: Sendable {
    /// Where a value came from, strongest last.
    public enum Origin: Int, Sendable, Comparable, CustomStringConvertible {
        case builtIn, file, environment, flag
        public static func < (a: Origin, b: Origin) -> Bool { a.rawValue < b.rawValue }
        public var description: String {
            switch self {
            case .builtIn: "default"
            case .file: "file"
            case .environment: "environment"
            case .flag: "flag"
            }
        }
    }

    /// One value in force.
    public struct Entry: Sendable {
        public let key: String
        public let value: String
        public let origin: Origin
        public let isSecret: Bool
    }

    public let schema: SettingsSchema
    private var values: [String: (value: String, origin: Origin)] = [:]

    /// The defaults.
    public init(_ schema: SettingsSchema) { self.schema = schema }

    /// Sets `key`, unless a stronger origin has set it.
    ///
    /// - Throws: ``SettingsError`` when the key is unknown, naming the nearest known one, or does not take the value.
    public mutating func set(_ key: String, _ value: String, from origin: Origin) throws(SettingsError) {
        guard let definition = schema.definition(of: key), !key.contains("*") else {
            throw SettingsError(unknownKey: key, nearest: schema.nearestKey(to: key))
        }
        if let objection = definition.objection(to: value) {
            throw SettingsError("\(key)=\(definition.isSecret ? "..." : value) \(objection)")
        }
        if let held = values[key], held.origin > origin { return }
        values[key] = (value, origin)
    }

    /// Where the value of `key` came from.
    public func origin(of key: String) -> Origin { values[key]?.origin ?? .builtIn }

    /// The text of `key`: as set, else the default, else nil.
    public func optional(_ key: String) -> String? {
        if let held = values[key] { return held.value }
        guard let definition = schema.definition(of: key) else { preconditionFailure("no setting \(key)") }
        return definition.defaultValue
    }

    /// The text of `key`; empty when it has neither value nor default.
    public func string(_ key: String) -> String { optional(key) ?? "" }

    /// The whole number `key` holds; 0 when it has neither value nor default.
    public func integer(_ key: String) -> Int64 { Int64(string(key)) ?? 0 }

    /// ``integer(_:)`` as an `Int`.
    public func int(_ key: String) -> Int { Int(integer(key)) }

    /// The number `key` holds; 0 when it has neither value nor default.
    public func number(_ key: String) -> Double { Double(string(key)) ?? 0 }

    /// False when it has neither value nor default.
    public func boolean(_ key: String) -> Bool { SettingValue.boolean(string(key)) ?? false }

    /// The parts of a list; none when it has neither value nor default.
    public func list(_ key: String) -> [String] { SettingValue.list(string(key)) }

    /// A duration in milliseconds; 0 when it has neither value nor default.
    public func milliseconds(_ key: String) -> Int64 { SettingValue.milliseconds(string(key)) ?? 0 }

    /// Every key that has a value, in order of the key.
    public var entries: [Entry] {
        var keys = Set(values.keys)
        for definition in schema.definitions where definition.defaultValue != nil && !definition.isPattern {
            keys.insert(definition.key)
        }
        return keys.sorted().map { key in
            Entry(
                key: key, value: string(key), origin: origin(of: key),
                isSecret: schema.definition(of: key)?.isSecret ?? false)
        }
    }

    /// The keys set under `prefix` (a dot follows it), without it: what `up` hands to one of its parts.
    public func entries(under prefix: String) -> [Entry] {
        entries.filter { $0.key.hasPrefix(prefix + ".") }.map {
            Entry(key: String($0.key.dropFirst(prefix.count + 1)), value: $0.value, origin: $0.origin, isSecret: $0.isSecret)
        }
    }
}

/// What is wrong with a key, a value or a settings file, and where.
public struct SettingsError: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }

    init(unknownKey key: String, nearest: String?) {
        self.init("unknown key \(key)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }
}
