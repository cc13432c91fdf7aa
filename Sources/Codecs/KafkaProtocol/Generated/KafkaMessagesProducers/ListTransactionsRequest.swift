// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Request of API 66, versions 0-2.
public struct ListTransactionsRequest: KafkaRequest {
    public typealias Response = ListTransactionsResponse
    public static let apiKey: Int16 = 66
    public static let versions: ClosedRange<Int16> = 0...2
    public static let firstFlexibleVersion: Int16? = 0

    public var stateFilters: [String] = []
    public var producerIDFilters: [ProducerID] = []
    /// Versions 1+; an error in the others unless at its default.
    public var durationFilter: Int64 = -1
    /// Versions 2+; an error in the others unless at its default.
    public var transactionalIDPattern: String? = nil
    /// Tagged fields that are not in the schema.
    public var unknownTaggedFields = TaggedFields()

    public init() {}

    public init(
        stateFilters: [String] = [],
        producerIDFilters: [ProducerID] = [],
        durationFilter: Int64 = -1,
        transactionalIDPattern: String? = nil
    ) {
        self.stateFilters = stateFilters
        self.producerIDFilters = producerIDFilters
        self.durationFilter = durationFilter
        self.transactionalIDPattern = transactionalIDPattern
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 2 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.stateFilters = try reader.array(compact: true, minimumBytes: 1) { (reader: inout ByteReader) throws(DecodeError) -> String in try reader.string(compact: true) }
        self.producerIDFilters = try reader.array(compact: true, minimumBytes: 8) { (reader: inout ByteReader) throws(DecodeError) -> ProducerID in try ProducerID(rawValue: reader.integer(Int64.self)) }
        if version >= 1 {
            self.durationFilter = try reader.integer(Int64.self)
        }
        if version == 2 {
            self.transactionalIDPattern = try reader.nullableString(compact: true)
        }
        self.unknownTaggedFields = try reader.unknownTaggedFields()
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 2 else {
            throw EncodeError(.unsupportedVersion, field: "ListTransactionsRequest", version: version)
        }
        try writer.longLength(self.stateFilters.count, compact: true)
        for element in self.stateFilters {
            try writer.string(element, compact: true)
        }
        try writer.longLength(self.producerIDFilters.count, compact: true)
        for element in self.producerIDFilters {
            writer.integer(element.rawValue)
        }
        if version < 1, self.durationFilter != -1 { throw EncodeError(.fieldNotInVersion, field: "ListTransactionsRequest.durationFilter", version: version) }
        if version >= 1 {
            writer.integer(self.durationFilter)
        }
        if version != 2, self.transactionalIDPattern != nil { throw EncodeError(.fieldNotInVersion, field: "ListTransactionsRequest.transactionalIDPattern", version: version) }
        if version == 2 {
            try writer.nullableString(self.transactionalIDPattern, compact: true)
        }
        writer.taggedFields(self.unknownTaggedFields)
    }
}
