public import Bytes

// Values as text.
extension CQLType {
    /// The value as CAST to text and conversions show it; nil when the bytes are not a value of the type.
    ///
    /// Strings are bare, everything else as its literal: numbers, `true`, `0xcafe`, `2024-01-05`, `[1, 2]`.
    public func text(of bytes: ByteSlice) -> String? {
        if bytes.isEmpty, self != .text, self != .ascii, self != .blob { return isNative ? "" : structuredText(bytes) }
        switch self {
        case .ascii, .text: return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        case .blob, .custom: return "0x\(bytes.hex)"
        case .tinyint, .smallint, .int, .bigint, .counter: return bytes.signedInteger.map(String.init)
        case .varint: return BigInteger(twosComplement: bytes).description
        case .decimal: return CQLDecimal(bytes)?.description
        case .double: return bytes.count == 8 ? bytes.floatingPoint.map { Self.javaText($0) } : nil
        case .float: return bytes.count == 4 ? bytes.floatingPoint.map { Self.javaText(Float($0)) } : nil
        case .boolean: return bytes[0] == 0 ? "false" : "true"
        case .uuid, .timeuuid: return Self.uuidText(bytes)
        case .inet: return CQLInet.text(bytes)
        case .date: return CQLTemporal.dateText(bytes)
        case .time: return CQLTemporal.timeText(bytes)
        case .timestamp: return CQLTemporal.timestampText(bytes)
        case .duration: return CQLDuration(bytes)?.description
        case .empty: return ""
        default: return structuredText(bytes)
        }
    }

    /// The value as a literal of the language: like ``text(of:)``, but with quotes where the language has them.
    public func literal(of bytes: ByteSlice) -> String? {
        switch self {
        case .ascii, .text, .inet, .date, .time, .timestamp: text(of: bytes).map { CQLName.literal($0) }
        default: text(of: bytes)
        }
    }

    private func structuredText(_ bytes: ByteSlice) -> String? {
        switch self {
        case .frozen(let inner): return inner.structuredText(bytes)
        case .list(let element):
            return Self.joined(CQLCollection.items(of: bytes, perEntry: 1), element).map { "[\($0)]" }
        case .set(let element):
            return Self.joined(CQLCollection.items(of: bytes, perEntry: 1), element).map { "{\($0)}" }
        case .vector(let element, let dimension):
            let elements = CQLCollection.vectorElements(of: bytes, element: element, dimension: dimension)
            return Self.joined(elements, element).map { "[\($0)]" }
        case .map(let key, let value):
            guard let items = CQLCollection.items(of: bytes, perEntry: 2) else { return nil }
            let entries = stride(from: 0, to: items.count, by: 2).map { index in
                "\(key.literalOrNull(items[index])): \(value.literalOrNull(items[index + 1]))"
            }
            return "{\(entries.joined(separator: ", "))}"
        case .tuple(let components):
            guard let fields = CQLCollection.fields(of: bytes, countMax: components.count) else { return nil }
            return "(\(zip(components, fields).map { $0.literalOrNull($1) }.joined(separator: ", ")))"
        case .userDefined(let type):
            guard let fields = CQLCollection.fields(of: bytes, countMax: type.fields.count) else { return nil }
            let shown = zip(type.fields, fields).map { "\(CQLName.text($0.name)): \($0.type.literalOrNull($1))" }
            return "{\(shown.joined(separator: ", "))}"
        default: return nil
        }
    }

    private static func joined(_ items: [ByteSlice?]?, _ element: CQLType) -> String? {
        items.map { $0.map(element.literalOrNull).joined(separator: ", ") }
    }

    private static func joined(_ items: [ByteSlice]?, _ element: CQLType) -> String? {
        items.map { $0.map { element.literalOrNull($0) }.joined(separator: ", ") }
    }

    private func literalOrNull(_ bytes: ByteSlice?) -> String { bytes.flatMap(literal(of:)) ?? "null" }

    static func uuidText(_ bytes: ByteSlice) -> String? {
        guard bytes.count == 16 else { return nil }
        let hex = bytes.hex
        var text = ""
        for (index, digit) in hex.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(digit)
        }
        return text
    }

    /// A number as Java's Double.toString and Float.toString write it: plain from 0.001 to ten million, else with an E.
    static func javaText<T: BinaryFloatingPoint & LosslessStringConvertible>(_ number: T) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        if number == 0 { return number.sign == .minus ? "-0.0" : "0.0" }
        // Swift's shortest digits, without their exponent form.
        guard let decimal = CQLDecimal(String(number)) else { return String(number) }
        let (isNegative, digits, exponent) = decimal.normalized
        let shown = digits.map { String($0) }.joined()
        let sign = isNegative ? "-" : ""
        if exponent > -3, exponent <= 7 {
            if exponent <= 0 { return "\(sign)0.\(String(repeating: "0", count: Int(-exponent)))\(shown)" }
            let whole = Int(exponent)
            if shown.count <= whole {
                return "\(sign)\(shown)\(String(repeating: "0", count: whole - shown.count)).0"
            }
            return "\(sign)\(shown.prefix(whole)).\(shown.dropFirst(whole))"
        }
        let fraction = shown.dropFirst()
        return "\(sign)\(shown.prefix(1)).\(fraction.isEmpty ? "0" : fraction)E\(exponent - 1)"
    }
}
