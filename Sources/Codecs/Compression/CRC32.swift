public import Bytes
internal import CZlib

/// CRC-32 (IEEE 802.3, as in gzip): the checksum of message formats 0 and 1.
public enum CRC32 {
    /// The checksum of `bytes`.
    public static func checksum(_ bytes: ByteSlice) -> UInt32 {
        bytes.withUnsafeBytes { buffer in
            let first = buffer.bindMemory(to: UInt8.self).baseAddress
            return UInt32(truncatingIfNeeded: crc32_z(0, first, buffer.count))
        }
    }
}
