/// The compression of a record batch, by the numbers of its attribute bits 0-2 (Kafka protocol guide).
public enum CompressionCodec: UInt8, Sendable, CaseIterable {
    case none = 0
    case gzip = 1
    case snappy = 2
    case lz4 = 3
    case zstd = 4

    /// The name in `compression.type`; `uncompressed` there is ``none``.
    public var name: String {
        switch self {
        case .none: "uncompressed"
        case .gzip: "gzip"
        case .snappy: "snappy"
        case .lz4: "lz4"
        case .zstd: "zstd"
        }
    }

    /// From a name of `compression.type`; nil for `producer` and unknown names.
    public init?(name: some StringProtocol) {
        if name == "none" {
            self = .none
            return
        }
        guard let codec = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = codec
    }

    /// The levels that Kafka accepts in `compression.<codec>.level`; nil when the codec has none.
    public var levels: ClosedRange<Int>? {
        switch self {
        case .none, .snappy: nil
        case .gzip: 1...9
        case .lz4: 1...17
        case .zstd: -131_072...22
        }
    }

    /// Kafka's default level (`compression.lz4.level=9`, `compression.zstd.level=3`; gzip -1 = zlib's own choice, 6).
    public var defaultLevel: Int {
        switch self {
        case .none, .snappy: 0
        case .gzip: 6
        case .lz4: 9
        case .zstd: 3
        }
    }
}

/// Why bytes could not be compressed or unpacked.
public struct CompressionError: Error, Equatable, CustomStringConvertible {
    /// The kind of fault.
    public enum Code: Sendable, Equatable {
        /// The compressed bytes are damaged, cut, or not of this codec.
        case corrupt
        /// Unpacked they would be longer than the caller's limit, in bytes.
        case limitExceeded(limit: Int)
        /// A legal form that Kafka does not read (LZ4 frames of dependent blocks).
        case unsupported
        /// The library could not do it: out of memory, or a level it does not know.
        case libraryFailure
    }

    public let codec: CompressionCodec
    public let code: Code
    /// What the library or the framing check said.
    public let detail: String

    public init(_ codec: CompressionCodec, _ code: Code, _ detail: String) {
        self.codec = codec
        self.code = code
        self.detail = detail
    }

    public var description: String { "\(codec.name): \(code), \(detail)" }
}
