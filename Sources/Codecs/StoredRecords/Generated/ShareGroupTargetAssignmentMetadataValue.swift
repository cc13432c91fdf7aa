// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 12, versions 0.
public struct ShareGroupTargetAssignmentMetadataValue: CoordinatorValue {
    public static let recordType: Int16 = 12
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var assignmentEpoch: Int32 = 0
    public var assignmentTimestamp: Int64 = 0
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        assignmentEpoch: Int32 = 0,
        assignmentTimestamp: Int64 = 0
    ) {
        self.assignmentEpoch = assignmentEpoch
        self.assignmentTimestamp = assignmentTimestamp
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.assignmentEpoch = try reader.integer(Int32.self)
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.assignmentTimestamp = try reader.integer(Int64.self)
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ShareGroupTargetAssignmentMetadataValue", version: version)
        }
        writer.integer(self.assignmentEpoch)
        var tagged = self.unknownTaggedFields
        if self.assignmentTimestamp != 0 {
            var field = ByteWriter(capacity: 64)
            field.integer(self.assignmentTimestamp)
            tagged.set(0, field.finish())
        }
        writer.taggedFields(tagged)
    }
}
