import Bytes

/// A record's fixed part, for those who need no key, value or headers.
struct RecordOutline {
    var timestampDelta: Int64
    var offsetDelta: Int32
    /// Whether the key is not null.
    var hasKey: Bool
}

/// Walks records in place and checks all that reading them would check, allocating and retaining nothing.
///
/// This is the one loop that a produce runs per record, so it works on a raw buffer; every access is checked
/// against its end.
struct RecordScanner {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    /// The next record's outline.
    /// - Throws: ``DecodeError`` as reading the record would.
    mutating func next() throws(DecodeError) -> RecordOutline {
        let length = Int(try varint())
        let start = offset
        guard length >= 0 else { throw DecodeError(.badLength, at: start) }
        guard length <= bytes.count - offset else { throw DecodeError(.truncated, at: start) }
        try skip(1)
        let timestampDelta = try varlong()
        let offsetDelta = try varint()
        let keyLength = try varint()
        try skip(nullable: keyLength)
        try skip(nullable: try varint())
        var headers = try varint()
        guard headers >= 0, Int(headers) <= length else { throw DecodeError(.badLength, at: start) }
        while headers > 0 {
            let headerKeyLength = try varint()
            guard headerKeyLength >= 0 else { throw DecodeError(.unexpectedNull, at: start) }
            try skip(Int(headerKeyLength))
            try skip(nullable: try varint())
            headers -= 1
        }
        guard offset == start + length else { throw DecodeError(.badLength, at: start) }
        return RecordOutline(timestampDelta: timestampDelta, offsetDelta: offsetDelta, hasKey: keyLength >= 0)
    }

    @inline(__always)
    private mutating func skip(_ count: Int) throws(DecodeError) {
        guard count <= bytes.count - offset else { throw DecodeError(.truncated, at: offset) }
        offset += count
    }

    @inline(__always)
    private mutating func skip(nullable length: Int32) throws(DecodeError) {
        guard length >= -1 else { throw DecodeError(.badLength, at: offset) }
        if length > 0 { try skip(Int(length)) }
    }

    @inline(__always)
    private mutating func varint() throws(DecodeError) -> Int32 {
        let start = offset
        let wide = try varlong()
        guard let narrow = Int32(exactly: wide) else { throw DecodeError(.badVarint, at: start) }
        return narrow
    }

    @inline(__always)
    private mutating func varlong() throws(DecodeError) -> Int64 {
        let start = offset
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift <= 63 {
            guard offset < bytes.count else { throw DecodeError(.truncated, at: start) }
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
            shift += 7
        }
        throw DecodeError(.badVarint, at: start)
    }
}
