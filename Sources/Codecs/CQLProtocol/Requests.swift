public import Bytes

/// A value bound to a marker.
public enum BoundValue: Hashable, Sendable {
    case bytes(ByteSlice)
    case null
    /// Leaves what is stored alone (v4 and up).
    case unset
}

/// What follows the text or id of QUERY and EXECUTE.
public struct QueryParameters: Sendable {
    public var consistency: Consistency = .one
    public var values: [BoundValue] = []
    /// Names of the values, when they go by name.
    public var names: [String]?
    public var skipMetadata = false
    /// Rows per page; nil or negative: all at once.
    public var pageSize: Int32?
    public var pagingState: ByteSlice?
    public var serialConsistency: Consistency?
    /// Microseconds since 1970.
    public var defaultTimestamp: Int64?
    /// v5: the keyspace unqualified names belong to.
    public var keyspace: String?
    /// v5: seconds since 1970 to take for now.
    public var nowInSeconds: Int32?

    public init() {}
}

/// One statement of a BATCH.
public struct BatchEntry: Sendable {
    public enum Statement: Sendable {
        case text(String)
        case prepared(id: ByteSlice)
    }
    public let statement: Statement
    public let values: [BoundValue]

    public init(_ statement: Statement, values: [BoundValue]) {
        self.statement = statement
        self.values = values
    }
}

public struct BatchRequest: Sendable {
    /// 0 logged, 1 unlogged, 2 counter.
    public var kind: UInt8
    public var entries: [BatchEntry]
    public var parameters: QueryParameters

    public init(kind: UInt8, entries: [BatchEntry], parameters: QueryParameters) {
        self.kind = kind
        self.entries = entries
        self.parameters = parameters
    }
}

/// What a client asks.
public enum Request: Sendable {
    /// Options by upper-case name.
    case startup([String: String])
    case options
    case query(String, QueryParameters)
    case prepare(String, keyspace: String?)
    case execute(id: ByteSlice, resultMetadataID: ByteSlice?, QueryParameters)
    case batch(BatchRequest)
    case register([String])
    case authResponse(ByteSlice?)

    /// The kinds of event a client can register for.
    public static let eventKinds = ["TOPOLOGY_CHANGE", "STATUS_CHANGE", "SCHEMA_CHANGE"]

    public var opcode: Opcode {
        switch self {
        case .startup: .startup
        case .options: .options
        case .query: .query
        case .prepare: .prepare
        case .execute: .execute
        case .batch: .batch
        case .register: .register
        case .authResponse: .authResponse
        }
    }
}

// MARK: - Reading

extension Request {
    /// Reads the body of a request; surplus bytes at its end are ignored.
    /// - Throws: ``ProtocolFault`` on the envelope's stream; the connection can go on.
    public static func decode(_ envelope: Envelope, version: ProtocolVersion) throws(ProtocolFault) -> Request {
        do throws(ProtocolFault) {
            return try decodeBody(envelope, version: version)
        } catch {
            throw ProtocolFault(code: error.code, error.message, stream: envelope.stream, closes: error.closes)
        }
    }

    private static func decodeBody(_ envelope: Envelope, version: ProtocolVersion) throws(ProtocolFault) -> Request {
        guard let opcode = Opcode(rawValue: envelope.opcode) else { throw ProtocolFault("Unknown opcode \(envelope.opcode)") }
        guard opcode.isRequest else {
            throw ProtocolFault(
                "Wrong protocol direction (expected RESPONSE, got REQUEST) for opcode \(opcode.rawValue) (\(opcode.name))")
        }
        var body = BodyReader(envelope.body, version: version)
        if envelope.flags.contains(.customPayload) {
            guard version >= .v4 else {
                throw ProtocolFault("Received frame with CUSTOM_PAYLOAD flag for native protocol version < 4")
            }
            for _ in 0..<(try body.integer(UInt16.self)) {
                _ = try body.string()
                _ = try body.bytes()
            }
        }
        switch opcode {
        case .startup:
            var options: [String: String] = [:]
            for (key, value) in try body.stringMap() { options[key.uppercased()] = value }
            return .startup(options)
        case .query:
            let text = try body.longString()
            return .query(text, try body.queryParameters())
        case .prepare:
            let text = try body.longString()
            guard version >= .v5, try body.integer(UInt32.self) & 1 != 0 else { return .prepare(text, keyspace: nil) }
            return .prepare(text, keyspace: try body.string())
        case .execute:
            let id = try body.shortBytes()
            let metadataID = version >= .v5 ? try body.shortBytes() : nil
            return .execute(id: id, resultMetadataID: metadataID, try body.queryParameters())
        case .batch: return .batch(try body.batch())
        case .register:
            var kinds: [String] = []
            for name in try body.strings() {
                guard eventKinds.contains(name.uppercased()) else {
                    throw ProtocolFault("Invalid value '\(name.uppercased())' for Type")
                }
                kinds.append(name.uppercased())
            }
            return .register(kinds)
        case .authResponse:
            let token = try body.integer(Int32.self)
            return .authResponse(token < 0 ? nil : body.reader.rest())
        default: return .options
        }
    }
}

