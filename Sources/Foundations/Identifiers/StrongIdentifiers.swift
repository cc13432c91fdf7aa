/// A number or text that only means something as one kind of thing: a partition index is not an offset.
public protocol StrongIdentifier: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible
where RawValue: Hashable & Comparable & Sendable {
    init(rawValue: RawValue)
}

extension StrongIdentifier {
    public init(_ rawValue: RawValue) { self.init(rawValue: rawValue) }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    public var description: String { "\(rawValue)" }
}

/// A topic's name, as clients give it; whether it is a legal one is the broker's to say.
public struct TopicName: StrongIdentifier, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { self.rawValue = value }
}

/// A consumer, share or streams group's id.
public struct GroupID: StrongIdentifier, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { self.rawValue = value }
}

/// A transactional producer's configured name, the same over restarts.
public struct TransactionalID: StrongIdentifier, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { self.rawValue = value }
}

/// A partition's number inside its topic, from 0.
public struct PartitionIndex: StrongIdentifier, ExpressibleByIntegerLiteral {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(integerLiteral value: Int32) { self.rawValue = value }
}

/// A record's position in its partition, from 0. -1 stands for none in many messages.
public struct Offset: StrongIdentifier, ExpressibleByIntegerLiteral {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(integerLiteral value: Int64) { self.rawValue = value }
    public static let none: Offset = -1
}

/// The number of the leadership under which a batch was appended. -1 stands for unknown.
public struct LeaderEpoch: StrongIdentifier, ExpressibleByIntegerLiteral {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(integerLiteral value: Int32) { self.rawValue = value }
    public static let unknown: LeaderEpoch = -1
}

/// The broker's id in its cluster.
public struct BrokerID: StrongIdentifier, ExpressibleByIntegerLiteral {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(integerLiteral value: Int32) { self.rawValue = value }
}

/// An idempotent producer's id (KIP-98). -1: not idempotent.
public struct ProducerID: StrongIdentifier, ExpressibleByIntegerLiteral {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(integerLiteral value: Int64) { self.rawValue = value }
    public static let none: ProducerID = -1
}

/// The incarnation of a producer id: an older one is fenced. -1: not idempotent.
public struct ProducerEpoch: StrongIdentifier, ExpressibleByIntegerLiteral {
    public let rawValue: Int16
    public init(rawValue: Int16) { self.rawValue = rawValue }
    public init(integerLiteral value: Int16) { self.rawValue = value }
    public static let none: ProducerEpoch = -1
}
