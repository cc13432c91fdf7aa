internal import Bytes

/// Where a paged SELECT goes on: opaque to clients, checked when it comes back.
struct PagingState: Equatable {
    /// Rows the LIMIT still allows; nil without one.
    var remaining: Int64?
    /// Rows of the last partition that were returned, for PER PARTITION LIMIT.
    var partitionRows: Int64
    var position: ReadPosition

    private static let magic: UInt8 = 0x4D
    static let refusal = StatementError(.protocolViolation, "Invalid value for the paging state")

    var bytes: ByteSlice {
        var body = ByteWriter(capacity: 64)
        body.integer(Self.magic)
        body.integer(remaining ?? -1)
        body.integer(partitionRows)
        body.bytes(position.bytes)
        let slice = body.finish()
        var whole = ByteWriter(capacity: slice.count + 4)
        whole.bytes(slice)
        whole.integer(CRC32C.checksum(slice))
        return whole.finish()
    }

    init(remaining: Int64?, partitionRows: Int64, position: ReadPosition) {
        self.remaining = remaining
        self.partitionRows = partitionRows
        self.position = position
    }

    /// - Throws: protocol violation when the bytes are not a state that this server gave out.
    init(_ bytes: ByteSlice) throws(StatementError) {
        guard bytes.count > 21 else { throw Self.refusal }
        var reader = ByteReader(bytes)
        var tail = ByteReader(bytes, offset: bytes.count - 4)
        guard let magic = try? reader.integer(UInt8.self), magic == Self.magic, let remaining = try? reader.integer(Int64.self),
            let partitionRows = try? reader.integer(Int64.self), let sum = try? tail.integer(UInt32.self),
            sum == CRC32C.checksum(bytes[0..<bytes.count - 4]),
            let position = ReadPosition(bytes[reader.offset..<bytes.count - 4])
        else { throw Self.refusal }
        self.init(remaining: remaining < 0 ? nil : remaining, partitionRows: partitionRows, position: position)
    }
}
