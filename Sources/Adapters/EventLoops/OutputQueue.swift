import Bytes
import CSystem
import Glibc

/// Slices waiting for a socket, written with as few calls as the system allows and without copying.
struct OutputQueue {
    /// Slices per call; the system's own limit is 1,024.
    private static let slicesPerWrite = 256

    private var slices: [ByteSlice] = []
    private var head = 0
    /// Bytes of `slices[head]` that have left already.
    private var headWritten = 0
    /// Bytes not written yet.
    private(set) var byteCount = 0
    /// Whether the socket took less than it was offered: wait until it is writable.
    private(set) var isBlocked = false
    /// The error that ended writing.
    private(set) var failure: Int32?

    var isEmpty: Bool { byteCount == 0 }

    mutating func append(_ slice: ByteSlice) {
        guard !slice.isEmpty else { return }
        slices.append(slice)
        byteCount += slice.count
    }

    /// Writes until all is out or the socket blocks; the number of bytes that left.
    mutating func write(to descriptor: Int32) -> Int {
        isBlocked = false
        var total = 0
        while byteCount > 0 {
            let (written, offered) = writeOnce(to: descriptor)
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN { isBlocked = true } else { failure = errno }
                break
            }
            total += written
            drop(written)
            if written < offered {
                isBlocked = true
                break
            }
        }
        return total
    }

    private func writeOnce(to descriptor: Int32) -> (written: Int, offered: Int) {
        let count = min(slices.count - head, Self.slicesPerWrite)
        return withUnsafeTemporaryAllocation(of: iovec.self, capacity: count) { parts in
            var offered = 0
            for index in 0..<count {
                let skipped = index == 0 ? headWritten : 0
                slices[head + index].withUnsafeBytes { bytes in
                    let rest = UnsafeRawBufferPointer(rebasing: bytes[skipped...])
                    parts[index] = iovec(iov_base: UnsafeMutableRawPointer(mutating: rest.baseAddress), iov_len: rest.count)
                    offered += rest.count
                }
            }
            var message = msghdr()
            message.msg_iov = parts.baseAddress
            message.msg_iovlen = count
            return (sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL)), offered)
        }
    }

    private mutating func drop(_ written: Int) {
        byteCount -= written
        var rest = written + headWritten
        while head < slices.count, rest >= slices[head].count {
            rest -= slices[head].count
            // Lets go of the memory now, not when the whole queue is empty.
            slices[head] = ByteSlice()
            head += 1
        }
        headWritten = rest
        if head == slices.count {
            slices.removeAll(keepingCapacity: slices.capacity <= Self.slicesPerWrite)
            head = 0
        } else if head > Self.slicesPerWrite {
            slices.removeFirst(head)
            head = 0
        }
    }
}
