// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes

/// The key of any record of the topic.
public enum ConsumerOffsetsKey: Equatable, Sendable {
    case legacyOffsetCommit(LegacyOffsetCommitKey)
    case offsetCommit(OffsetCommitKey)
    case groupMetadata(GroupMetadataKey)
    case consumerGroupMetadata(ConsumerGroupMetadataKey)
    case consumerGroupPartitionMetadata(ConsumerGroupPartitionMetadataKey)
    case consumerGroupMemberMetadata(ConsumerGroupMemberMetadataKey)
    case consumerGroupTargetAssignmentMetadata(ConsumerGroupTargetAssignmentMetadataKey)
    case consumerGroupTargetAssignmentMember(ConsumerGroupTargetAssignmentMemberKey)
    case consumerGroupCurrentMemberAssignment(ConsumerGroupCurrentMemberAssignmentKey)
    case shareGroupMemberMetadata(ShareGroupMemberMetadataKey)
    case shareGroupMetadata(ShareGroupMetadataKey)
    case shareGroupTargetAssignmentMetadata(ShareGroupTargetAssignmentMetadataKey)
    case shareGroupTargetAssignmentMember(ShareGroupTargetAssignmentMemberKey)
    case shareGroupCurrentMemberAssignment(ShareGroupCurrentMemberAssignmentKey)
    case shareGroupStatePartitionMetadata(ShareGroupStatePartitionMetadataKey)
    case consumerGroupRegularExpression(ConsumerGroupRegularExpressionKey)
    case streamsGroupMetadata(StreamsGroupMetadataKey)
    case streamsGroupMemberMetadata(StreamsGroupMemberMetadataKey)
    case streamsGroupTargetAssignmentMetadata(StreamsGroupTargetAssignmentMetadataKey)
    case streamsGroupTargetAssignmentMember(StreamsGroupTargetAssignmentMemberKey)
    case streamsGroupCurrentMemberAssignment(StreamsGroupCurrentMemberAssignmentKey)
    case streamsGroupTopology(StreamsGroupTopologyKey)
    /// A type that this release does not know: readers pass over it.
    case unknown(recordType: Int16)

    /// Reads a record's key.
    public init(from slice: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(slice)
        let recordType = try reader.integer(Int16.self)
        switch recordType {
        case 0: self = .legacyOffsetCommit(try LegacyOffsetCommitKey(from: &reader, version: 0))
        case 1: self = .offsetCommit(try OffsetCommitKey(from: &reader, version: 0))
        case 2: self = .groupMetadata(try GroupMetadataKey(from: &reader, version: 0))
        case 3: self = .consumerGroupMetadata(try ConsumerGroupMetadataKey(from: &reader, version: 0))
        case 4: self = .consumerGroupPartitionMetadata(try ConsumerGroupPartitionMetadataKey(from: &reader, version: 0))
        case 5: self = .consumerGroupMemberMetadata(try ConsumerGroupMemberMetadataKey(from: &reader, version: 0))
        case 6: self = .consumerGroupTargetAssignmentMetadata(try ConsumerGroupTargetAssignmentMetadataKey(from: &reader, version: 0))
        case 7: self = .consumerGroupTargetAssignmentMember(try ConsumerGroupTargetAssignmentMemberKey(from: &reader, version: 0))
        case 8: self = .consumerGroupCurrentMemberAssignment(try ConsumerGroupCurrentMemberAssignmentKey(from: &reader, version: 0))
        case 10: self = .shareGroupMemberMetadata(try ShareGroupMemberMetadataKey(from: &reader, version: 0))
        case 11: self = .shareGroupMetadata(try ShareGroupMetadataKey(from: &reader, version: 0))
        case 12: self = .shareGroupTargetAssignmentMetadata(try ShareGroupTargetAssignmentMetadataKey(from: &reader, version: 0))
        case 13: self = .shareGroupTargetAssignmentMember(try ShareGroupTargetAssignmentMemberKey(from: &reader, version: 0))
        case 14: self = .shareGroupCurrentMemberAssignment(try ShareGroupCurrentMemberAssignmentKey(from: &reader, version: 0))
        case 15: self = .shareGroupStatePartitionMetadata(try ShareGroupStatePartitionMetadataKey(from: &reader, version: 0))
        case 16: self = .consumerGroupRegularExpression(try ConsumerGroupRegularExpressionKey(from: &reader, version: 0))
        case 17: self = .streamsGroupMetadata(try StreamsGroupMetadataKey(from: &reader, version: 0))
        case 19: self = .streamsGroupMemberMetadata(try StreamsGroupMemberMetadataKey(from: &reader, version: 0))
        case 20: self = .streamsGroupTargetAssignmentMetadata(try StreamsGroupTargetAssignmentMetadataKey(from: &reader, version: 0))
        case 21: self = .streamsGroupTargetAssignmentMember(try StreamsGroupTargetAssignmentMemberKey(from: &reader, version: 0))
        case 22: self = .streamsGroupCurrentMemberAssignment(try StreamsGroupCurrentMemberAssignmentKey(from: &reader, version: 0))
        case 23: self = .streamsGroupTopology(try StreamsGroupTopologyKey(from: &reader, version: 0))
        default: self = .unknown(recordType: recordType)
        }
    }

    /// The key itself; nil for a type that this release does not know.
    public var key: (any CoordinatorKey)? {
        switch self {
        case .legacyOffsetCommit(let key): key
        case .offsetCommit(let key): key
        case .groupMetadata(let key): key
        case .consumerGroupMetadata(let key): key
        case .consumerGroupPartitionMetadata(let key): key
        case .consumerGroupMemberMetadata(let key): key
        case .consumerGroupTargetAssignmentMetadata(let key): key
        case .consumerGroupTargetAssignmentMember(let key): key
        case .consumerGroupCurrentMemberAssignment(let key): key
        case .shareGroupMemberMetadata(let key): key
        case .shareGroupMetadata(let key): key
        case .shareGroupTargetAssignmentMetadata(let key): key
        case .shareGroupTargetAssignmentMember(let key): key
        case .shareGroupCurrentMemberAssignment(let key): key
        case .shareGroupStatePartitionMetadata(let key): key
        case .consumerGroupRegularExpression(let key): key
        case .streamsGroupMetadata(let key): key
        case .streamsGroupMemberMetadata(let key): key
        case .streamsGroupTargetAssignmentMetadata(let key): key
        case .streamsGroupTargetAssignmentMember(let key): key
        case .streamsGroupCurrentMemberAssignment(let key): key
        case .streamsGroupTopology(let key): key
        case .unknown: nil
        }
    }
}
