// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 5 of `__cluster_metadata`, versions 0-2.
public struct PartitionChangeRecord: MetadataRecord {
    public static let recordType: Int16 = 5
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var partitionID: PartitionIndex = PartitionIndex(-1)
    public var topicID: UniqueID = UniqueID.zero
    public var isr: [BrokerID]? = nil
    public var leader: BrokerID = BrokerID(-2)
    public var replicas: [BrokerID]? = nil
    public var removingReplicas: [BrokerID]? = nil
    public var addingReplicas: [BrokerID]? = nil
    public var leaderRecoveryState: Int8 = -1
    /// Versions 1+; an error in the others unless at its default.
    public var directories: [UniqueID]? = nil
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
        isr: [BrokerID]? = nil,
        leader: BrokerID = BrokerID(-2),
        replicas: [BrokerID]? = nil,
        removingReplicas: [BrokerID]? = nil,
        addingReplicas: [BrokerID]? = nil,
        leaderRecoveryState: Int8 = -1,
        directories: [UniqueID]? = nil,
        eligibleLeaderReplicas: [BrokerID]? = nil,
        lastKnownElr: [BrokerID]? = nil
    ) {
        self.partitionID = partitionID
        self.topicID = topicID
        self.isr = isr
        self.leader = leader
        self.replicas = replicas
        self.removingReplicas = removingReplicas
        self.addingReplicas = addingReplicas
        self.leaderRecoveryState = leaderRecoveryState
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
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.isr = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
                try reader.expectTaggedField(endsAt: end)
            case 1:
                let end = try reader.taggedFieldEnd()
                self.leader = try BrokerID(rawValue: reader.integer(Int32.self))
                try reader.expectTaggedField(endsAt: end)
            case 2:
                let end = try reader.taggedFieldEnd()
                self.replicas = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
                try reader.expectTaggedField(endsAt: end)
            case 3:
                let end = try reader.taggedFieldEnd()
                self.removingReplicas = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
                try reader.expectTaggedField(endsAt: end)
            case 4:
                let end = try reader.taggedFieldEnd()
                self.addingReplicas = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
                try reader.expectTaggedField(endsAt: end)
            case 5:
                let end = try reader.taggedFieldEnd()
                self.leaderRecoveryState = try reader.integer(Int8.self)
                try reader.expectTaggedField(endsAt: end)
            case 6 where version == 2:
                let end = try reader.taggedFieldEnd()
                self.eligibleLeaderReplicas = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
                try reader.expectTaggedField(endsAt: end)
            case 7 where version == 2:
                let end = try reader.taggedFieldEnd()
                self.lastKnownElr = try reader.nullableArray(compact: true, minimumBytes: 4) { (reader: inout ByteReader) throws(DecodeError) -> BrokerID in try BrokerID(rawValue: reader.integer(Int32.self)) }
                try reader.expectTaggedField(endsAt: end)
            case 8 where version >= 1:
                let end = try reader.taggedFieldEnd()
                self.directories = try reader.nullableArray(compact: true, minimumBytes: 16) { (reader: inout ByteReader) throws(DecodeError) -> UniqueID in try reader.uniqueID() }
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "PartitionChangeRecord", version: version)
        }
        writer.integer(self.partitionID.rawValue)
        writer.uniqueID(self.topicID)
        if version < 1, self.directories != nil { throw EncodeError(.fieldNotInVersion, field: "PartitionChangeRecord.directories", version: version) }
        if version != 2, self.eligibleLeaderReplicas != nil { throw EncodeError(.fieldNotInVersion, field: "PartitionChangeRecord.eligibleLeaderReplicas", version: version) }
        if version != 2, self.lastKnownElr != nil { throw EncodeError(.fieldNotInVersion, field: "PartitionChangeRecord.lastKnownElr", version: version) }
        var tagged = self.unknownTaggedFields
        if self.isr != nil {
            var field = ByteWriter(capacity: 64)
            if let value = self.isr {
                try field.longLength(value.count, compact: true)
                for element in value {
                    field.integer(element.rawValue)
                }
            }
            else {
                field.longNull(compact: true)
            }
            tagged.set(0, field.finish())
        }
        if self.leader != BrokerID(-2) {
            var field = ByteWriter(capacity: 64)
            field.integer(self.leader.rawValue)
            tagged.set(1, field.finish())
        }
        if self.replicas != nil {
            var field = ByteWriter(capacity: 64)
            if let value = self.replicas {
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
        if self.removingReplicas != nil {
            var field = ByteWriter(capacity: 64)
            if let value = self.removingReplicas {
                try field.longLength(value.count, compact: true)
                for element in value {
                    field.integer(element.rawValue)
                }
            }
            else {
                field.longNull(compact: true)
            }
            tagged.set(3, field.finish())
        }
        if self.addingReplicas != nil {
            var field = ByteWriter(capacity: 64)
            if let value = self.addingReplicas {
                try field.longLength(value.count, compact: true)
                for element in value {
                    field.integer(element.rawValue)
                }
            }
            else {
                field.longNull(compact: true)
            }
            tagged.set(4, field.finish())
        }
        if self.leaderRecoveryState != -1 {
            var field = ByteWriter(capacity: 64)
            field.integer(self.leaderRecoveryState)
            tagged.set(5, field.finish())
        }
        if version >= 1, self.directories != nil {
            var field = ByteWriter(capacity: 64)
            if let value = self.directories {
                try field.longLength(value.count, compact: true)
                for element in value {
                    field.uniqueID(element)
                }
            }
            else {
                field.longNull(compact: true)
            }
            tagged.set(8, field.finish())
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
            tagged.set(6, field.finish())
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
            tagged.set(7, field.finish())
        }
        writer.taggedFields(tagged)
    }
}
