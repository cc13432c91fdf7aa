public import Bytes

// Cassandra's order of values, per type (recorded: ordering.jsonl). Bytes that are not a value of their type compare
// as bytes, so that the order is total whatever comes.
extension CQLType {
    /// The order of two values of the type: negative, zero or positive. A value of no bytes is before all others.
    public func compare(_ a: ByteSlice, _ b: ByteSlice) -> Int {
        if a.isEmpty || b.isEmpty { return a.count == b.count ? 0 : a.isEmpty ? -1 : 1 }
        switch self {
        case .ascii, .text, .blob, .date, .time, .inet, .duration, .custom, .empty: return compareBytes(a, b)
        case .tinyint, .smallint, .int, .bigint, .counter, .timestamp: return compareSigned(a, b)
        case .boolean: return Int(a[0] == 0 ? 0 : 1) - Int(b[0] == 0 ? 0 : 1)
        case .float, .double: return compareFloating(a, b)
        case .varint: return sign(BigInteger(twosComplement: a), BigInteger(twosComplement: b))
        case .decimal:
            guard let left = CQLDecimal(a), let right = CQLDecimal(b) else { return compareBytes(a, b) }
            return left.compare(right)
        case .uuid: return compareUUIDs(a, b)
        case .timeuuid: return compareTimeUUIDs(a, b)
        case .list(let element), .set(let element): return compareElements(a, b, types: [element])
        case .map(let key, let value): return compareElements(a, b, types: [key, value])
        case .tuple(let components): return compareFields(a, b, types: components)
        case .userDefined(let type): return compareFields(a, b, types: type.fields.map(\.type))
        case .vector(let element, let dimension): return compareVectors(a, b, element: element, dimension: dimension)
        case .frozen(let inner): return inner.compare(a, b)
        }
    }

    private func compareBytes(_ a: ByteSlice, _ b: ByteSlice) -> Int { a == b ? 0 : a < b ? -1 : 1 }

    private func sign<T: Comparable>(_ a: T, _ b: T) -> Int { a == b ? 0 : a < b ? -1 : 1 }

    private func compareSigned(_ a: ByteSlice, _ b: ByteSlice) -> Int {
        guard let left = a.signedInteger, let right = b.signedInteger, a.count == b.count else { return compareBytes(a, b) }
        return sign(left, right)
    }

    private func compareFloating(_ a: ByteSlice, _ b: ByteSlice) -> Int {
        guard let left = a.floatingPoint, let right = b.floatingPoint, a.count == b.count else { return compareBytes(a, b) }
        // Not a number is above all; -0.0 is below 0.0.
        if left.isNaN || right.isNaN { return (left.isNaN ? 1 : 0) - (right.isNaN ? 1 : 0) }
        if left == 0, right == 0 { return (left.sign == .minus ? 0 : 1) - (right.sign == .minus ? 0 : 1) }
        return sign(left, right)
    }

    private func compareUUIDs(_ a: ByteSlice, _ b: ByteSlice) -> Int {
        guard a.count == 16, b.count == 16 else { return compareBytes(a, b) }
        let versions = (a[6] >> 4, b[6] >> 4)
        if versions.0 != versions.1 { return sign(versions.0, versions.1) }
        if versions.0 == 1 {
            let order = sign(a.timeOfUUID, b.timeOfUUID)
            if order != 0 { return order }
        }
        return compareBytes(a, b)
    }

    private func compareTimeUUIDs(_ a: ByteSlice, _ b: ByteSlice) -> Int {
        guard a.count == 16, b.count == 16 else { return compareBytes(a, b) }
        let order = sign(a.timeOfUUID, b.timeOfUUID)
        if order != 0 { return order }
        for index in 8..<16 where a[index] != b[index] {
            return sign(Int8(bitPattern: a[index]), Int8(bitPattern: b[index]))
        }
        return compareBytes(a[0..<8], b[0..<8])
    }

    private func compareElements(_ a: ByteSlice, _ b: ByteSlice, types: [CQLType]) -> Int {
        guard let left = CQLCollection.items(of: a, perEntry: types.count),
            let right = CQLCollection.items(of: b, perEntry: types.count)
        else { return compareBytes(a, b) }
        for (index, (x, y)) in zip(left, right).enumerated() {
            let order = types[index % types.count].compareOptional(x, y)
            if order != 0 { return order }
        }
        return sign(left.count, right.count)
    }

    /// A field that is missing is a null one, and a null is before every value.
    private func compareFields(_ a: ByteSlice, _ b: ByteSlice, types: [CQLType]) -> Int {
        guard let left = CQLCollection.fields(of: a, countMax: types.count),
            let right = CQLCollection.fields(of: b, countMax: types.count)
        else { return compareBytes(a, b) }
        for (index, type) in types.enumerated() {
            let order = type.compareOptional(
                index < left.count ? left[index] : nil, index < right.count ? right[index] : nil)
            if order != 0 { return order }
        }
        return 0
    }

    private func compareVectors(_ a: ByteSlice, _ b: ByteSlice, element: CQLType, dimension: Int) -> Int {
        guard let left = CQLCollection.vectorElements(of: a, element: element, dimension: dimension),
            let right = CQLCollection.vectorElements(of: b, element: element, dimension: dimension)
        else { return compareBytes(a, b) }
        for (x, y) in zip(left, right) {
            let order = element.compare(x, y)
            if order != 0 { return order }
        }
        return 0
    }

    private func compareOptional(_ a: ByteSlice?, _ b: ByteSlice?) -> Int {
        guard let a, let b else { return (a == nil ? 0 : 1) - (b == nil ? 0 : 1) }
        return compare(a, b)
    }
}

extension ByteSlice {
    /// The bytes as a big-endian signed integer; nil unless there are 1, 2, 4 or 8.
    public var signedInteger: Int64? {
        withUnsafeBytes { bytes in
            switch bytes.count {
            case 1: Int64(Int8(bitPattern: bytes[0]))
            case 2: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
            case 4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
            case 8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
            default: nil
            }
        }
    }

    /// The bytes as a big-endian IEEE 754 number; nil unless there are 4 or 8.
    public var floatingPoint: Double? {
        withUnsafeBytes { bytes in
            switch bytes.count {
            case 4: Double(Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
            case 8: Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
            default: nil
            }
        }
    }

    /// The first eight bytes of a UUID with the time's high, middle and low parts in that order: version 1 in time order.
    public var timeOfUUID: UInt64 {
        guard count >= 8 else { return 0 }
        let stored = withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
        return stored << 48 | (stored << 16) & 0xFFFF_0000_0000 | stored >> 32
    }

    /// Big-endian bytes of an integer.
    public init<T: FixedWidthInteger & BitwiseCopyable>(bigEndian value: T) {
        self = Swift.withUnsafeBytes(of: value.bigEndian) { ByteSlice(copying: $0) }
    }
}
