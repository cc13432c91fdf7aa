import Bytes
import CQLValues

/// Values as bytes whose unsigned order is Cassandra's order of the values: what clustering columns are in keys.
///
/// Each value starts with a marker: null, then empty, then all others; a descending column has all its bytes
/// complemented. Every form ends by itself, so that columns can follow each other (docs/formats/table-rows.md).
enum KeyOrder {
    /// Ends the elements of a collection or the fields of a tuple.
    static let end: UInt8 = 0
    static let null: UInt8 = 1
    static let empty: UInt8 = 2
    static let value: UInt8 = 3
    /// Above the first byte of every value, ascending or descending: ends a range of all that starts with a prefix.
    static let afterAll: UInt8 = 0xFF

    /// Appends a value of `type`, which has been validated; nil is a null field of a tuple.
    static func append(_ bytes: ByteSlice?, type: CQLType, isDescending: Bool = false, to key: inout [UInt8]) {
        let start = key.count
        appendAscending(bytes, type: type, to: &key)
        if isDescending {
            for index in start..<key.count { key[index] = ~key[index] }
        }
    }

    private static func appendAscending(_ bytes: ByteSlice?, type: CQLType, to key: inout [UInt8]) {
        guard let bytes else { return key.append(null) }
        if bytes.isEmpty { return key.append(empty) }
        key.append(value)
        switch type {
        case .ascii, .text, .blob, .inet, .duration, .custom, .empty: appendEscaped(bytes, to: &key)
        case .date: appendFixed(bytes, width: 4, to: &key)
        case .time: appendFixed(bytes, width: 8, to: &key)
        case .boolean: key.append(bytes[0] == 0 ? 0 : 1)
        case .tinyint: appendSigned(bytes, width: 1, to: &key)
        case .smallint: appendSigned(bytes, width: 2, to: &key)
        case .int: appendSigned(bytes, width: 4, to: &key)
        case .bigint, .counter, .timestamp: appendSigned(bytes, width: 8, to: &key)
        case .float: appendFloating(bytes, width: 4, to: &key)
        case .double: appendFloating(bytes, width: 8, to: &key)
        case .varint: appendVarint(bytes, to: &key)
        case .decimal: appendDecimal(bytes, to: &key)
        case .uuid, .timeuuid: appendUUID(bytes, isTimeUUID: type == .timeuuid, to: &key)
        case .list(let element), .set(let element):
            appendSequence(CQLCollection.items(of: bytes, perEntry: 1) ?? [], types: [element], to: &key)
        case .map(let keyType, let valueType):
            appendSequence(CQLCollection.items(of: bytes, perEntry: 2) ?? [], types: [keyType, valueType], to: &key)
        case .tuple(let components): appendFields(bytes, types: components, to: &key)
        case .userDefined(let type): appendFields(bytes, types: type.fields.map(\.type), to: &key)
        case .vector(let element, let dimension):
            let elements = CQLCollection.vectorElements(of: bytes, element: element, dimension: dimension) ?? []
            appendSequence(elements, types: [element], to: &key)
        case .frozen(let inner):
            key.removeLast()
            appendAscending(bytes, type: inner, to: &key)
        }
    }

    /// A zero byte becomes 00 FF, the end is 00 01: a value that starts another comes before it.
    static func appendEscaped(_ bytes: ByteSlice, to key: inout [UInt8]) {
        bytes.withUnsafeBytes { run in
            for byte in run {
                key.append(byte)
                if byte == 0 { key.append(0xFF) }
            }
        }
        key.append(0)
        key.append(1)
    }

    private static func appendFixed(_ bytes: ByteSlice, width: Int, to key: inout [UInt8]) {
        // A value of another width has been refused before; the key stays well formed whatever comes.
        for index in 0..<width { key.append(index < bytes.count ? bytes[index] : 0) }
    }

    private static func appendSigned(_ bytes: ByteSlice, width: Int, to key: inout [UInt8]) {
        let start = key.count
        appendFixed(bytes, width: width, to: &key)
        key[start] ^= 0x80
    }

