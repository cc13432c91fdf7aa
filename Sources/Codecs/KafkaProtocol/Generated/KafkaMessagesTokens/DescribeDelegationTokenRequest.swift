// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 41, versions 1-3.
public struct DescribeDelegationTokenRequest: KafkaRequest {
    public typealias Response = DescribeDelegationTokenResponse
    public static let apiKey: Int16 = 41
    public static let versions: ClosedRange<Int16> = 1...3
    public static let firstFlexibleVersion: Int16? = 2

    public var owners: [DescribeDelegationTokenOwner]? = []
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        owners: [DescribeDelegationTokenOwner]? = []
    ) {
        self.owners = owners
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 3 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 2
        self.owners = try reader.nullableStructures(of: DescribeDelegationTokenOwner.self, compact: flexible, minimumBytes: 3, version: version)
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 3 else {
            throw EncodeError(.unsupportedVersion, field: "DescribeDelegationTokenRequest", version: version)
        }
        let flexible = version >= 2
        if let value = self.owners {
            try writer.structures(value, compact: flexible, version: version)
        }
        else {
            writer.longNull(compact: flexible)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Of versions 1-3.
    public struct DescribeDelegationTokenOwner: KafkaStructure {
        public var principalType: String = ""
        public var principalName: String = ""
        /// Tagged fields that are not in the schema.
        public var unknownTaggedFields = TaggedFields()

        public init() {}

        public init(
            principalType: String = "",
            principalName: String = ""
        ) {
            self.principalType = principalType
            self.principalName = principalName
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            let flexible = version >= 2
            self.principalType = try reader.string(compact: flexible)
            self.principalName = try reader.string(compact: flexible)
            if flexible {
                self.unknownTaggedFields = try reader.unknownTaggedFields()
            }
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            let flexible = version >= 2
            try writer.string(self.principalType, compact: flexible)
            try writer.string(self.principalName, compact: flexible)
            if flexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
