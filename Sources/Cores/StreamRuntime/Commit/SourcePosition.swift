public import Bytes
public import Identifiers

/// Where a source goes on reading one partition, and enough to tell that it is still the same log.
public struct SourcePosition: Hashable, Sendable {
    public var topic: TopicName
    public var partition: PartitionIndex
    /// Of the topic when it was read; ``UniqueID/zero`` from a broker that gives none.
    public var topicID: UniqueID
    /// The first offset not yet taken into the state.
    public var nextOffset: Offset
    /// An epoch that was the leader's once everything before `epochOffset` had been read, ``LeaderEpoch/unknown`` before it was
    /// asked for. Not the epoch of the last batch: the client library does not tell that one.
    public var leaderEpoch: LeaderEpoch
    /// As long as this is the same log, `leaderEpoch` does not end before this offset; at most `nextOffset`.
    public var epochOffset: Offset

    public init(
        topic: TopicName, partition: PartitionIndex, topicID: UniqueID, nextOffset: Offset,
        leaderEpoch: LeaderEpoch = .unknown, epochOffset: Offset = 0
    ) {
        self.topic = topic
        self.partition = partition
        self.topicID = topicID
        self.nextOffset = nextOffset
        self.leaderEpoch = leaderEpoch
        self.epochOffset = epochOffset
    }

    static let version: UInt8 = 1

    /// version (1), topic id (16), next offset (8), leader epoch (4), epoch offset (8), partition (4), topic name as UTF-8 to the end.
    public var encoded: ByteSlice {
        var writer = ByteWriter(capacity: 40 + topic.rawValue.utf8.count)
        writer.integer(Self.version)
        writer.integer(topicID.high)
        writer.integer(topicID.low)
        writer.integer(nextOffset.rawValue)
        writer.integer(leaderEpoch.rawValue)
        writer.integer(epochOffset.rawValue)
        writer.integer(partition.rawValue)
        writer.utf8(topic.rawValue)
        return writer.finish()
    }

    /// - Throws: ``DecodeError`` when the bytes are not a position of a version this build knows.
    public init(encoded: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(encoded)
        guard try reader.integer(UInt8.self) == Self.version else { throw DecodeError(.badValue, at: 0) }
        topicID = UniqueID(high: try reader.integer(), low: try reader.integer())
        nextOffset = Offset(try reader.integer(Int64.self))
        leaderEpoch = LeaderEpoch(try reader.integer(Int32.self))
        epochOffset = Offset(try reader.integer(Int64.self))
        partition = PartitionIndex(try reader.integer(Int32.self))
        topic = TopicName(try reader.text(reader.remaining))
        guard nextOffset.rawValue >= 0, partition.rawValue >= 0, !topic.rawValue.isEmpty else {
            throw DecodeError(.badValue, at: 17)
        }
    }
}
