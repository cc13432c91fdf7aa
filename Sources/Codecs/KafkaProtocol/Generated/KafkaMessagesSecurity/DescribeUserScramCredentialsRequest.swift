// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 50, versions 0.
public struct DescribeUserScramCredentialsRequest: KafkaRequest {
    public typealias Response = DescribeUserScramCredentialsResponse
    public static let apiKey: Int16 = 50
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = 0

    public var users: [UserName]? = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        users: [UserName]? = []
    ) {
        self.users = users
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.users = try reader.nullableStructures(of: UserName.self, compact: true, minimumBytes: 2, version: version)
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeUserScramCredentialsRequest", version: version)
        }
        if let value = self.users {
            try writer.structures(value, compact: true, version: version)
        }
        else {
            writer.longNull(compact: true)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }

    /// Of versions 0.
    public struct UserName: KafkaStructure {
        public var name: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            name: String = ""
        ) {
            self.name = name
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.name = try reader.string(compact: true)
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            try writer.string(self.name, compact: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
