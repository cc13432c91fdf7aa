// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 10, versions 0.
public struct ShareGroupMemberMetadataValue: CoordinatorValue {
    public static let recordType: Int16 = 10
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var rackID: String? = ""
    public var clientID: String = ""
    public var clientHost: String = ""
    public var subscribedTopicNames: [TopicName] = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        rackID: String? = "",
        clientID: String = "",
        clientHost: String = "",
        subscribedTopicNames: [TopicName] = []
    ) {
        self.rackID = rackID
        self.clientID = clientID
        self.clientHost = clientHost
        self.subscribedTopicNames = subscribedTopicNames
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.rackID = try reader.nullableString(compact: true)
        self.clientID = try reader.string(compact: true)
        self.clientHost = try reader.string(compact: true)
        self.subscribedTopicNames = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: true)) }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "ShareGroupMemberMetadataValue", version: version)
        }
        try writer.nullableString(self.rackID, compact: true)
        try writer.string(self.clientID, compact: true)
        try writer.string(self.clientHost, compact: true)
        try writer.longLength(self.subscribedTopicNames.count, compact: true)
        for element in self.subscribedTopicNames {
            try writer.string(element.rawValue, compact: true)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }
}
