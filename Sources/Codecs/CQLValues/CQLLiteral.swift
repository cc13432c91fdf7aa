public import Bytes

// Constants of the language as values of a type.
extension CQLType {
    /// Whether a constant of that kind may stand for a value of the type at all.
    public func accepts(_ kind: CQLConstant.Kind) -> Bool {
        switch kind {
        case .string: [.ascii, .text, .inet, .timestamp, .date, .time].contains(self)
        case .integer:
            [
                .bigint, .counter, .date, .decimal, .double, .duration, .float, .int, .smallint, .time, .timestamp, .tinyint,
                .varint,
            ].contains(self)
        case .float: [.decimal, .double, .float].contains(self)
        case .uuid: self == .uuid || self == .timeuuid
        case .boolean: self == .boolean
        // Cassandra reads hexadecimal as a tinyint too.
        case .hex: self == .blob || self == .tinyint
        case .duration: self == .duration
        }
    }

    /// The value that a constant stands for.
    ///
    /// - Parameters:
    ///   - name: what receives it, a column's name say, for the message.
    ///   - now: milliseconds since 1970, for the timestamp 'now'.
    /// - Throws: ``CQLValueError`` with Cassandra's text.
    public func bytes(of constant: CQLConstant, for name: String, now: Int64) throws(CQLValueError) -> ByteSlice {
        guard accepts(constant.kind) else {
            throw CQLValueError(
                "Invalid \(constant.kind.rawValue) constant (\(constant.text)) for \"\(name)\" of type \(self)")
        }
        let bytes =
            constant.kind == .hex ? try Self.hexBytes(constant.text) : try self.bytes(parsing: constant.text, now: now)
        try validate(bytes)
        return bytes
    }

    private static func hexBytes(_ text: String) throws(CQLValueError) -> ByteSlice {
        let digits = text.dropFirst(2)
        guard let bytes = ByteSlice(hex: digits) else {
            throw CQLValueError("cannot parse '\(digits)' as hex bytes")
        }
        return bytes
    }

    /// The value that a text stands for, by the type alone: as Cassandra's types read strings.
    public func bytes(parsing text: String, now: Int64) throws(CQLValueError) -> ByteSlice {
        switch self {
        case .ascii, .text: return ByteSlice(utf8: text)
        case .tinyint: return try Self.integer(text, Int8.self, "byte")
        case .smallint: return try Self.integer(text, Int16.self, "short")
        case .int: return try Self.integer(text, Int32.self, "int")
        case .bigint, .counter: return try Self.integer(text, Int64.self, "long")
        case .varint:
            guard let number = BigInteger(decimal: text) else { throw CQLValueError("unable to make int from '\(text)'") }
            return number.twosComplement
        case .decimal:
            guard let decimal = CQLDecimal(text) else { throw CQLValueError("unable to make BigDecimal from '\(text)'") }
            return decimal.bytes
        case .double:
            guard let number = Self.double(text) else { throw CQLValueError("Unable to make double from '\(text)'") }
            return ByteSlice(bigEndian: number.bitPattern)
        case .float:
            guard let number = Self.float(text) else { throw CQLValueError("Unable to make float from '\(text)'") }
            return ByteSlice(bigEndian: number.bitPattern)
        case .boolean: return try Self.boolean(text)
        case .blob:
            guard let bytes = ByteSlice(hex: text) else { throw CQLValueError("cannot parse '\(text)' as hex bytes") }
            return bytes
        case .uuid, .timeuuid: return try uuid(text)
        case .inet: return try CQLInet.address(text)
        case .date: return try CQLTemporal.date(text)
        case .time: return try CQLTemporal.time(text)
        case .timestamp: return try CQLTemporal.timestamp(text, now: now)
        case .duration: return try CQLDuration(parsing: text).bytes
        case .frozen(let inner): return try inner.bytes(parsing: text, now: now)
        case .list, .set, .map, .tuple, .userDefined, .vector, .custom, .empty:
            throw CQLValueError("a value of type \(self) cannot be read from text")
        }
    }

    private static func integer<T: FixedWidthInteger & BitwiseCopyable>(
        _ text: String, _ type: T.Type, _ name: String
    ) throws(CQLValueError) -> ByteSlice {
        guard let number = T(text) else { throw CQLValueError("Unable to make \(name) from '\(text)'") }
        return ByteSlice(bigEndian: number)
    }

    private static func boolean(_ text: String) throws(CQLValueError) -> ByteSlice {
        switch text.lowercased() {
        case "true": return [1]
        case "false", "": return [0]
        default: throw CQLValueError("unable to make boolean from '\(text)'")
        }
    }

    private func uuid(_ text: String) throws(CQLValueError) -> ByteSlice {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], let bytes = ByteSlice(hex: groups.joined()) else {
            throw CQLValueError("Unable to make UUID from '\(text)'")
        }
        if self == .timeuuid, bytes[6] >> 4 != 1 { throw CQLValueError("TimeUUID supports only version 1 UUIDs") }
        return bytes
    }

    private static func special(_ text: String) -> Double? {
        switch text.lowercased() {
        case "nan", "-nan": .nan
        case "infinity": .infinity
        case "-infinity": -.infinity
        default: nil
        }
    }

    private static func double(_ text: String) -> Double? { special(text) ?? number(text) }
    private static func float(_ text: String) -> Float? { special(text).map { Float($0) } ?? number(text) }

    /// Digits with sign, point and exponent, as the language writes numbers: no hexadecimal, no words.
    private static func number<T: LosslessStringConvertible>(_ text: String) -> T? {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): true
            default: false
            }
        }
        guard isPlain else { return nil }
        return T(text) ?? (text.hasSuffix(".") ? T(String(text.dropLast())) : nil)
    }
}
