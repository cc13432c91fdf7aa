// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 25 of `__cluster_metadata`, versions 0.
public struct AbortTransactionRecord: MetadataRecord {
    public static let recordType: Int16 = 25
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var reason: String? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        reason: String? = nil
    ) {
        self.reason = reason
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.reason = try reader.nullableString(compact: true)
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "AbortTransactionRecord", version: version)
        }
        var tagged = self.unknownTaggedFields
        if self.reason != nil {
            var field = ByteWriter(capacity: 64)
            try field.nullableString(self.reason, compact: true)
            tagged.set(0, field.finish())
        }
        writer.taggedFields(tagged)
    }
}
