// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 63, versions 0-2.
public struct BrokerHeartbeatRequest: KafkaRequest {
    public typealias Response = BrokerHeartbeatResponse
    public static let apiKey: Int16 = 63
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var brokerID: BrokerID = BrokerID(0)
    public var brokerEpoch: Int64 = -1
    public var currentMetadataOffset: Offset = Offset(0)
    public var wantFence: Bool = false
    public var wantShutDown: Bool = false
    /// Versions 1+; an error in the others unless at its default.
    public var offlineLogDirs: [UniqueID] = []
    /// Versions 2+; an error in the others unless at its default.
    public var cordonedLogDirs: [UniqueID]? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        brokerID: BrokerID = BrokerID(0),
        brokerEpoch: Int64 = -1,
        currentMetadataOffset: Offset = Offset(0),
        wantFence: Bool = false,
        wantShutDown: Bool = false,
        offlineLogDirs: [UniqueID] = [],
        cordonedLogDirs: [UniqueID]? = nil
    ) {
        self.brokerID = brokerID
        self.brokerEpoch = brokerEpoch
        self.currentMetadataOffset = currentMetadataOffset
        self.wantFence = wantFence
        self.wantShutDown = wantShutDown
        self.offlineLogDirs = offlineLogDirs
        self.cordonedLogDirs = cordonedLogDirs
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.brokerID = try BrokerID(rawValue: reader.integer(Int32.self))
        self.brokerEpoch = try reader.integer(Int64.self)
        self.currentMetadataOffset = try Offset(rawValue: reader.integer(Int64.self))
        self.wantFence = try reader.boolean()
        self.wantShutDown = try reader.boolean()
        let tagCount = try reader.taggedFieldCount()
        for _ in 0..<tagCount {
            let tag = try reader.unsignedVarint()
            switch tag {
            case 0 where version >= 1:
                let end = try reader.taggedFieldEnd()
                self.offlineLogDirs = try reader.array(compact: true, minimumBytes: 16) { (reader: inout ByteReader) throws(DecodeError) -> UniqueID in try reader.uniqueID() }
                try reader.expectTaggedField(endsAt: end)
            case 1 where version == 2:
                let end = try reader.taggedFieldEnd()
                self.cordonedLogDirs = try reader.nullableArray(compact: true, minimumBytes: 16) { (reader: inout ByteReader) throws(DecodeError) -> UniqueID in try reader.uniqueID() }
                try reader.expectTaggedField(endsAt: end)
            default:
                try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)
            }
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "BrokerHeartbeatRequest", version: version)
        }
        writer.integer(self.brokerID.rawValue)
        writer.integer(self.brokerEpoch)
        writer.integer(self.currentMetadataOffset.rawValue)
        writer.boolean(self.wantFence)
        writer.boolean(self.wantShutDown)
        if version < 1, !self.offlineLogDirs.isEmpty { throw EncodeError(.fieldNotInVersion, field: "BrokerHeartbeatRequest.offlineLogDirs", version: version) }
        if version != 2, self.cordonedLogDirs != nil { throw EncodeError(.fieldNotInVersion, field: "BrokerHeartbeatRequest.cordonedLogDirs", version: version) }
        var tagged = self.unknownTaggedFields
        if version >= 1, !self.offlineLogDirs.isEmpty {
            var field = ByteWriter(capacity: 64)
            try field.longLength(self.offlineLogDirs.count, compact: true)
            for element in self.offlineLogDirs {
                field.uniqueID(element)
            }
            tagged.set(0, field.finish())
        }
        if version == 2, self.cordonedLogDirs != nil {
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
            tagged.set(1, field.finish())
        }
        writer.taggedFields(tagged)
    }
}
