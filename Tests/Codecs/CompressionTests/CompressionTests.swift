import Bytes
import Compression
import Testing

@Suite struct CompressionTests {
    static let codecs = CompressionCodec.allCases

    /// Compressible text of `count` bytes.
    private func text(_ count: Int) -> ByteSlice {
        ByteSlice((0..<count).map { UInt8(truncatingIfNeeded: $0 % 7 * 3 + ($0 / 400) % 5 + 65) })
    }

    /// Bytes without a pattern.
    private func noise(_ count: Int) -> ByteSlice {
        var state: UInt64 = 88_172_645_463_325_252
        return ByteSlice(
            (0..<count).map { _ in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return UInt8(truncatingIfNeeded: state)
            })
    }

    @Test(arguments: codecs) func everyLengthComesBack(_ codec: CompressionCodec) throws {
        for count in [0, 1, 2, 15, 1_000, 32_768, 32_769, 65_536, 300_001] {
            for original in [text(count), noise(count)] {
                let packed = try Compression.compress(original, codec: codec)
                #expect(try Compression.decompress(packed, codec: codec, limit: count) == original, "\(count) bytes")
            }
        }
    }

    @Test(arguments: codecs) func levelsComeBack(_ codec: CompressionCodec) throws {
        guard let levels = codec.levels else { return }
        let original = text(20_000)
        for level in [levels.lowerBound, codec.defaultLevel, levels.upperBound] {
            let packed = try Compression.compress(original, codec: codec, level: level)
            #expect(try Compression.decompress(packed, codec: codec, limit: 20_000) == original, "level \(level)")
        }
    }

    @Test(arguments: codecs) func nothingUnpacksPastItsLimit(_ codec: CompressionCodec) throws {
        let packed = try Compression.compress(ByteSlice([UInt8](repeating: 0, count: 1 << 20)), codec: codec)
        for limit in [0, 1, 1_000, 1 << 20 - 1] {
            let error = #expect(throws: CompressionError.self) {
                try Compression.decompress(packed, codec: codec, limit: limit)
            }
            #expect(error?.code == .limitExceeded(limit: limit), "\(limit): \(String(describing: error))")
        }
    }

    @Test(arguments: codecs.dropFirst()) func everyCutIsATypedError(_ codec: CompressionCodec) throws {
        let original = text(3_000)
        let packed = try Compression.compress(original, codec: codec)
        for count in 0..<packed.count {
            // A framed snappy stream may end behind any block, and the header alone is an empty one.
            if let whole = try? Compression.decompress(packed[0..<count], codec: codec, limit: 1 << 20) {
                #expect(codec == .snappy && whole.count < original.count, "\(codec) cut at \(count)")
            }
        }
    }

    @Test(arguments: codecs.dropFirst()) func noByteChangeTrapsOrOverflows(_ codec: CompressionCodec) throws {
        let packed = try Compression.compress(text(3_000), codec: codec).array
        for position in packed.indices {
            for replacement in [0x00, 0x7F, 0xFF, packed[position] ^ 1] {
                var bytes = packed
                bytes[position] = replacement
                do {
                    let unpacked = try Compression.decompress(ByteSlice(bytes), codec: codec, limit: 10_000)
                    #expect(unpacked.count <= 10_000)
                } catch {
                    #expect(error.codec == codec)
                }
            }
        }
    }

    /// A length in the header that the input could never make is refused before memory is asked for.
    @Test func snappyLengthThatLies() {
        let lie: ByteSlice = [0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00, 0x61]
        let error = #expect(throws: CompressionError.self) { try Snappy.decompress(lie, limit: .max) }
        #expect(error?.code == .corrupt)
    }

    @Test func bothSnappyFormsAreRead() throws {
        let original = text(100_000)
        let framed = try SnappyFraming.compress(original)
        #expect(framed[0..<8] == [0x82, 0x53, 0x4E, 0x41, 0x50, 0x50, 0x59, 0x00])
        #expect(try SnappyFraming.decompress(framed, limit: 100_000) == original)
        #expect(try SnappyFraming.decompress(try Snappy.compress(original), limit: 100_000) == original)
    }

    @Test func severalGzipMembersAndZstdFramesAreOneText() throws {
        for codec in [CompressionCodec.gzip, .zstd] {
            let halves = try [text(500), noise(500)].map { try Compression.compress($0, codec: codec) }
            let both = ByteSlice(halves[0].array + halves[1].array)
            #expect(try Compression.decompress(both, codec: codec, limit: 1_000).array == text(500).array + noise(500).array)
        }
    }

    /// Kafka's own reader refuses frames whose blocks depend on each other: flag bit 5 clear.
    @Test func dependentLZ4BlocksAreUnsupported() throws {
        var frame = try LZ4Frame.compress(text(100), level: 1).array
        #expect(frame[4] & 0x20 != 0)
        frame[4] &= ~0x20
        let error = #expect(throws: CompressionError.self) { try LZ4Frame.decompress(ByteSlice(frame), limit: 1_000) }
        #expect(error?.code == .unsupported)
    }

    /// Clients of message format 0 wrote a wrong header checksum (KAFKA-3160).
    @Test func wrongLZ4HeaderChecksumIsReadWhereOldClientsWroteIt() throws {
        var frame = try LZ4Frame.compress(text(100), level: 1).array
        frame[6] ^= 0x55
        #expect(throws: CompressionError.self) { try LZ4Frame.decompress(ByteSlice(frame), limit: 1_000) }
        #expect(try LZ4Frame.decompress(ByteSlice(frame), limit: 1_000, headerChecksum: .ignored) == text(100))
    }

    @Test func rawLZ4BlocksNeedTheirExactSize() throws {
        let original = text(10_000)
        let packed = try LZ4Block.compress(original)
        #expect(try LZ4Block.decompress(packed, size: 10_000) == original)
        #expect(throws: CompressionError.self) { try LZ4Block.decompress(packed, size: 9_999) }
        #expect(throws: CompressionError.self) { try LZ4Block.decompress(packed, size: 1 << 30) }
        #expect(throws: CompressionError.self) { try LZ4Block.decompress(packed, size: -1) }
    }

    /// "123456789": the check values of the CRC catalogue.
    @Test func checksumsOfTheCatalogue() {
        let digits = ByteSlice(utf8: "123456789")
        #expect(CRC32.checksum(digits) == 0xCBF4_3926)
        #expect(CRC32C.checksum(digits) == 0xE306_9283)
    }

    /// Three interleaved runs give what one gives, whatever the length and however it is cut.
    @Test func longChecksumsEqualThoseOfTheirParts() {
        let bytes = noise(40_000)
        for count in [0, 7, 1_535, 1_536, 1_537, 12_287, 12_288, 13_900, 39_999] {
            let bitwise = bytes[0..<count].array.reduce(~UInt32(0)) { crc, byte in
                (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
            }
            #expect(CRC32C.checksum(bytes[0..<count]) == ~bitwise, "\(count) bytes")
            let cut = count / 3
            let head = CRC32C.checksum(bytes[0..<cut])
            #expect(bytes[cut..<count].withUnsafeBytes { CRC32C.checksum($0, seed: head) } == ~bitwise)
        }
    }
}