extension BodyReader {
    private static let valuesFlag: UInt32 = 0x01
    private static let skipMetadataFlag: UInt32 = 0x02
    private static let pageSizeFlag: UInt32 = 0x04
    private static let pagingStateFlag: UInt32 = 0x08
    private static let serialFlag: UInt32 = 0x10
    private static let timestampFlag: UInt32 = 0x20
    private static let namesFlag: UInt32 = 0x40
    private static let keyspaceFlag: UInt32 = 0x80
    private static let nowFlag: UInt32 = 0x100

    mutating func queryParameters() throws(ProtocolFault) -> QueryParameters {
        var parameters = QueryParameters()
        parameters.consistency = try consistency()
        let flags = version >= .v5 ? try integer(UInt32.self) : UInt32(try integer(UInt8.self))
        if flags & Self.valuesFlag != 0 { try values(into: &parameters, named: flags & Self.namesFlag != 0) }
        parameters.skipMetadata = flags & Self.skipMetadataFlag != 0
        if flags & Self.pageSizeFlag != 0 {
            let size = try integer(Int32.self)
            guard size != 0 else { throw ProtocolFault("The page size cannot be 0") }
            parameters.pageSize = size < 0 ? nil : size
        }
        if flags & Self.pagingStateFlag != 0 { parameters.pagingState = try bytes() }
        try commonTail(flags, into: &parameters)
        return parameters
    }

    private mutating func values(into parameters: inout QueryParameters, named: Bool) throws(ProtocolFault) {
        let count = Int(try integer(UInt16.self))
        var names: [String] = []
        for _ in 0..<count {
            if named { names.append(try string()) }
            parameters.values.append(try value())
        }
        if named { parameters.names = names }
    }

    private mutating func commonTail(_ flags: UInt32, into parameters: inout QueryParameters) throws(ProtocolFault) {
        if flags & Self.serialFlag != 0 { parameters.serialConsistency = try consistency() }
        if flags & Self.timestampFlag != 0 {
            let timestamp = try integer(Int64.self)
            // The Java driver's "not set".
            parameters.defaultTimestamp = timestamp == Int64.min ? nil : timestamp
        }
        if flags & Self.keyspaceFlag != 0 { parameters.keyspace = try string() }
        if version >= .v5, flags & Self.nowFlag != 0 { parameters.nowInSeconds = try integer() }
    }

    mutating func batch() throws(ProtocolFault) -> BatchRequest {
        let kind = try integer(UInt8.self)
        guard kind <= 2 else { throw ProtocolFault("Invalid BATCH message type \(kind)") }
        var entries: [BatchEntry] = []
        for _ in 0..<(try integer(UInt16.self)) {
            let form = try integer(UInt8.self)
            let statement: BatchEntry.Statement
            switch form {
            case 0: statement = .text(try longString())
            case 1: statement = .prepared(id: try shortBytes())
            default: throw ProtocolFault("Invalid query kind in BATCH messages. Must be 0 or 1 but got \(form)")
            }
            var bound = QueryParameters()
            try values(into: &bound, named: false)
            entries.append(BatchEntry(statement, values: bound.values))
        }
        var parameters = QueryParameters()
        parameters.consistency = try consistency()
        let flags = version >= .v5 ? try integer(UInt32.self) : UInt32(try integer(UInt8.self))
        try commonTail(flags, into: &parameters)
        return BatchRequest(kind: kind, entries: entries, parameters: parameters)
    }
}

