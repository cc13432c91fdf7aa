/// A bounded cursor over a ``ByteSlice``: every read is checked, and what it hands out shares the slice's memory.
///
/// Integers are big-endian unless the name says otherwise. Each read that fails throws ``DecodeError`` with the
/// offset at which the value began, and moves nothing.
public struct ByteReader {
    /// What is being read.
    public let slice: ByteSlice
    /// Bytes read so far, from the start of `slice`.
    public private(set) var offset: Int

    public init(_ slice: ByteSlice, offset: Int = 0) {
        precondition(offset >= 0 && offset <= slice.count, "offset outside slice")
        self.slice = slice
        self.offset = offset
    }

    /// Bytes not read yet.
    public var remaining: Int { slice.count - offset }
    public var isAtEnd: Bool { remaining == 0 }

    @inline(__always)
    private mutating func load<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type) throws(DecodeError) -> T {
        let width = MemoryLayout<T>.size
        guard remaining >= width else { throw DecodeError(.truncated, at: offset) }
        let at = offset
        offset = at + width
        return slice.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: T.self) }
    }

    /// A big-endian integer of the type's width.
    @inline(__always)
    public mutating func integer<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type = T.self) throws(DecodeError) -> T {
        T(bigEndian: try load(T.self))
    }

    /// A little-endian integer of the type's width.
    public mutating func littleEndian<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type = T.self) throws(DecodeError) -> T {
        T(littleEndian: try load(T.self))
    }

    /// An IEEE 754 double, big-endian.
    public mutating func double() throws(DecodeError) -> Double { Double(bitPattern: try integer(UInt64.self)) }

    /// An unsigned LEB128 number of at most 5 bytes (Kafka's UNSIGNED_VARINT).
    public mutating func unsignedVarint() throws(DecodeError) -> UInt32 {
        let start = offset
        let wide = try unsignedVarint(bitsMax: 32, start: start)
        guard let narrow = UInt32(exactly: wide) else {
            offset = start
            throw DecodeError(.badVarint, at: start)
        }
        return narrow
    }

    /// An unsigned LEB128 number of at most 10 bytes.
    public mutating func unsignedVarlong() throws(DecodeError) -> UInt64 { try unsignedVarint(bitsMax: 64, start: offset) }

    /// A zigzag number of at most 5 bytes (Kafka's VARINT).
    public mutating func varint() throws(DecodeError) -> Int32 {
        let raw = try unsignedVarint()
        return Int32(bitPattern: raw >> 1) ^ -Int32(bitPattern: raw & 1)
    }

    /// A zigzag number of at most 10 bytes (Kafka's VARLONG).
    public mutating func varlong() throws(DecodeError) -> Int64 {
        let raw = try unsignedVarlong()
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    private mutating func unsignedVarint(bitsMax: UInt64, start: Int) throws(DecodeError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        var at = start
        let end = slice.count
        while shift < bitsMax {
            guard at < end else { throw DecodeError(.truncated, at: start) }
            let byte = slice[at]
            at += 1
            // The tenth byte of a 64-bit number has one bit of room.
            if shift == 63, byte > 1 { break }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                offset = at
                return value
            }
            shift += 7
        }
        throw DecodeError(.badVarint, at: start)
    }

    /// The next `count` bytes, sharing memory.
    public mutating func bytes(_ count: Int) throws(DecodeError) -> ByteSlice {
        guard count >= 0 else { throw DecodeError(.badLength, at: offset) }
        guard count <= remaining else { throw DecodeError(.truncated, at: offset) }
        defer { offset += count }
        return slice[offset..<offset + count]
    }

    /// The next `count` bytes as text.
    public mutating func text(_ count: Int) throws(DecodeError) -> String {
        let start = offset
        guard let text = try bytes(count).utf8Text else {
            offset = start
            throw DecodeError(.badText, at: start)
        }
        return text
    }

    /// Passes over `count` bytes.
    public mutating func skip(_ count: Int) throws(DecodeError) { _ = try bytes(count) }

    /// All that is left, sharing memory.
    public mutating func rest() -> ByteSlice {
        defer { offset = slice.count }
        return slice[offset..<slice.count]
    }

    /// - Throws: ``DecodeError`` `.trailingBytes` when anything is left.
    public func expectEnd() throws(DecodeError) {
        guard isAtEnd else { throw DecodeError(.trailingBytes, at: offset) }
    }
}
