import Bytes
import Testing

@Suite("Reading and writing bytes")
struct ByteReaderTests {
    @Test("integers, varints and text come back as written")
    func roundTrip() throws {
        var writer = ByteWriter(capacity: 0)
        writer.integer(Int32(-2))
        writer.integer(UInt16(65535))
        writer.littleEndian(UInt32(0x0102_0304))
        writer.unsignedVarint(300)
        writer.varint(-1)
        writer.varint(.min)
        writer.double(-0.5)
        writer.utf8("größe")
        var reader = ByteReader(writer.finish())
        #expect(try reader.integer(Int32.self) == -2)
        #expect(try reader.integer(UInt16.self) == 65535)
        #expect(try reader.bytes(4) == [4, 3, 2, 1])
        #expect(try reader.unsignedVarint() == 300)
        #expect(try reader.varint() == -1)
        #expect(try reader.varlong() == .min)
        #expect(try reader.double() == -0.5)
        #expect(try reader.text(7) == "größe")
        #expect(reader.isAtEnd)
    }

    @Test("a varint of too many bytes is refused where it began", arguments: [5, 10])
    func overlongVarint(bytes: Int) {
        var reader = ByteReader(ByteSlice([0] + [UInt8](repeating: 0xFF, count: bytes + 1)), offset: 1)
        #expect(throws: DecodeError(.badVarint, at: 1)) {
            if bytes == 5 { _ = try reader.unsignedVarint() } else { _ = try reader.unsignedVarlong() }
        }
    }

    @Test("every truncation throws at the offset where the value began")
    func truncation() {
        for length in 0..<4 {
            var reader = ByteReader(ByteSlice([UInt8](repeating: 0x80, count: length)))
            #expect(throws: DecodeError(.truncated, at: 0)) { _ = try reader.integer(Int32.self) }
            #expect(throws: DecodeError(.truncated, at: 0)) { _ = try reader.unsignedVarint() }
            #expect(throws: DecodeError(.truncated, at: 0)) { _ = try reader.bytes(length + 1) }
        }
    }

    @Test("slices share memory and compare by content")
    func slices() {
        let whole = ByteSlice([1, 2, 3, 4])
        #expect(whole[1..<3].storage === whole.storage)
        #expect(whole[1..<3] == [2, 3])
        #expect(ByteSlice([1, 2]) < ByteSlice([1, 2, 0]))
        #expect(ByteSlice([0x80]) > ByteSlice([0x7F, 1]))
        #expect(ByteSlice(hex: "00fF")?.hex == "00ff")
        #expect(ByteSlice(hex: "0") == nil)
    }

    /// Check value of CRC-32C in RFC 3720 appendix B.4 (32 bytes of zeros, ones, and 0...31) and the catalogue's "123456789".
    @Test("CRC-32C agrees with RFC 3720")
    func checksums() {
        #expect(CRC32C.checksum(ByteSlice([UInt8](repeating: 0, count: 32))) == 0x8A91_36AA)
        #expect(CRC32C.checksum(ByteSlice([UInt8](repeating: 0xFF, count: 32))) == 0x62A8_AB43)
        #expect(CRC32C.checksum(ByteSlice([UInt8](0..<32))) == 0x46DD_794E)
        #expect(CRC32C.checksum(ByteSlice(utf8: "123456789")) == 0xE306_9283)
    }
}
