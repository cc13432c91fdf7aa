import Bytes
import Compression
import Identifiers
public import KafkaSchemas
import RecordBatches

/// Record batches as the oracle writes them in JSON.
public enum ReplayRecords {
    /// What the oracle describes but does not hold.
    public struct NotPlayable: Error, CustomStringConvertible {
        public let description: String
    }

    /// The bytes of a `records` field: as they were sent when nothing in them varies, else made from their description.
    public static func encode(_ json: JSONValue) throws -> JSONValue {
        if json == .null { return .null }
        if let hex = json["hex"]?.text { return .string(hex) }
        var writer = ByteWriter()
        for batch in json["batches"]?.items ?? [] { writer.bytes(try encodeBatch(batch)) }
        return .string(writer.finish().hex)
    }

    private static func encodeBatch(_ json: JSONValue) throws -> ByteSlice {
        let attributes = BatchAttributes(rawValue: UInt16(truncatingIfNeeded: json["attributes"]?.integer ?? 0))
        guard attributes.codec == CompressionCodec.none else { throw NotPlayable(description: "compressed without its bytes") }
        let base = json["baseTimestamp"]?.integer ?? 0
        var payload = ByteWriter()
        var lastDelta: Int64 = 0
        var maxTimestamp = base
        let records = json["records"]?.items ?? []
        for record in records {
            let parts = record.items ?? []
            guard parts.count >= 4, let delta = parts[0].integer, let time = parts[1].integer else {
                throw NotPlayable(description: "record \(record)")
            }
            (lastDelta, maxTimestamp) = (max(lastDelta, delta), max(maxTimestamp, base + time))
            var body = ByteWriter()
            body.integer(0 as Int8)
            body.varint(time)
            body.varint(delta)
            for part in parts[2...3] { appendBytes(part, to: &body) }
            body.varint(0)
            let bytes = body.finish()
            payload.varint(Int64(bytes.count))
            payload.bytes(bytes)
        }
        let bytes = payload.finish()
        var header = RecordBatchHeader(
            baseOffset: 0, batchLength: Int32(RecordBatchHeader.size - RecordBatchHeader.lengthOverhead + bytes.count),
            partitionLeaderEpoch: -1, crc: 0, attributes: attributes, lastOffsetDelta: Int32(lastDelta), baseTimestamp: base,
            maxTimestamp: json["maxTimestamp"]?.integer ?? maxTimestamp,
            producerID: ProducerID(json["ProducerId"]?.integer ?? -1),
            producerEpoch: ProducerEpoch(Int16(json["producerEpoch"]?.integer ?? -1)),
            baseSequence: Int32(json["baseSequence"]?.integer ?? -1), recordsCount: Int32(records.count))
        header.crc = header.checksum(over: bytes)
        var writer = ByteWriter()
        header.encode(into: &writer)
        writer.bytes(bytes)
        return writer.finish()
    }

    private static func appendBytes(_ json: JSONValue, to writer: inout ByteWriter) {
        // A long run of one letter is given by its start and length.
        if let first = json["first"]?.text?.utf8.first, let count = json["len"]?.integer {
            writer.varint(count)
            return writer.bytes([UInt8](repeating: first, count: Int(count)))
        }
        guard let bytes = json.text.map({ ByteSlice(utf8: $0) }) ?? json["hex"]?.text.flatMap({ ByteSlice(hex: $0) }) else {
            return writer.varint(-1)
        }
        writer.varint(Int64(bytes.count))
        writer.bytes(bytes)
    }

    /// The batches of a fetched `records` field in the oracle's form.
    public static func decode(_ hex: String) throws -> JSONValue {
        guard let bytes = ByteSlice(hex: hex) else { throw NotPlayable(description: "records that are no hex") }
        var reader = RecordBatchReader(bytes)
        var batches: [JSONValue] = []
        while let batch = try reader.next() { batches.append(try describe(batch)) }
        return .array(batches)
    }

    private static func describe(_ batch: RecordBatch) throws -> JSONValue {
        let header = batch.header
        let records = try batch.records().map { record in
            var parts: [JSONValue] = [
                .integer(record.offset.rawValue - header.baseOffset.rawValue),
                .integer(record.timestamp - header.baseTimestamp), text(record.key), text(record.value),
            ]
            if !record.headers.isEmpty {
                parts.append(.array(record.headers.map { .array([text($0.key), text($0.value)]) }))
            }
            return JSONValue.array(parts)
        }
        return .object([
            "baseOffset": .integer(header.baseOffset.rawValue),
            "attributes": .integer(Int64(Int16(bitPattern: header.attributes.rawValue))),
            "lastOffsetDelta": .integer(Int64(header.lastOffsetDelta)), "baseTimestamp": .integer(header.baseTimestamp),
            "maxTimestamp": .integer(header.maxTimestamp), "ProducerId": .integer(header.producerID.rawValue),
            "producerEpoch": .integer(Int64(header.producerEpoch.rawValue)),
            "baseSequence": .integer(Int64(header.baseSequence)), "count": .integer(Int64(header.recordsCount)),
            "records": .array(records),
        ])
    }

    private static func text(_ bytes: ByteSlice?) -> JSONValue {
        guard let bytes else { return .null }
        return bytes.utf8Text.map { .string($0) } ?? .object(["hex": .string(bytes.hex)])
    }
}
