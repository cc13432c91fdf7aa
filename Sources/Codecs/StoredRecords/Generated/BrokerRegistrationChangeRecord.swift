// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 17 of `__cluster_metadata`, versions 0-3.
public struct BrokerRegistrationChangeRecord: MetadataRecord {
    public static let recordType: Int16 = 17
    public static let versions: ClosedRange<Int16> = 0...3
    public static let firstFlexibleVersion: Int16? = 0

    public var brokerID: BrokerID = BrokerID(0)
    public var brokerEpoch: Int64 = 0
    public var fenced: Int8 = 0
    /// Versions 1+; an error in the others unless at its default.
    public var inControlledShutdown: Int8 = 0
    /// Versions 2+; an error in the others unless at its default.
    public var logDirs: [UniqueID] = []
    /// Versions 3+; an error in the others unless at its default.
    public var cordonedLogDirs: [UniqueID]? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        brokerID: BrokerID = BrokerID(0),
        brokerEpoch: Int64 = 0,
        fenced: Int8 = 0,
        inControlledShutdown: Int8 = 0,
        logDirs: [UniqueID] = [],
        cordonedLogDirs: [UniqueID]? = nil
    ) {
        self.brokerID = brokerID
        self.brokerEpoch = brokerEpoch
        self.fenced = fenced
        self.inControlledShutdown = inControlledShutdown
        self.logDirs = logDirs
        self.cordonedLogDirs = cordonedLogDirs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.brokerEpoch = try reader.integer(Int64.self)
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0:
                let end = try reader.taggedFieldEnd()
                self.fenced = try reader.integer(Int8.self)
                try reader.expectTaggedField(endsAt: end)
            case 1 where version >= 1:
                let end = try reader.taggedFieldEnd()
                self.inControlledShutdown = try reader.integer(Int8.self)
                try reader.expectTaggedField(endsAt: end)
            case 2 where version >= 2:
                let end = try reader.taggedFieldEnd()
                self.logDirs = try reader.array(compact: true, minimumBytes: 16) { (reader: inout ByteReader) throws(DecodeError) -> UniqueID in try reader.uniqueID() }
                try reader.expectTaggedField(endsAt: end)
            case 3 where version == 3:
                let end = try reader.taggedFieldEnd()
                self.cordonedLogDirs = try reader.nullableArray(compact: true, minimumBytes: 16) { (reader: inout ByteReader) throws(DecodeError) -> UniqueID in try reader.uniqueID() }
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "BrokerRegistrationChangeRecord", version: version)
        }
        writer.integer(self.brokerID.rawValue)
        writer.integer(self.brokerEpoch)
        if version < 1, self.inControlledShutdown != 0 { throw EncodeError(.fieldNotInVersion, field: "BrokerRegistrationChangeRecord.inControlledShutdown", version: version) }
        if version < 2, !self.logDirs.isEmpty { throw EncodeError(.fieldNotInVersion, field: "BrokerRegistrationChangeRecord.logDirs", version: version) }
        if version != 3, self.cordonedLogDirs != nil { throw EncodeError(.fieldNotInVersion, field: "BrokerRegistrationChangeRecord.cordonedLogDirs", version: version) }
        var tagged = self.unknownTaggedFields
        if self.fenced != 0 {
            var field = ByteWriter(capacity: 64)
            field.integer(self.fenced)
            tagged.set(0, field.finish())
        }
        if version >= 1, self.inControlledShutdown != 0 {
            var field = ByteWriter(capacity: 64)
            field.integer(self.inControlledShutdown)
            tagged.set(1, field.finish())
        }
        if version >= 2, !self.logDirs.isEmpty {
            var field = ByteWriter(capacity: 64)
            try field.longLength(self.logDirs.count, compact: true)
            for element in self.logDirs {
                field.uniqueID(element)
            }
            tagged.set(2, field.finish())
        }
        if version == 3, self.cordonedLogDirs != nil {
            var field = ByteWriter(capacity: 64)
            if let value = self.cordonedLogDirs {
                try field.longLength(value.count, compact: true)
                for element in value {
                    field.uniqueID(element)
                }
            }
            else {
                field.longNull(compact: true)
            }
            tagged.set(3, field.finish())
        }
        writer.taggedFields(tagged)
    }
}
