// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 3 of `__cluster_metadata`, versions 0-2.
public struct PartitionRecord: MetadataRecord {
    public static let recordType: Int16 = 3
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var partitionID: PartitionIndex = PartitionIndex(-1)
    public var topicID: UniqueID = UniqueID.zero
    public var replicas: [BrokerID] = []
    public var isr: [Int32] = []
    public var removingReplicas: [BrokerID] = []
    public var addingReplicas: [BrokerID] = []
    public var leader: BrokerID = BrokerID(-1)
    public var leaderRecoveryState: Int8 = 0
    public var leaderEpoch: LeaderEpoch = LeaderEpoch(-1)
    public var partitionEpoch: Int32 = -1
    /// Versions 1+; an error in the others unless at its default.
    public var directories: [UniqueID] = []
    /// Versions 2+; an error in the others unless at its default.
    public var eligibleLeaderReplicas: [BrokerID]? = nil
    /// Versions 2+; an error in the others unless at its default.
    public var lastKnownElr: [BrokerID]? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        partitionID: PartitionIndex = PartitionIndex(-1),
        topicID: UniqueID = UniqueID.zero,
        replicas: [BrokerID] = [],
        isr: [Int32] = [],
        removingReplicas: [BrokerID] = [],
        addingReplicas: [BrokerID] = [],
        leader: BrokerID = BrokerID(-1),
        leaderRecoveryState: Int8 = 0,
        leaderEpoch: LeaderEpoch = LeaderEpoch(-1),
        partitionEpoch: Int32 = -1,
        directories: [UniqueID] = [],
        eligibleLeaderReplicas: [BrokerID]? = nil,
        lastKnownElr: [BrokerID]? = nil
    ) {
        self.partitionID = partitionID
        self.topicID = topicID
        self.replicas = replicas
        self.isr = isr
        self.removingReplicas = removingReplicas
        self.addingReplicas = addingReplicas
        self.leader = leader
        self.leaderRecoveryState = leaderRecoveryState
        self.leaderEpoch = leaderEpoch
        self.partitionEpoch = partitionEpoch
        self.directories = directories
        self.eligibleLeaderReplicas = eligibleLeaderReplicas
        self.lastKnownElr = lastKnownElr
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.partitionID = try PartitionIndex(rawValue: reader.integer(Int32.self))
        self.topicID = try reader.uniqueID()
        self.replicas = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
        self.isr = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> Int32 in try reader.integer(Int32.self) }
        self.removingReplicas = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
        self.addingReplicas = try reader.array(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
        self.leader = try BrokerID(rawValue: reader.integer(Int32.self))
        self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
        self.partitionEpoch = try reader.integer(Int32.self)
        if version >= 1 {
            self.directories = try reader.array(compact: true, minimumBytes: 16) { (reader: inout ByteReader) throws(DecodeError) -> UniqueID in try reader.uniqueID() }
        }
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.leaderRecoveryState = try reader.integer(Int8.self)
                try reader.expectTaggedField(endsAt: end)
            case 1 where version == 2:
                let end = try reader.taggedFieldEnd()
                self.eligibleLeaderReplicas = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
                try reader.expectTaggedField(endsAt: end)
            case 2 where version == 2:
                let end = try reader.taggedFieldEnd()
                self.lastKnownElr = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "PartitionRecord", version: version)
        }
        writer.integer(self.partitionID.rawValue)
        writer.uniqueID(self.topicID)
        try writer.longLength(self.replicas.count, compact: true)
        for element in self.replicas {
            writer.integer(element.rawValue)
        }
        try writer.longLength(self.isr.count, compact: true)
        for element in self.isr {
            writer.integer(element)
        }
        try writer.longLength(self.removingReplicas.count, compact: true)
        for element in self.removingReplicas {
            writer.integer(element.rawValue)
        }
        try writer.longLength(self.addingReplicas.count, compact: true)
        for element in self.addingReplicas {
            writer.integer(element.rawValue)
        }
        writer.integer(self.leader.rawValue)
        writer.integer(self.leaderEpoch.rawValue)
        writer.integer(self.partitionEpoch)
        if version < 1, !self.directories.isEmpty { throw EncodeError(.fieldNotInVersion, field: "PartitionRecord.directories", version: version) }
        if version >= 1 {
            try writer.longLength(self.directories.count, compact: true)
            for element in self.directories {
                writer.uniqueID(element)
            }
        }
        if version != 2, self.eligibleLeaderReplicas != nil { throw EncodeError(.fieldNotInVersion, field: "PartitionRecord.eligibleLeaderReplicas", version: version) }
        if version != 2, self.lastKnownElr != nil { throw EncodeError(.fieldNotInVersion, field: "PartitionRecord.lastKnownElr", version: version) }
        var tagged = self.unknownTaggedFields
        if self.leaderRecoveryState != 0 {
            var field = ByteWriter(capacity: 64)
            field.integer(self.leaderRecoveryState)
            tagged.set(0, field.finish())
        }
        if version == 2, self.eligibleLeaderReplicas != nil {
            var field = ByteWriter(capacity: 64)
            if let value = self.eligibleLeaderReplicas {
                try field.longLength(value.count, compact: true)
                for element in value {
                    field.integer(element.rawValue)
                }
            }
            else {
                field.longNull(compact: true)
            }
            tagged.set(1, field.finish())
        }
        if version == 2, self.lastKnownElr != nil {
            var field = ByteWriter(capacity: 64)
            if let value = self.lastKnownElr {
                try field.longLength(value.count, compact: true)
                for element in value {
                    field.integer(element.rawValue)
                }
            }
            else {
                field.longNull(compact: true)
            }
            tagged.set(2, field.finish())
        }
        writer.taggedFields(tagged)
    }
}
