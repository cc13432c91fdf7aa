public import Bytes

/// A struct of Kafka's protocol: fields in a fixed order that depends on the message's version.
public protocol KafkaStructure: Equatable, Sendable {
    /// All fields at their defaults.
    init()
    /// Reads the fields that `version` has; the others keep their defaults.
    init(from reader: inout ByteReader, version: Int16) throws(DecodeError)
    /// Appends the fields that `version` has.
    /// - Throws: ``EncodeError`` when a field holds what `version` cannot carry.
    func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError)
}

/// The body of a request, of an answer or of a stored record.
public protocol KafkaMessage: KafkaStructure {
    /// The versions that can be read and written. Decoding another throws `.unsupportedVersion`.
    static var versions: ClosedRange<Int16> { get }
    /// The first version with compact lengths and tagged fields; nil when none has them.
    static var firstFlexibleVersion: Int16? { get }
}

extension KafkaMessage {
    /// Whether `version` has compact lengths and tagged fields.
    public static func isFlexible(_ version: Int16) -> Bool {
        firstFlexibleVersion.map { version >= $0 } ?? false
    }
}

/// What a client asks.
public protocol KafkaRequest: KafkaMessage {
    /// The key that names this API in a request header.
    static var apiKey: Int16 { get }
    associatedtype Response: KafkaResponse
}

/// What a broker answers.
public protocol KafkaResponse: KafkaMessage {
    /// The key of the API it answers.
    static var apiKey: Int16 { get }
}

extension DecodeError.Code {
    /// A message version outside its type's `versions`.
    public static let unsupportedVersion = DecodeError.Code("unsupported version")
    /// A tagged field whose value is shorter or longer than its size says.
    public static let badTagSize = DecodeError.Code("tagged field size mismatch")
}
