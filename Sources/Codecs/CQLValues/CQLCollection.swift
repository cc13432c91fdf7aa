public import Bytes

/// The serialized forms of collections, tuples, user-defined types and vectors, taken apart and put together.
public enum CQLCollection {
    /// The items of a list or set (one per entry) or of a map (two per entry: key, value), nulls included; nil when the
    /// bytes are not a collection.
    public static func items(of bytes: ByteSlice, perEntry: Int) -> [ByteSlice?]? {
        var reader = ByteReader(bytes)
        guard let count = try? reader.integer(Int32.self), count >= 0, perEntry > 0,
            Int(count) <= reader.remaining / (4 * perEntry)
        else { return nil }
        var items: [ByteSlice?] = []
        items.reserveCapacity(Int(count) * perEntry)
        for _ in 0..<Int(count) * perEntry {
            guard let length = try? reader.integer(Int32.self) else { return nil }
            if length < 0 {
                items.append(nil)
            } else {
                guard let item = try? reader.bytes(Int(length)) else { return nil }
                items.append(item)
            }
        }
        return reader.isAtEnd ? items : nil
    }

    /// A list or set of these elements.
    public static func bytes(of items: [ByteSlice]) -> ByteSlice { bytes(of: items, perEntry: 1) }

    /// A map of these entries.
    public static func bytes(of entries: [(key: ByteSlice, value: ByteSlice)]) -> ByteSlice {
        bytes(of: entries.flatMap { [$0.key, $0.value] }, perEntry: 2)
    }

    private static func bytes(of items: [ByteSlice], perEntry: Int) -> ByteSlice {
        var writer = ByteWriter(capacity: items.reduce(4) { $0 + 4 + $1.count })
        writer.integer(Int32(truncatingIfNeeded: items.count / perEntry))
        for item in items {
            writer.integer(Int32(truncatingIfNeeded: item.count))
            writer.bytes(item)
        }
        return writer.finish()
    }

    /// The fields of a tuple or user-defined type, nil for a null; there may be fewer than the type has. Nil when the
    /// bytes are not such a value, or have more than `countMax` fields.
    public static func fields(of bytes: ByteSlice, countMax: Int) -> [ByteSlice?]? {
        var reader = ByteReader(bytes)
        var fields: [ByteSlice?] = []
        while !reader.isAtEnd {
            guard fields.count < countMax, let length = try? reader.integer(Int32.self) else { return nil }
            if length < 0 {
                fields.append(nil)
            } else {
                guard let field = try? reader.bytes(Int(length)) else { return nil }
                fields.append(field)
            }
        }
        return fields
    }

    /// A tuple, or a value of a user-defined type, of these fields.
    public static func bytes(ofFields fields: [ByteSlice?]) -> ByteSlice {
        var writer = ByteWriter(capacity: fields.reduce(0) { $0 + 4 + ($1?.count ?? 0) })
        for field in fields {
            writer.integer(Int32(truncatingIfNeeded: field?.count ?? -1))
            if let field { writer.bytes(field) }
        }
        return writer.finish()
    }

    /// The elements of a vector; nil when the bytes are not a vector of that type and dimension.
    public static func vectorElements(of bytes: ByteSlice, element: CQLType, dimension: Int) -> [ByteSlice]? {
        var reader = ByteReader(bytes)
        var elements: [ByteSlice] = []
        elements.reserveCapacity(min(dimension, bytes.count))
        for _ in 0..<dimension {
            let length: Int
            if let fixed = element.fixedLength {
                length = fixed
            } else {
                guard let read = try? reader.unsignedVInt(), read <= UInt64(reader.remaining) else { return nil }
                length = Int(read)
            }
            guard let next = try? reader.bytes(length) else { return nil }
            elements.append(next)
        }
        return reader.isAtEnd ? elements : nil
    }

    /// A vector of these elements.
    public static func bytes(ofVector elements: [ByteSlice], element: CQLType) -> ByteSlice {
        var writer = ByteWriter(capacity: 64)
        let isFixed = element.fixedLength != nil
        for item in elements {
            if !isFixed { writer.unsignedVInt(UInt64(item.count)) }
            writer.bytes(item)
        }
        return writer.finish()
    }
}

extension ByteReader {
    /// CQL's [unsigned vint]: the first byte's leading one bits count the bytes that follow.
    public mutating func unsignedVInt() throws(DecodeError) -> UInt64 {
        var ahead = self
        let first = try ahead.integer(UInt8.self)
        let extra = (~first).leadingZeroBitCount
        var value = extra >= 7 ? 0 : UInt64(first & (0xFF >> UInt8(extra + 1)))
        for _ in 0..<extra {
            guard let byte = try? ahead.integer(UInt8.self) else { throw DecodeError(.truncated, at: offset) }
            value = value << 8 | UInt64(byte)
        }
        self = ahead
        return value
    }

    /// CQL's [vint]: a zigzag number as an [unsigned vint].
    public mutating func vint() throws(DecodeError) -> Int64 {
        let raw = try unsignedVInt()
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }
}

extension ByteWriter {
    /// Appends CQL's [unsigned vint].
    public mutating func unsignedVInt(_ value: UInt64) {
        let bits = max(1, 64 - value.leadingZeroBitCount)
        // Seven bits of value a byte, up to eight bytes; nine bytes hold all 64.
        let extra = bits > 56 ? 8 : (bits - 1) / 7
        let mark: UInt8 = extra == 8 ? 0xFF : ~(0xFF >> UInt8(extra))
        if extra == 8 {
            integer(mark)
        } else {
            integer(mark | UInt8(truncatingIfNeeded: value >> UInt64(extra * 8)))
        }
        for index in stride(from: extra - 1, through: 0, by: -1) {
            integer(UInt8(truncatingIfNeeded: value >> UInt64(index * 8)))
        }
    }

    /// Appends CQL's [vint].
    public mutating func vint(_ value: Int64) { unsignedVInt(UInt64(bitPattern: value << 1 ^ value >> 63)) }
}
