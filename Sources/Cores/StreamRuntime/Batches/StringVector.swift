public import Bytes

/// A column of byte strings (CHAR, VARCHAR and STRING as UTF-8, BINARY and BYTES as they are), each a range of one shared
/// arena: picking, repeating and passing values on never copies their bytes.
public struct StringVector: Sendable {
    /// Where a value lies in the arena, in bytes.
    public struct Range: Sendable {
        public let offset: UInt32
        public let length: UInt32

        @inlinable
        public init(offset: UInt32, length: UInt32) {
            self.offset = offset
            self.length = length
        }
    }

    /// The bytes behind all values: at most `arenaBytesMax`.
    public let arena: ByteSlice
    /// One range a row; that of a NULL row is empty.
    public let ranges: [Range]

    /// The most an arena can hold, from the width of a range's offset.
    public static let arenaBytesMax = Int(UInt32.max)

    /// - Parameter ranges: each must lie inside `arena`; a range that does not is a bug and stops the process.
    public init(arena: ByteSlice, ranges: [Range]) {
        precondition(arena.count <= Self.arenaBytesMax, "arena too large")
        var end: UInt64 = 0
        for range in ranges { end = max(end, UInt64(range.offset) + UInt64(range.length)) }
        precondition(end <= UInt64(arena.count), "range outside the arena")
        self.arena = arena
        self.ranges = ranges
    }

    /// The same value in every row.
    public init(repeating value: ByteSlice, count: Int) {
        self.init(arena: value, ranges: Array(repeating: Range(offset: 0, length: UInt32(value.count)), count: count))
    }

    public var count: Int { ranges.count }

    /// The value of a row, sharing the arena's memory.
    public subscript(row: Int) -> ByteSlice {
        let range = ranges[row]
        return arena[Int(range.offset)..<Int(range.offset) + Int(range.length)]
    }

    /// The value of a row as text; bytes that are not UTF-8 are replaced.
    public func text(_ row: Int) -> String {
        withBytes(of: row) { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads a row's bytes in place. The pointer is valid only inside `body`.
    @inline(__always)
    public func withBytes<R, E: Error>(of row: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        let range = ranges[row]
        return try arena.withUnsafeBytes { bytes throws(E) in
            try body(UnsafeRawBufferPointer(rebasing: bytes[Int(range.offset)..<Int(range.offset) + Int(range.length)]))
        }
    }

    /// The values of `rows`, in their order, over the same arena.
    public func selecting(_ rows: [Int32]) -> StringVector {
        StringVector(arena: arena, ranges: rows.map { ranges[Int($0)] })
    }
}

/// Collects byte strings into a fresh arena.
public struct StringVectorBuilder: ~Copyable {
    private var writer: ByteWriter
    private var ranges: [StringVector.Range] = []

    /// - Parameters: the rows and bytes expected; both grow as needed.
    public init(rows: Int = 0, bytes: Int = 256) {
        writer = ByteWriter(capacity: bytes)
        ranges.reserveCapacity(rows)
    }

    /// Rows appended so far.
    public var count: Int { ranges.count }
    /// Bytes appended so far; callers bound them by ``StringVector/arenaBytesMax``.
    public var byteCount: Int { writer.count }

    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        note(length: bytes.count)
        writer.bytes(bytes)
    }

    public mutating func append(_ value: ByteSlice) {
        note(length: value.count)
        writer.bytes(value)
    }

    public mutating func append(_ text: String) {
        note(length: text.utf8.count)
        writer.utf8(text)
    }

    public mutating func appendNull() { ranges.append(StringVector.Range(offset: 0, length: 0)) }

    private mutating func note(length: Int) {
        precondition(writer.count + length <= StringVector.arenaBytesMax, "arena too large")
        ranges.append(StringVector.Range(offset: UInt32(writer.count), length: UInt32(length)))
    }

    public consuming func finish() -> StringVector {
        let ranges = ranges
        return StringVector(arena: writer.finish(), ranges: ranges)
    }
}