// MARK: - Writing

extension Request {
    /// The envelope a client sends.
    public func envelope(version: ProtocolVersion, stream: Int16) -> Envelope {
        var writer = ByteWriter(capacity: 256)
        encodeBody(into: &writer, version: version)
        return Envelope(
            version: version.rawValue, isResponse: false, flags: [], stream: stream, opcode: opcode.rawValue,
            body: writer.finish())
    }

    private func encodeBody(into writer: inout ByteWriter, version: ProtocolVersion) {
        switch self {
        case .startup(let options):
            writer.integer(UInt16(truncatingIfNeeded: options.count))
            for (key, value) in options.sorted(by: { $0.key < $1.key }) {
                writer.string(key)
                writer.string(value)
            }
        case .options: break
        case .query(let text, let parameters):
            writer.longString(text)
            writer.parameters(parameters, version: version, inBatch: false)
        case .prepare(let text, let keyspace):
            writer.longString(text)
            guard version >= .v5 else { break }
            writer.integer(UInt32(keyspace == nil ? 0 : 1))
            if let keyspace { writer.string(keyspace) }
        case .execute(let id, let metadataID, let parameters):
            writer.shortBytes(id)
            if version >= .v5 { writer.shortBytes(metadataID ?? ByteSlice()) }
            writer.parameters(parameters, version: version, inBatch: false)
        case .batch(let batch): Self.encode(batch, into: &writer, version: version)
        case .register(let kinds): writer.strings(kinds)
        case .authResponse(let token): writer.optionalBytes(token)
        }
    }

    private static func encode(_ batch: BatchRequest, into writer: inout ByteWriter, version: ProtocolVersion) {
        writer.integer(batch.kind)
        writer.integer(UInt16(truncatingIfNeeded: batch.entries.count))
        for entry in batch.entries {
            switch entry.statement {
            case .text(let text):
                writer.integer(UInt8(0))
                writer.longString(text)
            case .prepared(let id):
                writer.integer(UInt8(1))
                writer.shortBytes(id)
            }
            writer.integer(UInt16(truncatingIfNeeded: entry.values.count))
            for value in entry.values { writer.value(value) }
        }
        writer.parameters(batch.parameters, version: version, inBatch: true)
    }
}

extension ByteWriter {
    fileprivate mutating func parameters(_ parameters: QueryParameters, version: ProtocolVersion, inBatch: Bool) {
        var flags: UInt32 = 0
        if !inBatch {
            if !parameters.values.isEmpty { flags |= 0x01 }
            if parameters.names != nil { flags |= 0x40 }
            if parameters.skipMetadata { flags |= 0x02 }
            if parameters.pageSize != nil { flags |= 0x04 }
            if parameters.pagingState != nil { flags |= 0x08 }
        }
        if parameters.serialConsistency != nil { flags |= 0x10 }
        if parameters.defaultTimestamp != nil { flags |= 0x20 }
        if version >= .v5, parameters.keyspace != nil { flags |= 0x80 }
        if version >= .v5, parameters.nowInSeconds != nil { flags |= 0x100 }
        integer(parameters.consistency.rawValue)
        if version >= .v5 { integer(flags) } else { integer(UInt8(truncatingIfNeeded: flags)) }
        if flags & 0x01 != 0 {
            integer(UInt16(truncatingIfNeeded: parameters.values.count))
            for (index, value) in parameters.values.enumerated() {
                if let names = parameters.names, index < names.count { string(names[index]) }
                self.value(value)
            }
        }
        if flags & 0x04 != 0, let size = parameters.pageSize { integer(size) }
        if flags & 0x08 != 0 { optionalBytes(parameters.pagingState) }
        if let serial = parameters.serialConsistency { integer(serial.rawValue) }
        if let timestamp = parameters.defaultTimestamp { integer(timestamp) }
        if flags & 0x80 != 0, let keyspace = parameters.keyspace { string(keyspace) }
        if flags & 0x100 != 0, let now = parameters.nowInSeconds { integer(now) }
    }
}
