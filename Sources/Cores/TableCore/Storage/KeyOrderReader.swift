import Bytes
import CQLValues

/// Reads back what ``KeyOrder`` wrote. Returns nil where the bytes are not such a key; never traps.
struct KeyOrderReader {
    let key: ByteSlice
    private(set) var at: Int
    /// 0xFF while a descending column is read.
    private var mask: UInt8 = 0

    init(_ key: ByteSlice, from offset: Int) {
        self.key = key
        self.at = offset
    }

    var isAtEnd: Bool { at >= key.count }

    mutating func byte() -> UInt8? {
        guard at < key.count else { return nil }
        defer { at += 1 }
        return key[at] ^ mask
    }

    private mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count >= 0, count <= key.count - at else { return nil }
        defer { at += count }
        let mask = mask
        return key[at..<at + count].withUnsafeBytes { run in run.map { $0 ^ mask } }
    }

    mutating func integer<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type = T.self) -> T? {
        let width = MemoryLayout<T>.size
        guard width <= key.count - at else { return nil }
        let start = at
        at += width
        let stored = T(bigEndian: key.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: T.self) })
        return mask == 0 ? stored : ~stored
    }

    /// A run of escaped bytes.
    mutating func escaped() -> ByteSlice? {
        var run: [UInt8] = []
        while let byte = byte() {
            guard byte == 0 else {
                run.append(byte)
                continue
            }
            switch self.byte() {
            case 0xFF: run.append(0)
            case 1: return ByteSlice(run)
            default: return nil
            }
        }
        return nil
    }

    /// The value of a clustering column.
    mutating func value(_ type: CQLType, isDescending: Bool) -> ByteSlice? {
        mask = isDescending ? 0xFF : 0
        defer { mask = 0 }
        guard let marker = byte(), case .some(let value?) = item(type, marker: marker) else { return nil }
        return value
    }

    /// The item that `marker` begins: `.some(nil)` is a null, nil is damage.
    private mutating func item(_ type: CQLType, marker: UInt8) -> ByteSlice?? {
        switch marker {
        case KeyOrder.null: return .some(nil)
        case KeyOrder.empty: return .some(ByteSlice())
        case KeyOrder.value:
            guard let value = content(type) else { return nil }
            return .some(value)
        default: return nil
        }
    }

    private mutating func content(_ type: CQLType) -> ByteSlice? {
        switch type {
        case .ascii, .text, .blob, .inet, .duration, .custom, .empty: return escaped()
        case .date: return bytes(4).map { ByteSlice($0) }
        case .time: return bytes(8).map { ByteSlice($0) }
        case .boolean: return bytes(1).map { ByteSlice($0) }
        case .tinyint: return signed(1)
        case .smallint: return signed(2)
        case .int: return integer(UInt32.self).map { ByteSlice(bigEndian: $0 ^ 1 << 31) }
        case .bigint, .counter, .timestamp: return integer(UInt64.self).map { ByteSlice(bigEndian: $0 ^ 1 << 63) }
        case .float: return floating(4)
        case .double: return floating(8)
        case .varint: return varint()
        case .decimal: return decimal()
        case .uuid: return uuid()
        case .timeuuid: return timeUUID()
        case .list(let element), .set(let element): return sequence([element])
        case .map(let key, let value): return sequence([key, value])
        case .tuple(let components): return fields(components)
        case .userDefined(let type): return fields(type.fields.map(\.type))
        case .vector(let element, let dimension):
            guard let items = items([element]), items.count == dimension else { return nil }
            return CQLCollection.bytes(ofVector: items.compactMap { $0 }, element: element)
        case .frozen(let inner): return content(inner)
        }
    }

    private mutating func signed(_ width: Int) -> ByteSlice? {
        guard var run = bytes(width) else { return nil }
        run[0] ^= 0x80
        return ByteSlice(run)
    }

    private mutating func floating(_ width: Int) -> ByteSlice? {
        guard var run = bytes(width) else { return nil }
        if run[0] & 0x80 != 0 { run[0] ^= 0x80 } else { run = run.map { ~$0 } }
        return ByteSlice(run)
    }

    private mutating func varint() -> ByteSlice? {
        guard let sign = byte(), sign <= 1, let written = integer(UInt32.self) else { return nil }
        return bytes(Int(sign == 0 ? ~written : written)).map { ByteSlice($0) }
    }

    private mutating func decimal() -> ByteSlice? {
        guard let sign = byte() else { return nil }
        if sign == 2 { return CQLDecimal(unscaled: .zero, scale: 0).bytes }
        guard sign == 1 || sign == 3 else { return nil }
        let outer = mask
        if sign == 1 { mask ^= 0xFF }
        defer { mask = outer }
        guard let written = integer(UInt64.self) else { return nil }
        let exponent = Int64(bitPattern: written ^ 1 << 63)
        var digits: [UInt8] = []
        while let digit = byte(), digit > 0 {
            guard digit <= 10 else { return nil }
            digits.append(digit - 1 + UInt8(ascii: "0"))
        }
        let (scale, overflow) = Int64(digits.count).subtractingReportingOverflow(exponent)
        guard !overflow, let scale = Int32(exactly: scale),
            let unscaled = BigInteger(decimal: String(decoding: digits, as: UTF8.self))
        else { return nil }
        return CQLDecimal(unscaled: sign == 1 ? -unscaled : unscaled, scale: scale).bytes
    }

    private mutating func uuid() -> ByteSlice? {
        guard let version = byte(), let head = integer(UInt64.self), let tail = bytes(8) else { return nil }
        var writer = ByteWriter(capacity: 16)
        writer.integer(version == 1 ? Self.stored(time: head) : head)
        writer.bytes(tail)
        return writer.finish()
    }

    private mutating func timeUUID() -> ByteSlice? {
        guard let time = integer(UInt64.self), let tail = bytes(8) else { return nil }
        var writer = ByteWriter(capacity: 16)
        writer.integer(Self.stored(time: time))
        writer.bytes(tail.map { $0 ^ 0x80 })
        return writer.finish()
    }

    /// Undoes ``ByteSlice/timeOfUUID``.
    private static func stored(time: UInt64) -> UInt64 {
        time << 32 | (time >> 16) & 0xFFFF_0000 | time >> 48
    }

    private mutating func items(_ types: [CQLType]) -> [ByteSlice?]? {
        var items: [ByteSlice?] = []
        while let marker = byte() {
            if marker == KeyOrder.end { return items }
            guard let item = item(types[items.count % types.count], marker: marker) else { return nil }
            items.append(item)
        }
        return nil
    }

    private mutating func sequence(_ types: [CQLType]) -> ByteSlice? {
        guard let items = items(types), items.count.isMultiple(of: types.count), !items.contains(nil) else { return nil }
        let present = items.compactMap { $0 }
        if types.count == 1 { return CQLCollection.bytes(of: present) }
        return CQLCollection.bytes(
            of: stride(from: 0, to: present.count, by: 2).map { (key: present[$0], value: present[$0 + 1]) })
    }

    private mutating func fields(_ types: [CQLType]) -> ByteSlice? {
        var fields: [ByteSlice?] = []
        while let marker = byte() {
            if marker == KeyOrder.end { return CQLCollection.bytes(ofFields: fields) }
            guard fields.count < types.count, let field = item(types[fields.count], marker: marker) else { return nil }
            fields.append(field)
        }
        return nil
    }
}
