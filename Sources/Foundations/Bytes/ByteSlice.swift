import Glibc

/// The memory behind one or more ``ByteSlice``s: freed, or given back, when the last of them is gone.
///
/// `@unchecked Sendable` because the memory is written only before the storage is shared (``ByteSlice``
/// offers no mutation), and the pointer itself never changes.
public final class ByteStorage: @unchecked Sendable {
    /// First byte.
    public let base: UnsafeMutableRawPointer
    /// Bytes that may be read or written at `base`.
    public let capacity: Int
    private let release: (@Sendable (UnsafeMutableRawPointer) -> Void)?

    /// Uninitialised memory of `capacity` bytes, aligned to 16.
    public init(capacity: Int) {
        precondition(capacity >= 0, "negative capacity")
        self.base = UnsafeMutableRawPointer.allocate(byteCount: max(capacity, 1), alignment: 16)
        self.capacity = capacity
        self.release = nil
    }

    /// Takes over memory that `release` frees or returns to its pool; called once, on whatever thread drops it last.
    public init(
        adopting base: UnsafeMutableRawPointer, capacity: Int, release: @escaping @Sendable (UnsafeMutableRawPointer) -> Void
    ) {
        self.base = base
        self.capacity = capacity
        self.release = release
    }

    deinit {
        if let release { release(base) } else { base.deallocate() }
    }
}

/// An immutable run of bytes in shared, reference-counted memory. Slicing never copies.
///
/// Indices are relative to the slice: `0..<count`, whatever part of the storage it is.
public struct ByteSlice: Sendable {
    /// Keeps the bytes alive.
    public let storage: ByteStorage
    @usableFromInline let start: Int
    /// Number of bytes.
    public let count: Int

    private static let nothing = ByteStorage(capacity: 0)

    /// The empty slice.
    public init() { self.init(storage: ByteSlice.nothing, range: 0..<0) }

    /// Bytes `range` of `storage`, which must lie inside it.
    public init(storage: ByteStorage, range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= storage.capacity, "range outside storage")
        self.storage = storage
        self.start = range.lowerBound
        self.count = range.count
    }

    /// A copy of `bytes`.
    public init(copying bytes: UnsafeRawBufferPointer) {
        let storage = ByteStorage(capacity: bytes.count)
        if let source = bytes.baseAddress { memcpy(storage.base, source, bytes.count) }
        self.init(storage: storage, range: 0..<bytes.count)
    }

    /// A copy of `bytes`.
    public init(_ bytes: some Collection<UInt8>) {
        if let copy = bytes.withContiguousStorageIfAvailable({ ByteSlice(copying: UnsafeRawBufferPointer($0)) }) {
            self = copy
        } else {
            self = Array(bytes).withUnsafeBytes { ByteSlice(copying: $0) }
        }
    }

    /// The UTF-8 bytes of `text`.
    public init(utf8 text: String) { self.init(text.utf8) }

    public var isEmpty: Bool { count == 0 }

    /// Reads the bytes in place. The pointer is valid only inside `body`.
    @inlinable
    public func withUnsafeBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(storage.base) + start, count: count))
    }

    /// The byte at `index`, which must be in `0..<count`.
    @inlinable
    public subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count, "index outside slice")
        return (UnsafeRawPointer(storage.base) + start).load(fromByteOffset: index, as: UInt8.self)
    }

    /// The bytes `range` of this slice, sharing its memory. `range` must lie in `0..<count`.
    public subscript(range: Range<Int>) -> ByteSlice {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside slice")
        return ByteSlice(storage: storage, range: start + range.lowerBound..<start + range.upperBound)
    }

    /// A copy in an array.
    public var array: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

    /// A copy that holds on to no more memory than its own bytes: for what outlives a large receive buffer.
    public func compacted() -> ByteSlice {
        storage.capacity == count ? self : withUnsafeBytes { ByteSlice(copying: $0) }
    }

    /// The bytes as text, nil when they are not UTF-8.
    public var utf8Text: String? {
        withUnsafeBytes { String(validating: $0.bindMemory(to: UInt8.self), as: UTF8.self) }
    }
}

extension ByteSlice: Hashable {
    public static func == (a: ByteSlice, b: ByteSlice) -> Bool {
        a.withUnsafeBytes { left in
            b.withUnsafeBytes { right in
                guard left.count == right.count else { return false }
                guard let first = left.baseAddress, let second = right.baseAddress else { return true }
                return memcmp(first, second, left.count) == 0
            }
        }
    }

    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension ByteSlice: Comparable {
    /// Unsigned lexicographic order, shorter first on a common prefix.
    public static func < (a: ByteSlice, b: ByteSlice) -> Bool {
        a.withUnsafeBytes { left in
            b.withUnsafeBytes { right in
                let common = min(left.count, right.count)
                if common > 0, let first = left.baseAddress, let second = right.baseAddress {
                    let order = memcmp(first, second, common)
                    if order != 0 { return order < 0 }
                }
                return left.count < right.count
            }
        }
    }
}

extension ByteSlice: ExpressibleByArrayLiteral {
    public init(arrayLiteral bytes: UInt8...) { self.init(bytes) }
}

extension ByteSlice: CustomStringConvertible {
    /// Lower-case hex of the first 64 bytes, for messages and test failures.
    public var description: String {
        let shown = self[0..<min(count, 64)].hex
        return count > 64 ? "\(shown)… (\(count) bytes)" : shown
    }
}
