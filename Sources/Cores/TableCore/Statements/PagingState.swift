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

/// Where a paged DESCRIBE goes on: the number of rows already told.
enum ListingState {
    private static let magic: UInt8 = 0x44

    static func bytes(_ told: Int) -> ByteSlice {
        var writer = ByteWriter(capacity: 16)
        writer.integer(magic)
        writer.integer(UInt32(truncatingIfNeeded: told))
        return writer.finish()
    }

    /// - Throws: protocol violation when the bytes are not a state that this server gave out.
    static func told(_ bytes: ByteSlice) throws(StatementError) -> Int {
        var reader = ByteReader(bytes)
        guard bytes.count == 5, let mark = try? reader.integer(UInt8.self), mark == magic,
            let told = try? reader.integer(UInt32.self)
        else { throw PagingState.refusal }
        return Int(told)
    }
}

extension ResultPage {
    /// The part of a whole answer that one page holds.
    func page(_ context: ExecutionContext) throws(StatementError) -> ResultPage {
        guard let size = context.pageSize else { return self }
        let start = min(
            try context.pagingState.map { (state) throws(StatementError) in try ListingState.told(state) } ?? 0, rowCount)
        let end = min(start + size, rowCount)
        var part = self
        part.cells = Array(cells[start * columns.count..<end * columns.count])
        part.rowCount = end - start
        if end - start == size { part.pagingState = ListingState.bytes(end) }
        return part
    }
}
