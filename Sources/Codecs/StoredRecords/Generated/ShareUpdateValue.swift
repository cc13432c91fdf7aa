// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 1, versions 0.
public struct ShareUpdateValue: CoordinatorValue {
    public static let recordType: Int16 = 1
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var snapshotEpoch: LeaderEpoch = LeaderEpoch(0)
    public var leaderEpoch: LeaderEpoch = LeaderEpoch(0)
    public var startOffset: Offset = Offset(0)
    public var deliveryCompleteCount: Int32 = -1
    public var stateBatches: [StateBatch] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        snapshotEpoch: LeaderEpoch = LeaderEpoch(0),
        leaderEpoch: LeaderEpoch = LeaderEpoch(0),
        startOffset: Offset = Offset(0),
        deliveryCompleteCount: Int32 = -1,
        stateBatches: [StateBatch] = []
    ) {
        self.snapshotEpoch = snapshotEpoch
        self.leaderEpoch = leaderEpoch
        self.startOffset = startOffset
        self.deliveryCompleteCount = deliveryCompleteCount
        self.stateBatches = stateBatches
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.snapshotEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
        self.leaderEpoch = try LeaderEpoch(rawValue: reader.integer(Int32.self))
        self.startOffset = try Offset(rawValue: reader.integer(Int64.self))
        self.stateBatches = try reader.structures(of: StateBatch.self, compact: true, minimumBytes: 20, version: version)
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.deliveryCompleteCount = try reader.integer(Int32.self)
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ShareUpdateValue", version: version)
        }
        writer.integer(self.snapshotEpoch.rawValue)
        writer.integer(self.leaderEpoch.rawValue)
        writer.integer(self.startOffset.rawValue)
        try writer.structures(self.stateBatches, compact: true, version: version)
        var tagged = self.unknownTaggedFields
        if self.deliveryCompleteCount != -1 {
            var field = ByteWriter(capacity: 64)
            field.integer(self.deliveryCompleteCount)
            tagged.set(0, field.finish())
        }
        writer.taggedFields(tagged)
    }

    /// Of versions 0.
    public struct StateBatch: KafkaStructure {
        public var firstOffset: Offset = Offset(0)
        public var lastOffset: Offset = Offset(0)
        public var deliveryState: Int8 = 0
        public var deliveryCount: Int16 = 0
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            firstOffset: Offset = Offset(0),
            lastOffset: Offset = Offset(0),
            deliveryState: Int8 = 0,
            deliveryCount: Int16 = 0
        ) {
            self.firstOffset = firstOffset
            self.lastOffset = lastOffset
            self.deliveryState = deliveryState
            self.deliveryCount = deliveryCount
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.firstOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.lastOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.deliveryState = try reader.integer(Int8.self)
            self.deliveryCount = try reader.integer(Int16.self)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.firstOffset.rawValue)
            writer.integer(self.lastOffset.rawValue)
            writer.integer(self.deliveryState)
            writer.integer(self.deliveryCount)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
