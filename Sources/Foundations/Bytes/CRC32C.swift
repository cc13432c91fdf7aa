internal import CChecksums

/// CRC-32C (Castagnoli, RFC 3720), the checksum of Kafka's record batches.
public enum CRC32C {
    /// Continues `seed` (0 for a new checksum) over `bytes`.
    public static func checksum(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
        millrace_crc32c(seed, bytes.baseAddress, bytes.count)
    }

    /// The checksum of `slice`.
    public static func checksum(_ slice: ByteSlice) -> UInt32 { slice.withUnsafeBytes { checksum($0) } }
}
