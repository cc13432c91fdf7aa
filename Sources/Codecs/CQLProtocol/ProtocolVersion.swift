/// A version of the CQL native protocol that this codec speaks.
public enum ProtocolVersion: UInt8, Comparable, Sendable, CaseIterable {
    case v3 = 3
    case v4 = 4
    case v5 = 5

    public static func < (a: ProtocolVersion, b: ProtocolVersion) -> Bool { a.rawValue < b.rawValue }

    /// `4/v4`, as messages and SUPPORTED name it.
    public var name: String { "\(rawValue)/v\(rawValue)" }
}

/// What an envelope holds. Raw values: native protocol v5, section 2.4.
public enum Opcode: UInt8, Sendable {
    case error = 0x00
    case startup = 0x01
    case ready = 0x02
    case authenticate = 0x03
    case options = 0x05
    case supported = 0x06
    case query = 0x07
    case result = 0x08
    case prepare = 0x09
    case execute = 0x0A
    case register = 0x0B
    case event = 0x0C
    case batch = 0x0D
    case authChallenge = 0x0E
    case authResponse = 0x0F
    case authSuccess = 0x10

    /// The name messages use.
    public var name: String {
        switch self {
        case .error: "ERROR"
        case .startup: "STARTUP"
        case .ready: "READY"
        case .authenticate: "AUTHENTICATE"
        case .options: "OPTIONS"
        case .supported: "SUPPORTED"
        case .query: "QUERY"
        case .result: "RESULT"
        case .prepare: "PREPARE"
        case .execute: "EXECUTE"
        case .register: "REGISTER"
        case .event: "EVENT"
        case .batch: "BATCH"
        case .authChallenge: "AUTH_CHALLENGE"
        case .authResponse: "AUTH_RESPONSE"
        case .authSuccess: "AUTH_SUCCESS"
        }
    }

    /// True for what clients send.
    public var isRequest: Bool {
        switch self {
        case .startup, .options, .query, .prepare, .execute, .register, .batch, .authResponse: true
        default: false
        }
    }
}

/// Flags of an envelope's header.
public struct EnvelopeFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let compressed = EnvelopeFlags(rawValue: 0x01)
    public static let tracing = EnvelopeFlags(rawValue: 0x02)
    public static let customPayload = EnvelopeFlags(rawValue: 0x04)
    public static let warnings = EnvelopeFlags(rawValue: 0x08)
    public static let useBeta = EnvelopeFlags(rawValue: 0x10)
}

/// How many replicas must answer. Raw values: native protocol v5, section 3.
public enum Consistency: UInt16, Sendable, CaseIterable {
    case any = 0
    case one = 1
    case two = 2
    case three = 3
    case quorum = 4
    case all = 5
    case localQuorum = 6
    case eachQuorum = 7
    case serial = 8
    case localSerial = 9
    case localOne = 10

    /// The name messages use.
    public var name: String {
        switch self {
        case .any: "ANY"
        case .one: "ONE"
        case .two: "TWO"
        case .three: "THREE"
        case .quorum: "QUORUM"
        case .all: "ALL"
        case .localQuorum: "LOCAL_QUORUM"
        case .eachQuorum: "EACH_QUORUM"
        case .serial: "SERIAL"
        case .localSerial: "LOCAL_SERIAL"
        case .localOne: "LOCAL_ONE"
        }
    }
}

/// A message that cannot be taken: what ERROR says of it, and what becomes of the connection.
public struct ProtocolFault: Error, Equatable, Sendable {
    /// An error code of the protocol: 0x000A, or 0x0000 where the reference has an internal failure.
    public let code: Int32
    public let message: String
    /// The stream to answer on.
    public let stream: Int16
    /// True when nothing that follows can be understood.
    public let closes: Bool

    public init(code: Int32 = 0x000A, _ message: String, stream: Int16 = 0, closes: Bool = false) {
        self.code = code
        self.message = message
        self.stream = stream
        self.closes = closes
    }
}
