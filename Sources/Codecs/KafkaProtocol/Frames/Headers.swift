public import Bytes
public import KafkaPrimitives

/// What stands before every request's body (header versions 1 and 2).
///
///     int16 api key | int16 api version | int32 correlation id | int16 length, client id | tagged fields (version 2)
public struct RequestHeader: Equatable, Sendable {
    public var apiKey: ApiKey
    public var apiVersion: Int16
    /// Chosen by the client; its answer carries it back.
    public var correlationID: Int32
    /// Free text; nil when the client sent a negative length.
    public var clientID: String?
    public var unknownTaggedFields = TaggedFields()

    public init(apiKey: ApiKey, apiVersion: Int16, correlationID: Int32, clientID: String?) {
        self.apiKey = apiKey
        self.apiVersion = apiVersion
        self.correlationID = correlationID
        self.clientID = clientID
    }

    /// Reads a header from the start of a frame. Of an API or version that the schemas lack only the fixed part is read:
    /// the caller refuses it by `apiKey` and `apiVersion`. ApiVersions above its newest version is read as flexible,
    /// which is how clients send it when they probe.
    public init(from reader: inout ByteReader) throws(DecodeError) {
        apiKey = ApiKey(rawValue: try reader.integer())
        apiVersion = try reader.integer()
        correlationID = try reader.integer()
        // Even in the flexible header the client id keeps its old length.
        clientID = try reader.nullableString(compact: false)
        if let schema = apiKey.schema, schema.isFlexible(apiVersion) {
            unknownTaggedFields = try reader.unknownTaggedFields()
        }
    }

    /// Appends the header in the form that its API's version asks for.
    public func encode(into writer: inout ByteWriter) throws(EncodeError) {
        writer.integer(apiKey.rawValue)
        writer.integer(apiVersion)
        writer.integer(correlationID)
        try writer.nullableString(clientID, compact: false)
        if let schema = apiKey.schema, schema.isFlexible(apiVersion) { writer.taggedFields(unknownTaggedFields) }
    }
}

/// What stands before every answer's body: the correlation id, and tagged fields in version 1.
public struct ResponseHeader: Equatable, Sendable {
    public var correlationID: Int32
    public var unknownTaggedFields = TaggedFields()

    public init(correlationID: Int32) { self.correlationID = correlationID }

    /// - Parameter version: ``ApiSchema/responseHeaderVersion(_:)`` of the request that it answers.
    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        correlationID = try reader.integer()
        if version >= 1 { unknownTaggedFields = try reader.unknownTaggedFields() }
    }

    /// - Parameter version: ``ApiSchema/responseHeaderVersion(_:)`` of the request that it answers.
    public func encode(into writer: inout ByteWriter, version: Int16) {
        writer.integer(correlationID)
        if version >= 1 { writer.taggedFields(unknownTaggedFields) }
    }
}
