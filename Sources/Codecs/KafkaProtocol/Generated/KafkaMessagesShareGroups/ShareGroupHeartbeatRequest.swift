// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 76, versions 1.
public struct ShareGroupHeartbeatRequest: KafkaRequest {
    public typealias Response = ShareGroupHeartbeatResponse
    public static let apiKey: Int16 = 76
    public static let versions: ClosedRange<Int16> = 1...1
    public static let firstFlexibleVersion: Int16? = 0

    public var groupID: GroupID = GroupID("")
    public var memberID: String = ""
    public var memberEpoch: Int32 = 0
    public var rackID: String? = nil
    public var subscribedTopicNames: [TopicName]? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        groupID: GroupID = GroupID(""),
        memberID: String = "",
        memberEpoch: Int32 = 0,
        rackID: String? = nil,
        subscribedTopicNames: [TopicName]? = nil
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.rackID = rackID
        self.subscribedTopicNames = subscribedTopicNames
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.groupID = try GroupID(rawValue: reader.string(compact: true))
        self.memberID = try reader.string(compact: true)
        self.memberEpoch = try reader.integer(Int32.self)
        self.rackID = try reader.nullableString(compact: true)
        self.subscribedTopicNames = try reader.nullableArray(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> TopicName in try TopicName(rawValue: reader.string(compact: true)) }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "ShareGroupHeartbeatRequest", version: version)
        }
        try writer.string(self.groupID.rawValue, compact: true)
        try writer.string(self.memberID, compact: true)
        writer.integer(self.memberEpoch)
        try writer.nullableString(self.rackID, compact: true)
        if let value = self.subscribedTopicNames {
            try writer.longLength(value.count, compact: true)
            for element in value {
                try writer.string(element.rawValue, compact: true)
            }
        }
        else {
            writer.longNull(compact: true)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }
}
