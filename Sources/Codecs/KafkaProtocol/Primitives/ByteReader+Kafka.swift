public import Bytes
public import Identifiers

/// Array elements reserved before any of them has been read: a count from outside costs no more memory than this.
@usableFromInline let reservedElementsMax = 1024

/// Kafka's strings, bytes and arrays. `compact` lengths (flexible versions) are an unsigned varint of length + 1 with
/// 0 for null; the others are an int16 (strings) or int32, negative for null.
extension ByteReader {
    /// A string's length, -1 for null.
    @inlinable @inline(__always)
    mutating func stringLength(compact: Bool) throws(DecodeError) -> Int {
        compact ? Int(try unsignedVarint()) - 1 : Int(try integer(Int16.self))
    }

    /// The length of bytes or the count of an array, -1 for null.
    @inlinable @inline(__always)
    mutating func longLength(compact: Bool) throws(DecodeError) -> Int {
        compact ? Int(try unsignedVarint()) - 1 : Int(try integer(Int32.self))
    }

    /// Text that may be null. Bytes that are not UTF-8 become U+FFFD, as Kafka reads them.
    @inlinable
    public mutating func nullableString(compact: Bool) throws(DecodeError) -> String? {
        let length = try stringLength(compact: compact)
        if length < 0 { return nil }
        return try repairedText(length)
    }

    /// Text. Bytes that are not UTF-8 become U+FFFD, as Kafka reads them.
    @inlinable
    public mutating func string(compact: Bool) throws(DecodeError) -> String {
        let start = offset
        let length = try stringLength(compact: compact)
        guard length >= 0 else { throw DecodeError(.unexpectedNull, at: start) }
        return try repairedText(length)
    }

    @inlinable
    mutating func repairedText(_ length: Int) throws(DecodeError) -> String {
        try bytes(length).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Bytes or records that may be null, sharing the frame's memory.
    @inlinable
    public mutating func nullableBytes(compact: Bool) throws(DecodeError) -> ByteSlice? {
        let length = try longLength(compact: compact)
        return length < 0 ? nil : try bytes(length)
    }

    /// Bytes or records, sharing the frame's memory.
    @inlinable
    public mutating func nonNullBytes(compact: Bool) throws(DecodeError) -> ByteSlice {
        let start = offset
        let length = try longLength(compact: compact)
        guard length >= 0 else { throw DecodeError(.unexpectedNull, at: start) }
        return try bytes(length)
    }

    /// One byte; anything but zero is true, as Kafka reads it.
    @inlinable
    public mutating func boolean() throws(DecodeError) -> Bool { try integer(UInt8.self) != 0 }

    /// 16 bytes.
    @inlinable
    public mutating func uniqueID() throws(DecodeError) -> UniqueID {
        let high = try integer(UInt64.self)
        return UniqueID(high: high, low: try integer(UInt64.self))
    }

    /// Whether a nullable struct is there: an int8, negative for null.
    @inlinable
    public mutating func structureIsPresent() throws(DecodeError) -> Bool { try integer(Int8.self) >= 0 }

    /// Whether a nullable struct in a tagged field is there: an unsigned varint, 0 for null.
    @inlinable
    public mutating func taggedStructureIsPresent() throws(DecodeError) -> Bool { try unsignedVarint() != 0 }

    /// Reads an array's count and checks it against the bytes that are left.
    /// - Parameter minimumBytes: the fewest bytes an element can take, at least 1.
    /// - Returns: the count, -1 for null.
    @inlinable
    public mutating func arrayCount(compact: Bool, minimumBytes: Int) throws(DecodeError) -> Int {
        let start = offset
        let count = try longLength(compact: compact)
        guard count <= remaining / minimumBytes else { throw DecodeError(.badLength, at: start) }
        return count
    }

    /// An array that may be null.
    @inlinable @inline(__always)
    public mutating func nullableArray<Element>(
        compact: Bool, minimumBytes: Int, _ element: (inout ByteReader) throws(DecodeError) -> Element
    ) throws(DecodeError) -> [Element]? {
        let count = try arrayCount(compact: compact, minimumBytes: minimumBytes)
        if count < 0 { return nil }
        var elements: [Element] = []
        elements.reserveCapacity(min(count, reservedElementsMax))
        for _ in 0..<count { elements.append(try element(&self)) }
        return elements
    }

    /// An array.
    @inlinable @inline(__always)
    public mutating func array<Element>(
        compact: Bool, minimumBytes: Int, _ element: (inout ByteReader) throws(DecodeError) -> Element
    ) throws(DecodeError) -> [Element] {
        let start = offset
        guard let elements = try nullableArray(compact: compact, minimumBytes: minimumBytes, element) else {
            throw DecodeError(.unexpectedNull, at: start)
        }
        return elements
    }

    /// An array of structs.
    @inlinable
    public mutating func structures<Element: KafkaStructure>(
        of type: Element.Type, compact: Bool, minimumBytes: Int, version: Int16
    ) throws(DecodeError) -> [Element] {
        try array(compact: compact, minimumBytes: minimumBytes) { (reader: inout ByteReader) throws(DecodeError) in
            try Element(from: &reader, version: version)
        }
    }

    /// An array of structs that may be null.
    @inlinable
    public mutating func nullableStructures<Element: KafkaStructure>(
        of type: Element.Type, compact: Bool, minimumBytes: Int, version: Int16
    ) throws(DecodeError) -> [Element]? {
        try nullableArray(compact: compact, minimumBytes: minimumBytes) { (reader: inout ByteReader) throws(DecodeError) in
            try Element(from: &reader, version: version)
        }
    }
}
