internal import Bytes

/// The outer framing of protocol v5: checked runs of at most 128 KiB, little-endian.
enum Segments {
    /// The longest payload of one segment.
    static let payloadBytesMax = 131_071
    private static let selfContainedPlain: UInt64 = 1 << 17
    private static let selfContainedLZ4: UInt64 = 1 << 34

    struct Segment {
        let isSelfContained: Bool
        let payload: ByteSlice
    }

    /// Small envelopes share a segment; one that does not fit is spread over segments of its own.
    static func encode(_ envelopes: [Envelope], lz4: Bool) -> ByteSlice {
        var output = ByteWriter(capacity: envelopes.reduce(64) { $0 + $1.body.count + 32 })
        var shared = ByteWriter(capacity: 1024)
        for envelope in envelopes {
            let bytes = envelope.body.count + Envelope.headerBytes
            if shared.count > 0, shared.count + bytes > payloadBytesMax {
                write(shared.finish(), selfContained: true, lz4: lz4, into: &output)
                shared = ByteWriter(capacity: 1024)
            }
            guard bytes > payloadBytesMax else {
                envelope.encode(into: &shared)
                continue
            }
            let whole = envelope.encoded()
            var at = 0
            while at < whole.count {
                let end = min(at + payloadBytesMax, whole.count)
                write(whole[at..<end], selfContained: false, lz4: lz4, into: &output)
                at = end
            }
        }
        if shared.count > 0 { write(shared.finish(), selfContained: true, lz4: lz4, into: &output) }
        return output.finish()
    }

    private static func write(_ payload: ByteSlice, selfContained: Bool, lz4: Bool, into output: inout ByteWriter) {
        var sent = payload
        var word = UInt64(payload.count) | (selfContained ? selfContainedPlain : 0)
        var headerBytes = 3
        if lz4 {
            var packed = ByteWriter(capacity: payload.count + 64)
            BlockCompression.lz4Block(payload, into: &packed)
            let shrunk = packed.count < payload.count
            if shrunk { sent = packed.finish() }
            // An uncompressed length of 0 says that the payload is sent as it is.
            word = UInt64(sent.count) | UInt64(shrunk ? payload.count : 0) << 17 | (selfContained ? selfContainedLZ4 : 0)
            headerBytes = 5
        }
        little(word, headerBytes, into: &output)
        little(UInt64(SegmentChecksum.crc24(word, count: headerBytes)), 3, into: &output)
        output.bytes(sent)
        output.littleEndian(sent.withUnsafeBytes { SegmentChecksum.crc32($0) })
    }

    private static func little(_ value: UInt64, _ count: Int, into output: inout ByteWriter) {
        for index in 0..<count { output.integer(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index)))) }
    }

    private static func little(_ bytes: ByteSlice, _ range: Range<Int>) -> UInt64 {
        range.reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }

    /// Takes one whole segment off the front of `bytes`; nil until it is all there.
    static func cut(_ bytes: inout ByteSlice, lz4: Bool) throws(ProtocolFault) -> Segment? {
        let headerBytes = lz4 ? 5 : 3
        guard bytes.count >= headerBytes + 3 else { return nil }
        let word = little(bytes, 0..<headerBytes)
        let sum = UInt32(little(bytes, headerBytes..<headerBytes + 3))
        let expected = SegmentChecksum.crc24(word, count: headerBytes)
        guard sum == expected else { throw mismatch("header", read: sum, computed: expected) }
        let length = Int(word & 0x1FFFF)
        let unpackedLength = lz4 ? Int(word >> 17 & 0x1FFFF) : 0
        let start = headerBytes + 3
        guard bytes.count >= start + length + 4 else { return nil }
        let payload = bytes[start..<start + length]
        let payloadSum = UInt32(little(bytes, start + length..<start + length + 4))
        let payloadExpected = payload.withUnsafeBytes { SegmentChecksum.crc32($0) }
        guard payloadSum == payloadExpected else { throw mismatch("body", read: payloadSum, computed: payloadExpected) }
        bytes = bytes[start + length + 4..<bytes.count]
        let contained = word & (lz4 ? selfContainedLZ4 : selfContainedPlain) != 0
        guard unpackedLength > 0 else { return Segment(isSelfContained: contained, payload: payload) }
        do throws(BlockCompression.Failure) {
            let plain = try BlockCompression.unpackLZ4(payload, length: unpackedLength)
            return Segment(isSelfContained: contained, payload: plain)
        } catch {
            throw ProtocolFault(code: 0, error.message, closes: true)
        }
    }

    private static func mismatch(_ part: String, read: UInt32, computed: UInt32) -> ProtocolFault {
        ProtocolFault(
            "unrecoverable CRC mismatch detected in frame \(part). Read \(Int32(bitPattern: read)), Computed \(computed)",
            closes: true)
    }
}
