public import KafkaClient

/// What a producer run reads, how it makes records of it, and how it sends them.
public struct ProducerConfiguration: Sendable {
    /// Where records come from.
    public enum Input: Sendable, Equatable {
        /// Files and folders, `-` for standard input, read one after the other.
        case paths([String])
        /// A simulator's settings file.
        case simulator(String)
    }

    /// What ends a record.
    public enum Delimiter: UInt8, Sendable { case newline = 0x0A, null = 0 }

    /// When a record is sent.
    public enum Pace: Sendable, Equatable {
        case flatOut
        /// So many each second, evenly.
        case fixed(recordsPerSecond: Double)
        /// As their timestamps lie apart, so many times as fast.
        case recorded(speed: Double)
    }

    public var producer: KafkaProducer.Configuration
    public var topic: String
    public var input = Input.paths(["-"])
    public var delimiter = Delimiter.newline
    /// Places in each record's JSON that become its key, headers, partition and timestamp.
    public var fields = FieldPointers()
    public var pace = Pace.flatOut
    /// How many times the input is read.
    public var repeats = 1
    /// Records sent at most; nil: all there are.
    public var recordsMax: Int?
    /// Largest record, in bytes; larger ones are reported and not sent.
    public var messageBytesMax = 1_048_576
    /// Where a simulator's position is kept from one run to the next; nil: it begins anew.
    public var positionFile: String?
    /// How long the first answer of a broker is waited for.
    public var connectTimeoutMs: Int64 = 30_000
    /// Failed records named one by one; the rest are counted.
    public var failuresNamedMax = 20

    public init(_ producer: KafkaProducer.Configuration, topic: String) {
        self.producer = producer
        self.topic = topic
    }
}

/// JSON pointers (RFC 6901) to the parts of a record.
public struct FieldPointers: Sendable {
    public var key: JSONPointer?
    public var headers: [(name: String, pointer: JSONPointer)] = []
    public var partition: JSONPointer?
    /// Milliseconds since 1970, as a number or a text of digits.
    public var timestamp: JSONPointer?

    public init() {}

    var isEmpty: Bool { key == nil && headers.isEmpty && partition == nil && timestamp == nil }
}

/// Why a producer run could not do its work.
public enum ProducerFailure: Error, Sendable, CustomStringConvertible {
    /// An input that was named is not there.
    case missingInput(String)
    /// The input cannot be read on.
    case brokenInput(String)
    /// A settings file or option makes no sense.
    case badConfiguration(String)
    /// No broker answered in time.
    case unreachable(String)
    /// The producer cannot go on.
    case fatal(String)

    public var description: String {
        switch self {
        case .missingInput(let text), .brokenInput(let text), .badConfiguration(let text), .unreachable(let text),
            .fatal(let text):
            text
        }
    }
}
