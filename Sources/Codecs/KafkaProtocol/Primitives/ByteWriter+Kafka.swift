public import Bytes
public import Identifiers

/// The counterpart of the reader's: strings, bytes and arrays with compact lengths or without.
extension ByteWriter {
    @inlinable @inline(__always)
    mutating func stringLength(_ length: Int, compact: Bool) throws(EncodeError) {
        if compact {
            unsignedVarint(UInt64(length) + 1)
        } else {
            guard let narrow = Int16(exactly: length) else { throw EncodeError(.tooLong) }
            integer(narrow)
        }
    }

    /// Appends the length of bytes or the count of an array.
    @inlinable @inline(__always)
    public mutating func longLength(_ length: Int, compact: Bool) throws(EncodeError) {
        guard let narrow = Int32(exactly: length) else { throw EncodeError(.tooLong) }
        if compact { unsignedVarint(UInt64(length) + 1) } else { integer(narrow) }
    }

    /// Appends the null of bytes or of an array.
    @inlinable @inline(__always)
    public mutating func longNull(compact: Bool) {
        if compact { integer(0 as UInt8) } else { integer(-1 as Int32) }
    }

    @inlinable
    public mutating func string(_ text: String, compact: Bool) throws(EncodeError) {
        try stringLength(text.utf8.count, compact: compact)
        utf8(text)
    }

    @inlinable
    public mutating func nullableString(_ text: String?, compact: Bool) throws(EncodeError) {
        if let text {
            try string(text, compact: compact)
        } else if compact {
            integer(0 as UInt8)
        } else {
            integer(-1 as Int16)
        }
    }

    @inlinable
    public mutating func nonNullBytes(_ slice: ByteSlice, compact: Bool) throws(EncodeError) {
        try longLength(slice.count, compact: compact)
        bytes(slice)
    }

    @inlinable
    public mutating func nullableBytes(_ slice: ByteSlice?, compact: Bool) throws(EncodeError) {
        if let slice { try nonNullBytes(slice, compact: compact) } else { longNull(compact: compact) }
    }

    @inlinable
    public mutating func boolean(_ value: Bool) { integer(value ? 1 as UInt8 : 0) }

    @inlinable
    public mutating func uniqueID(_ id: UniqueID) {
        integer(id.high)
        integer(id.low)
    }

    /// Appends an array of structs.
    @inlinable
    public mutating func structures<Element: KafkaStructure>(
        _ elements: [Element], compact: Bool, version: Int16
    ) throws(EncodeError) {
        try longLength(elements.count, compact: compact)
        for element in elements { try element.encode(into: &self, version: version) }
    }
}