    /// Positive numbers get their sign bit set, negative ones all bits flipped; not-a-number is above infinity.
    private static func appendFloating(_ bytes: ByteSlice, width: Int, to key: inout [UInt8]) {
        let start = key.count
        if bytes.count == width, bytes.floatingPoint?.isNaN == true {
            appendFixed(width == 4 ? [0x7F, 0xC0, 0, 0] : [0x7F, 0xF8, 0, 0, 0, 0, 0, 0], width: width, to: &key)
        } else {
            appendFixed(bytes, width: width, to: &key)
        }
        if key[start] & 0x80 != 0 {
            for index in start..<key.count { key[index] = ~key[index] }
        } else {
            key[start] ^= 0x80
        }
    }

    /// Sign, length, bytes; a longer negative number is the lesser, so its length is complemented.
    private static func appendVarint(_ bytes: ByteSlice, to key: inout [UInt8]) {
        let number = BigInteger(twosComplement: bytes)
        let shortest = number.twosComplement
        let length = UInt32(truncatingIfNeeded: shortest.count)
        key.append(number.isNegative ? 0 : 1)
        appendInteger(number.isNegative ? ~length : length, to: &key)
        shortest.withUnsafeBytes { key.append(contentsOf: $0) }
    }

    /// Sign, exponent, digits plus one, zero; all but the sign complemented for a negative number.
    private static func appendDecimal(_ bytes: ByteSlice, to key: inout [UInt8]) {
        guard let decimal = CQLDecimal(bytes) else { return key.append(2) }
        let (isNegative, digits, exponent) = decimal.normalized
        if digits.isEmpty { return key.append(2) }
        key.append(isNegative ? 1 : 3)
        let start = key.count
        appendInteger(UInt64(bitPattern: exponent) ^ 1 << 63, to: &key)
        for digit in digits { key.append(digit + 1) }
        key.append(0)
        if isNegative {
            for index in start..<key.count { key[index] = ~key[index] }
        }
    }

    /// A `uuid` is ordered by version first, and version 1 by time; a `timeuuid` by time, then by bytes taken as signed.
    private static func appendUUID(_ bytes: ByteSlice, isTimeUUID: Bool, to key: inout [UInt8]) {
        guard bytes.count == 16 else { return appendFixed(bytes, width: isTimeUUID ? 16 : 17, to: &key) }
        let version = bytes[6] >> 4
        if !isTimeUUID { key.append(version) }
        if isTimeUUID || version == 1 {
            appendInteger(bytes.timeOfUUID, to: &key)
        } else {
            appendFixed(bytes[0..<8], width: 8, to: &key)
        }
        for index in 8..<16 { key.append(isTimeUUID ? bytes[index] ^ 0x80 : bytes[index]) }
    }

    private static func appendSequence(_ items: [ByteSlice?], types: [CQLType], to key: inout [UInt8]) {
        for (index, item) in items.enumerated() { appendAscending(item, type: types[index % types.count], to: &key) }
        key.append(end)
    }

    /// Trailing nulls are left out: a missing field is a null one.
    private static func appendFields(_ bytes: ByteSlice, types: [CQLType], to key: inout [UInt8]) {
        var fields = CQLCollection.fields(of: bytes, countMax: types.count) ?? []
        while let last = fields.last, last == nil { fields.removeLast() }
        for (type, field) in zip(types, fields) { appendAscending(field, type: type, to: &key) }
        key.append(end)
    }

    static func appendInteger<T: FixedWidthInteger & BitwiseCopyable>(_ value: T, to key: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { key.append(contentsOf: $0) }
    }

    /// Whether keys give back the type's values as they were written, so that these need not be kept beside them. Of
    /// floating-point numbers and booleans they give back the usual form, of not-a-numbers one.
    static func isExact(_ type: CQLType) -> Bool {
        switch type {
        case .ascii, .text, .blob, .inet, .date, .time, .tinyint, .smallint, .int, .bigint, .counter, .timestamp: true
        case .uuid, .timeuuid, .boolean, .float, .double: true
        default: false
        }
    }
}
