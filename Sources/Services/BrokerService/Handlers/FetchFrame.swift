import Bytes
import KafkaMessagesRecords
import KafkaPrimitives
import KafkaProtocol

/// Encodes a Fetch answer around its record bytes: they are put between the pieces of the encoded message, not copied into
/// it. Everything else is the generated code's; what is done here is to cut its output where records belong, which works
/// since records and arrays are the last fields of their structs.
enum FetchFrame {
    static func encode(_ answer: FetchAnswer, version: Int16, correlationID: Int32) throws(EncodeError) -> [ByteSlice] {
        let isFlexible = FetchResponse.isFlexible(version)
        var writer = ByteWriter(capacity: 256)
        /// Where record bytes belong in what is written.
        var cuts: [(position: Int, slices: [ByteSlice])] = []
        writer.integer(0 as Int32)
        let headerVersion = ApiSchema.of(FetchResponse.apiKey)?.responseHeaderVersion(version) ?? 0
        ResponseHeader(correlationID: correlationID).encode(into: &writer, version: headerVersion)
        let bodyStart = writer.count
        var frame = answer.response
        frame.responses = []
        try frame.encode(into: &writer, version: version)
        // Behind throttle time, and from version 7 on error and session id, stands the array of topics.
        let fixedBytes = version >= 7 ? 10 : 4
        let emptyArrayBytes = isFlexible ? 1 : 4
        let tail = writer.withUnsafeBytes { [UInt8]($0[(bodyStart + fixedBytes + emptyArrayBytes)...]) }
        writer.truncate(to: bodyStart + fixedBytes)
        try writer.longLength(answer.response.responses.count, compact: isFlexible)
        for (topic, records) in zip(answer.response.responses, answer.records) {
            var outline = topic
            outline.partitions = []
            try outline.encode(into: &writer, version: version)
            writer.truncate(to: writer.count - emptyArrayBytes - (isFlexible ? 1 : 0))
            try writer.longLength(topic.partitions.count, compact: isFlexible)
            for (partition, slices) in zip(topic.partitions, records) {
                try partition.encode(into: &writer, version: version)
                guard !slices.isEmpty else { continue }
                // An answer with records has no tagged fields: an empty run of bytes and no tags are at its end.
                writer.truncate(to: writer.count - emptyArrayBytes - (isFlexible ? 1 : 0))
                try writer.longLength(slices.reduce(0) { $0 + $1.count }, compact: isFlexible)
                cuts.append((writer.count, slices))
                if isFlexible { writer.integer(0 as UInt8) }
            }
            if isFlexible { writer.integer(0 as UInt8) }
        }
        writer.bytes(tail)
        return try assemble(writer, cuts)
    }

    private static func assemble(
        _ writer: consuming ByteWriter, _ cuts: [(position: Int, slices: [ByteSlice])]
    ) throws(EncodeError) -> [ByteSlice] {
        let recordBytes = cuts.reduce(0) { sum, cut in cut.slices.reduce(sum) { $0 + $1.count } }
        guard let length = Int32(exactly: writer.count - KafkaFrame.prefixBytes + recordBytes) else {
            throw EncodeError(.tooLong)
        }
        writer.patch(length, at: 0)
        let written = writer.finish()
        var slices: [ByteSlice] = []
        var start = 0
        for cut in cuts {
            slices.append(written[start..<cut.position])
            slices += cut.slices
            start = cut.position
        }
        if start < written.count { slices.append(written[start..<written.count]) }
        return slices
    }
}
