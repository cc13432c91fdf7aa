public import Bytes

/// The hash that places a partition on the token ring: MurmurHash3 x64 128, first half, as Cassandra computes it.
///
/// Cassandra's variant reads the last, incomplete block's bytes as signed numbers, so that bytes from 0x80 up give
/// another result than the published algorithm. Tokens recorded from Cassandra are the tests' measure.
public enum Murmur3 {
    /// The token of a serialized partition key. `Int64.min` is never a token; it stands for "before every token".
    public static func token(_ key: ByteSlice) -> Int64 {
        if key.isEmpty { return .min }
        let hash = key.withUnsafeBytes(firstHalf)
        return hash == .min ? .max : hash
    }

    private static let c1: UInt64 = 0x87c3_7b91_1142_53d5
    private static let c2: UInt64 = 0x4cf5_ad43_2745_937f

    private static func firstHalf(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var h1: UInt64 = 0
        var h2: UInt64 = 0
        let blocks = bytes.count / 16
        for block in 0..<blocks {
            let k1 = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: block * 16, as: UInt64.self))
            let k2 = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: block * 16 + 8, as: UInt64.self))
            h1 ^= scramble1(k1)
            h1 = rotate(h1, 27) &+ h2
            h1 = h1 &* 5 &+ 0x52dc_e729
            h2 ^= scramble2(k2)
            h2 = rotate(h2, 31) &+ h1
            h2 = h2 &* 5 &+ 0x3849_5ab5
        }
        var k1: UInt64 = 0
        var k2: UInt64 = 0
        for (index, byte) in bytes[(blocks * 16)...].enumerated() {
            let widened = UInt64(bitPattern: Int64(Int8(bitPattern: byte)))
            if index < 8 { k1 ^= widened << UInt64(index * 8) } else { k2 ^= widened << UInt64((index - 8) * 8) }
        }
        h2 ^= scramble2(k2)
        h1 ^= scramble1(k1)
        h1 ^= UInt64(bytes.count)
        h2 ^= UInt64(bytes.count)
        h1 &+= h2
        h2 &+= h1
        h1 = finalMix(h1)
        h2 = finalMix(h2)
        return Int64(bitPattern: h1 &+ h2)
    }

    private static func scramble1(_ k: UInt64) -> UInt64 { rotate(k &* c1, 31) &* c2 }
    private static func scramble2(_ k: UInt64) -> UInt64 { rotate(k &* c2, 33) &* c1 }
    private static func rotate(_ x: UInt64, _ bits: UInt64) -> UInt64 { x << bits | x >> (64 - bits) }

    private static func finalMix(_ value: UInt64) -> UInt64 {
        var k = value
        k ^= k >> 33
        k = k &* 0xff51_afd7_ed55_8ccd
        k ^= k >> 33
        k = k &* 0xc4ce_b9fe_1a85_ec53
        k ^= k >> 33
        return k
    }
}

/// The serialized form of a partition key: one column's bytes, or several joined.
public enum PartitionKeyBytes {
    /// The longest serialized partition key.
    public static let lengthMax = 65535

    /// Joins the columns' values: one is itself, several are each a two-byte length, the bytes and a zero.
    ///
    /// Returns nil when a part, or the whole, is longer than ``lengthMax`` bytes.
    public static func join(_ parts: [ByteSlice]) -> ByteSlice? {
        if parts.count == 1 { return parts[0].count <= lengthMax ? parts[0] : nil }
        guard parts.reduce(0, { $0 + $1.count + 3 }) <= lengthMax else { return nil }
        var writer = ByteWriter(capacity: 64)
        for part in parts {
            writer.integer(UInt16(part.count))
            writer.bytes(part)
            writer.integer(UInt8(0))
        }
        return writer.finish()
    }

    /// The parts of a key of `count` columns; nil when the bytes are not such a key.
    public static func split(_ key: ByteSlice, count: Int) -> [ByteSlice]? {
        if count == 1 { return [key] }
        var reader = ByteReader(key)
        var parts: [ByteSlice] = []
        for _ in 0..<count {
            guard let length = try? reader.integer(UInt16.self), let part = try? reader.bytes(Int(length)),
                let end = try? reader.integer(UInt8.self), end == 0
            else { return nil }
            parts.append(part)
        }
        return reader.isAtEnd ? parts : nil
    }
}
