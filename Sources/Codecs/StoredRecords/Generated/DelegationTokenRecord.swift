// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Record type 10 of `__cluster_metadata`, versions 0.
public struct DelegationTokenRecord: MetadataRecord {
    public static let recordType: Int16 = 10
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var owner: String = ""
    public var requester: String = ""
    public var renewers: [String] = []
    public var issueTimestamp: Int64 = 0
    public var maxTimestamp: Int64 = 0
    public var expirationTimestamp: Int64 = 0
    public var tokenID: String = ""
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        owner: String = "",
        requester: String = "",
        renewers: [String] = [],
        issueTimestamp: Int64 = 0,
        maxTimestamp: Int64 = 0,
        expirationTimestamp: Int64 = 0,
        tokenID: String = ""
    ) {
        self.owner = owner
        self.requester = requester
        self.renewers = renewers
        self.issueTimestamp = issueTimestamp
        self.maxTimestamp = maxTimestamp
        self.expirationTimestamp = expirationTimestamp
        self.tokenID = tokenID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.owner = try reader.string(compact: true)
        self.requester = try reader.string(compact: true)
        self.renewers = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
        self.issueTimestamp = try reader.integer(Int64.self)
        self.maxTimestamp = try reader.integer(Int64.self)
        self.expirationTimestamp = try reader.integer(Int64.self)
        self.tokenID = try reader.string(compact: true)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "DelegationTokenRecord", version: version)
        }
        try writer.string(self.owner, compact: true)
        try writer.string(self.requester, compact: true)
        try writer.longLength(self.renewers.count, compact: true)
        for element in self.renewers {
            try writer.string(element, compact: true)
        }
        writer.integer(self.issueTimestamp)
        writer.integer(self.maxTimestamp)
        writer.integer(self.expirationTimestamp)
        try writer.string(self.tokenID, compact: true)
        writer.taggedFields(self.unknownTaggedFields)
    }
}
