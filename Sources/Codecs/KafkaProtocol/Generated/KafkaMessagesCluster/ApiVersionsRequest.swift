// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import KafkaPrimitives

/// Request of API 18, versions 0-4.
public struct ApiVersionsRequest: KafkaRequest {
    public typealias Response = ApiVersionsResponse
    public static let apiKey: Int16 = 18
    public static let versions: ClosedRange<Int16> = 0...4
    public static let firstFlexibleVersion: Int16? = 3

    /// Versions 3+; left out of the others.
    public var clientSoftwareName: String = ""
    /// Versions 3+; left out of the others.
    public var clientSoftwareVersion: String = ""
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        clientSoftwareName: String = "",
        clientSoftwareVersion: String = ""
    ) {
        self.clientSoftwareName = clientSoftwareName
        self.clientSoftwareVersion = clientSoftwareVersion
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 4 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        let flexible = version >= 3
        if version >= 3 {
            self.clientSoftwareName = try reader.string(compact: flexible)
        }
        if version >= 3 {
            self.clientSoftwareVersion = try reader.string(compact: flexible)
        }
        if flexible {
            self.unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 4 else {
            throw EncodeError(.unsupportedVersion, field: "ApiVersionsRequest", version: version)
        }
        let flexible = version >= 3
        if version >= 3 {
            try writer.string(self.clientSoftwareName, compact: flexible)
        }
        if version >= 3 {
            try writer.string(self.clientSoftwareVersion, compact: flexible)
        }
        if flexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
