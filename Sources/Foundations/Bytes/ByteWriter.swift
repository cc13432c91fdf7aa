import Glibc

/// A growing buffer for encoders. Owns its memory; ``finish()`` hands it over without a copy.
///
/// Integers are written big-endian unless the name says otherwise.
public struct ByteWriter: ~Copyable {
    private var memory: UnsafeMutableRawPointer
    private var capacity: Int
    /// Bytes written so far.
    public private(set) var count: Int

    /// - Parameter capacity: bytes to reserve at once; the buffer grows by doubling.
    public init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        guard let memory = malloc(self.capacity) else { preconditionFailure("out of memory") }
        self.memory = memory
        self.count = 0
    }

    deinit { free(memory) }

    /// Makes room for `additional` more bytes.
    @inline(__always)
    public mutating func reserve(_ additional: Int) {
        if capacity - count < additional { grow(additional) }
    }

    @inline(never)
    private mutating func grow(_ additional: Int) {
        let (needed, overflow) = count.addingReportingOverflow(additional)
        precondition(!overflow, "buffer size overflow")
        capacity = max(capacity &* 2, needed)
        guard let larger = realloc(memory, capacity) else { preconditionFailure("out of memory") }
        memory = larger
    }

    /// Appends an integer of the type's width, big-endian.
    @inline(__always)
    public mutating func integer<T: FixedWidthInteger & BitwiseCopyable>(_ value: T) {
        reserve(MemoryLayout<T>.size)
        (memory + count).storeBytes(of: value.bigEndian, as: T.self)
        count += MemoryLayout<T>.size
    }

    /// Appends an integer of the type's width, little-endian.
    public mutating func littleEndian<T: FixedWidthInteger & BitwiseCopyable>(_ value: T) {
        reserve(MemoryLayout<T>.size)
        (memory + count).storeBytes(of: value.littleEndian, as: T.self)
        count += MemoryLayout<T>.size
    }

    public mutating func double(_ value: Double) { integer(value.bitPattern) }

    /// Appends an unsigned LEB128 number (1-10 bytes).
    public mutating func unsignedVarint(_ value: UInt64) {
        reserve(10)
        var rest = value
        while rest >= 0x80 {
            (memory + count).storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
            count += 1
            rest >>= 7
        }
        (memory + count).storeBytes(of: UInt8(rest), as: UInt8.self)
        count += 1
    }

    /// Appends a zigzag number (Kafka's VARINT and VARLONG).
    public mutating func varint(_ value: Int64) {
        unsignedVarint(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    public mutating func bytes(_ run: UnsafeRawBufferPointer) {
        guard let source = run.baseAddress, run.count > 0 else { return }
        reserve(run.count)
        memcpy(memory + count, source, run.count)
        count += run.count
    }

    public mutating func bytes(_ slice: ByteSlice) {
        reserve(slice.count)
        let target = memory + count
        slice.withUnsafeBytes { source in
            if let first = source.baseAddress { memcpy(target, first, source.count) }
        }
        count += slice.count
    }

    public mutating func bytes(_ array: [UInt8]) {
        reserve(array.count)
        let target = memory + count
        array.withUnsafeBytes { source in
            if let first = source.baseAddress { memcpy(target, first, source.count) }
        }
        count += array.count
    }

    /// Appends the UTF-8 bytes of `text`, without a length.
    public mutating func utf8(_ text: String) {
        var text = text
        let length = text.utf8.count
        reserve(length)
        let target = memory + count
        text.withUTF8 { if let source = $0.baseAddress { memcpy(target, source, length) } }
        count += length
    }

    /// Appends `length` zero bytes.
    public mutating func zeros(_ length: Int) {
        precondition(length >= 0, "negative length")
        reserve(length)
        memset(memory + count, 0, length)
        count += length
    }

    /// Writes an integer over bytes already appended, big-endian: for lengths and checksums known only afterwards.
    public mutating func patch<T: FixedWidthInteger & BitwiseCopyable>(_ value: T, at offset: Int) {
        precondition(offset >= 0 && offset + MemoryLayout<T>.size <= count, "patch outside what was written")
        (memory + offset).storeBytes(of: value.bigEndian, as: T.self)
    }

    /// Reads what has been written so far, in place.
    public func withUnsafeBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try body(UnsafeRawBufferPointer(start: memory, count: count))
    }

    /// Lets `body` fill up to `length` bytes in place and say how many it did: for compressors and reads.
    public mutating func fill<E: Error>(
        _ length: Int, _ body: (UnsafeMutableRawBufferPointer) throws(E) -> Int
    ) throws(E) {
        reserve(length)
        let written = try body(UnsafeMutableRawBufferPointer(start: memory + count, count: length))
        precondition(written >= 0 && written <= length, "filled more than was offered")
        count += written
    }

    /// Forgets what was written after `offset` bytes.
    public mutating func truncate(to offset: Int) {
        precondition(offset >= 0 && offset <= count, "truncate to more than was written")
        count = offset
    }

    /// Hands over what was written.
    public consuming func finish() -> ByteSlice {
        let storage = ByteStorage(adopting: memory, capacity: capacity, release: { free($0) })
        let written = count
        discard self
        return ByteSlice(storage: storage, range: 0..<written)
    }
}
