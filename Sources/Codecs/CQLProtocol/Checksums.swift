internal import CZlib

/// The two checksums of protocol v5's segments.
enum SegmentChecksum {
    private static let crc24Seed: UInt32 = 0x875060
    private static let crc24Polynomial: UInt32 = 0x1974F0B

    private static let crc24Table: [UInt32] = (0..<256).map { index in
        var crc = UInt32(index) << 16
        for _ in 0..<8 {
            crc <<= 1
            if crc & 0x100_0000 != 0 { crc ^= crc24Polynomial }
        }
        return crc & 0xFF_FFFF
    }

    /// CRC-24 of the `count` low bytes of `word`, lowest byte first.
    static func crc24(_ word: UInt64, count: Int) -> UInt32 {
        var crc = crc24Seed
        for index in 0..<count {
            let byte = UInt32(truncatingIfNeeded: word >> (8 * UInt64(index))) & 0xFF
            crc = (crc << 8 ^ crc24Table[Int((crc >> 16 ^ byte) & 0xFF)]) & 0xFF_FFFF
        }
        return crc
    }

    /// CRC-32 that has already seen FA 2D 55 CA.
    private static let crc32Seed: UInt = {
        let prefix: [UInt8] = [0xFA, 0x2D, 0x55, 0xCA]
        return prefix.withUnsafeBufferPointer { CZlib.crc32(0, $0.baseAddress, UInt32($0.count)) }
    }()

    /// The checksum of a segment's payload as sent.
    static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard !bytes.isEmpty else { return UInt32(truncatingIfNeeded: crc32Seed) }
        let base = bytes.bindMemory(to: UInt8.self).baseAddress
        return UInt32(truncatingIfNeeded: CZlib.crc32(crc32Seed, base, UInt32(bytes.count)))
    }
}
