import Bytes

/// The memory that small frames of all connections of a loop are received into.
///
/// Frames taken from it share it; it is written again from the start only when the last of them is gone, so that an
/// idle connection holds no buffer at all and a busy one causes no allocation.
final class SharedReadBuffer {
    static let capacity = 64 << 10
    /// Less room than this is not worth a read: take new memory.
    private static let roomMin = 16 << 10

    private var storage = ByteStorage(capacity: capacity)
    private var used = 0

    /// Room for the next read, at least 16 KiB.
    func room() -> UnsafeMutableRawBufferPointer {
        if used > 0, isKnownUniquelyReferenced(&storage) { used = 0 }
        if Self.capacity - used < Self.roomMin {
            storage = ByteStorage(capacity: Self.capacity)
            used = 0
        }
        return UnsafeMutableRawBufferPointer(start: storage.base + used, count: Self.capacity - used)
    }

    /// The first `count` bytes of what ``room()`` offered, now filled.
    func filled(_ count: Int) -> ByteSlice {
        let slice = ByteSlice(storage: storage, range: used..<used + count)
        // 16-byte steps keep the next read aligned as fresh memory is.
        used = min(Self.capacity, (used + count + 15) & ~15)
        return slice
    }
}

/// A frame on its way: memory of the frame's size, filled from the front.
struct PartialFrame {
    let storage: ByteStorage
    var filled: Int
    /// Bytes at which the handler can use it: the frame's length, or any more than now when that is not known.
    let neededBytes: Int
    var isReady: Bool { filled >= neededBytes }
    var room: Int { storage.capacity - filled }
    var bytes: ByteSlice { ByteSlice(storage: storage, range: 0..<filled) }
}
