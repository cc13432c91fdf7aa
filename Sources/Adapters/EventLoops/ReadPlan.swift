import Bytes
import CSystem
import Glibc

/// Where the next read of a connection puts its bytes: the rest of an unfinished frame first, then shared memory.
struct ReadPlan {
    /// Read from one connection before others get their turn.
    static let bytesPerTurn = 1 << 20
    /// Behind a large frame only so much of the next one is read into shared memory, since that much is copied.
    private static let spillBytesMax = 512
    private static let largeFrameBytes = 32 << 10

    /// Room left in the unfinished frame's own memory.
    let ownRoom: Int
    /// Room offered in all.
    let room: Int
    private let own: UnsafeMutableRawPointer?
    private let shared: UnsafeMutableRawPointer?

    init(partial: PartialFrame?, shared: UnsafeMutableRawBufferPointer) {
        let ownRoom = partial?.room ?? 0
        let isLarge = ownRoom > 0 && (partial?.storage.capacity ?? 0) >= Self.largeFrameBytes
        let sharedRoom = isLarge ? min(Self.spillBytesMax, shared.count) : shared.count
        own = partial.map { $0.storage.base + $0.filled }
        self.shared = shared.baseAddress
        self.ownRoom = ownRoom
        room = ownRoom + sharedRoom
    }

    /// The number of bytes read, 0 at the end, -1 with `errno`.
    func read(_ descriptor: Int32) -> Int {
        guard let own, ownRoom > 0 else { return recv(descriptor, shared, room, 0) }
        return withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { parts in
            parts[0] = iovec(iov_base: own, iov_len: ownRoom)
            parts[1] = iovec(iov_base: shared, iov_len: room - ownRoom)
            return readv(descriptor, parts.baseAddress, 2)
        }
    }
}
