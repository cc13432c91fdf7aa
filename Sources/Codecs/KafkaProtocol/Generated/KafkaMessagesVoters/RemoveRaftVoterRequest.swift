// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 81, versions 0.
public struct RemoveRaftVoterRequest: KafkaRequest {
    public typealias Response = RemoveRaftVoterResponse
    public static let apiKey: Int16 = 81
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var clusterID: String? = ""
    public var voterID: Int32 = 0
    public var voterDirectoryID: UniqueID = UniqueID.zero
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clusterID: String? = "",
        voterID: Int32 = 0,
        voterDirectoryID: UniqueID = UniqueID.zero
    ) {
        self.clusterID = clusterID
        self.voterID = voterID
        self.voterDirectoryID = voterDirectoryID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.clusterID = try reader.nullableString(compact: true)
        self.voterID = try reader.integer(Int32.self)
        self.voterDirectoryID = try reader.uniqueID()
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "RemoveRaftVoterRequest", version: version)
        }
        try writer.nullableString(self.clusterID, compact: true)
        writer.integer(self.voterID)
        writer.uniqueID(self.voterDirectoryID)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
