public import Bytes
public import Identifiers

/// One header of a record: a name and bytes, null or not.
public struct RecordHeader: Hashable, Sendable {
    public var key: ByteSlice
    public var value: ByteSlice?

    public init(key: ByteSlice, value: ByteSlice?) {
        self.key = key
        self.value = value
    }
}

/// One record. Its bytes share memory with the batch (or with what the batch unpacked to).
///
/// | type | field | | type | field |
/// |---|---|---|---|---|
/// | varint | length of what follows | | varint | value length, -1: null |
/// | int8 | attributes, 0 | | bytes | value |
/// | varlong | timestamp delta | | varint | number of headers |
/// | varint | offset delta | | varint | header key length |
/// | varint | key length, -1: null | | bytes | header key |
/// | bytes | key | | varint, bytes | header value, -1: null |
public struct Record: Hashable, Sendable {
    public var offset: Offset
    /// Milliseconds since 1970; -1: none.
    public var timestamp: Int64
    public var key: ByteSlice?
    public var value: ByteSlice?
    public var headers: [RecordHeader]

    public init(
        offset: Offset, timestamp: Int64, key: ByteSlice?, value: ByteSlice?, headers: [RecordHeader] = []
    ) {
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }
}

extension ByteReader {
    /// Reads one record of format 2 and checks that its fields fill its length exactly.
    ///
    /// - Throws: ``DecodeError`` with the place in the reader's slice.
    mutating func record(baseOffset: Offset, baseTimestamp: Int64) throws(DecodeError) -> Record {
        let length = Int(try varint())
        let start = offset
        guard length >= 0 else { throw DecodeError(.badLength, at: start) }
        guard length <= remaining else { throw DecodeError(.truncated, at: start) }
        _ = try integer(Int8.self)
        let timestampDelta = try varlong()
        let offsetDelta = try varint()
        let key = try nullableBytes()
        let value = try nullableBytes()
        let headers = try recordHeaders(end: start + length)
        guard offset == start + length else { throw DecodeError(.badLength, at: start) }
        return Record(
            offset: Offset(baseOffset.rawValue &+ Int64(offsetDelta)), timestamp: baseTimestamp &+ timestampDelta,
            key: key, value: value, headers: headers)
    }

    private mutating func nullableBytes() throws(DecodeError) -> ByteSlice? {
        let start = offset
        let length = try varint()
        guard length >= -1 else { throw DecodeError(.badLength, at: start) }
        return length < 0 ? nil : try bytes(Int(length))
    }

    private mutating func recordHeaders(end: Int) throws(DecodeError) -> [RecordHeader] {
        let start = offset
        let count = try varint()
        // Each header takes two bytes at least, so the count is bounded by the record's own length.
        guard count >= 0, Int(count) <= max(0, end - offset) / 2 else { throw DecodeError(.badLength, at: start) }
        var headers: [RecordHeader] = []
        headers.reserveCapacity(Int(count))
        for _ in 0..<count {
            let keyStart = offset
            guard let key = try nullableBytes() else { throw DecodeError(.unexpectedNull, at: keyStart) }
            headers.append(RecordHeader(key: key, value: try nullableBytes()))
        }
        return headers
    }
}

extension ByteWriter {
    /// Appends one record of format 2.
    mutating func record(
        timestampDelta: Int64, offsetDelta: Int32, key: ByteSlice?, value: ByteSlice?, headers: [RecordHeader]
    ) {
        var length = 1 + varintSize(timestampDelta) + varintSize(Int64(offsetDelta)) + nullableSize(key) + nullableSize(value)
        length += varintSize(Int64(headers.count))
        for header in headers { length += nullableSize(header.key) + nullableSize(header.value) }
        reserve(length + 5)
        varint(Int64(length))
        integer(Int8(0))
        varint(timestampDelta)
        varint(Int64(offsetDelta))
        nullableBytes(key)
        nullableBytes(value)
        varint(Int64(headers.count))
        for header in headers {
            nullableBytes(header.key)
            nullableBytes(header.value)
        }
    }

    private mutating func nullableBytes(_ bytes: ByteSlice?) {
        guard let bytes else { return varint(-1) }
        varint(Int64(bytes.count))
        self.bytes(bytes)
    }
}

/// Bytes of `value` as a zigzag varint.
private func varintSize(_ value: Int64) -> Int {
    let zigzag = UInt64(bitPattern: value << 1 ^ value >> 63)
    return max(1, (64 - zigzag.leadingZeroBitCount + 6) / 7)
}

private func nullableSize(_ bytes: ByteSlice?) -> Int {
    guard let bytes else { return 1 }
    return varintSize(Int64(bytes.count)) + bytes.count
}
