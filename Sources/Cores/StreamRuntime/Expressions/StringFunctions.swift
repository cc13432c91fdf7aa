import Bytes
import StreamSQL

/// Functions of character strings. Positions count code points from 1.
enum StringFunctions {
    /// The longest string a function may make, in bytes.
    static let resultBytesMax = 16 << 20

    static func apply(
        _ function: ScalarFunction, _ operands: [SQLValue], _ types: [SQLType], _ type: SQLType
    ) throws(SQLError) -> SQLValue? {
        switch function {
        case .concat, .concatOperator: return .string(ByteSlice(operands.flatMap { $0.bytes }))
        case .upper: return .text(operands[0].string.uppercased())
        case .lower: return .text(lowercased(operands[0].string))
        case .initCap: return .text(initCap(operands[0].string))
        case .charLength: return .integer(Int64(operands[0].string.unicodeScalars.count))
        case .trim(let side): return trim(operands, side)
        case .btrim: return trim(operands, .both)
        case .substring: return substring(operands)
        case .position, .locate: return locate(operands)
        case .instr: return instr(operands)
        case .overlay: return overlay(operands)
        case .replace: return replace(operands)
        case .translate: return translate(operands)
        case .lpad, .rpad: return try pad(operands, left: function == .lpad)
        case .repeatString: return try repeated(operands)
        case .reverse: return .scalars(operands[0].string.unicodeScalars.reversed())
        case .left, .right: return end(operands, left: function == .left)
        case .startsWith: return .boolean(operands[0].bytes.starts(with: operands[1].bytes))
        case .endsWith: return .boolean(operands[0].bytes.reversed().starts(with: operands[1].bytes.reversed()))
        case .like: return try like(operands)
        case .split: return split(operands)
        case .splitIndex: return splitIndex(operands)
        case .strToMap: return strToMap(operands)
        case .ascii: return .integer(operands[0].bytes.first.map { Int64(Int8(bitPattern: $0)) } ?? 0)
        case .chr: return chr(operands[0])
        default: return nil
        }
    }

    // MARK: Case

    /// Lower case by Java's rules: a capital sigma at the end of a word is the final one.
    private static func lowercased(_ text: String) -> String {
        guard text.unicodeScalars.contains("\u{3A3}") else { return text.lowercased() }
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            guard scalar == "\u{3A3}" else {
                result += scalar.properties.lowercaseMapping
                continue
            }
            let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
            let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
            result += before && !after ? "\u{3C2}" : "\u{3C3}"
        }
        return result
    }

    /// Only ASCII letters and digits make up words.
    private static func initCap(_ text: String) -> String {
        var startsWord = true
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isLower = scalar >= "a" && scalar <= "z"
            let isUpper = scalar >= "A" && scalar <= "Z"
            if startsWord, isLower {
                result.append(Unicode.Scalar(UInt8(scalar.value) - 32))
            } else if !startsWord, isUpper {
                result.append(Unicode.Scalar(UInt8(scalar.value) + 32))
            } else {
                result.append(scalar)
            }
            startsWord = !(isLower || isUpper || scalar >= "0" && scalar <= "9")
        }
        return String(result)
    }

    // MARK: Parts

    private static func trim(_ operands: [SQLValue], _ side: TrimSide) -> SQLValue {
        let set = operands.count > 1 ? Set(operands[1].string.unicodeScalars) : [" "]
        var scalars = Array(operands[0].string.unicodeScalars)[...]
        if side != .trailing { scalars = scalars.drop { set.contains($0) } }
        if side != .leading { while let last = scalars.last, set.contains(last) { scalars.removeLast() } }
        return .scalars(scalars)
    }

    private static func substring(_ operands: [SQLValue]) -> SQLValue? {
        let scalars = Array(operands[0].string.unicodeScalars)
        guard case .integer(let from) = operands[1] else { return nil }
        var length = Int64(scalars.count)
        if operands.count > 2 {
            guard case .integer(let wanted) = operands[2] else { return nil }
            if wanted < 0 { return .null }
            length = wanted
        }
        let start = from > 0 ? from - 1 : (from == 0 ? 0 : Int64(scalars.count) + from)
        guard start < scalars.count else { return .text("") }
        // A start counted from the end that lies before the text gives nothing.
        if start < 0 { return .text("") }
        let end = min(Int64(scalars.count), start + length)
        return .scalars(scalars[Int(start)..<Int(end)])
    }

    private static func end(_ operands: [SQLValue], left: Bool) -> SQLValue? {
        guard case .integer(let count) = operands[1] else { return nil }
        if count <= 0 { return .text("") }
        let scalars = Array(operands[0].string.unicodeScalars)
        let wanted = Int(min(count, Int64(scalars.count)))
        return .scalars(left ? scalars.prefix(wanted) : scalars.suffix(wanted))
    }

    /// The place of the first operand in the second, from the third on; 0 when it is nowhere.
    private static func locate(_ operands: [SQLValue]) -> SQLValue? {
        var from: Int64 = 1
        if operands.count > 2 {
            guard case .integer(let start) = operands[2] else { return nil }
            from = start
        }
        let sought = Array(operands[0].string.unicodeScalars)
        let text = Array(operands[1].string.unicodeScalars)
        if sought.isEmpty { return .integer(1) }
        if from < 1 { from = 1 }
        return .integer(Int64((find(sought, in: text, from: Int(clamping: from - 1)) ?? -1) + 1))
    }

    private static func find(_ sought: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> Int? {
        guard !sought.isEmpty, start >= 0, start <= text.count - sought.count else { return nil }
        return (start...text.count - sought.count).first { text[$0...].starts(with: sought) }
    }

    /// The place of the n-th occurrence, searched backwards from a negative start.
    private static func instr(_ operands: [SQLValue]) -> SQLValue? {
        let text = Array(operands[0].string.unicodeScalars)
        let sought = Array(operands[1].string.unicodeScalars)
        var numbers: [Int64] = [1, 1]
        for index in 2..<max(2, operands.count) {
            guard case .integer(let number) = operands[index] else { return nil }
            numbers[index - 2] = number
        }
        if sought.isEmpty { return .integer(numbers[0] == 1 && numbers[1] == 1 ? 1 : 0) }
        guard numbers[0] != 0, numbers[1] > 0, sought.count <= text.count else { return .integer(0) }
        var places = (0...text.count - sought.count).filter { text[$0...].starts(with: sought) }
        if numbers[0] > 0 {
            places = places.filter { Int64($0) >= numbers[0] - 1 }
        } else {
            let last = Int64(text.count) + numbers[0]
            places = places.filter { Int64($0) <= last }.reversed()
        }
        let wanted = Int(clamping: numbers[1] - 1)
        return .integer(wanted < places.count ? Int64(places[wanted] + 1) : 0)
    }

    // MARK: Lists

    static func concatWS(_ operands: [SQLValue]) -> SQLValue {
        guard case .string(let separator) = operands[0] else { return .null }
        let parts = operands.dropFirst().filter { !$0.isNull }.map(\.bytes)
        return .string(ByteSlice(Array(parts.joined(separator: separator.array))))
    }

    /// IS_ALPHA and IS_DIGIT: letters, or decimal digits, of any script, and at least one.
    static func consists(of function: ScalarFunction, _ value: SQLValue) -> SQLValue {
        let scalars = value.string.unicodeScalars
        return .boolean(
            !scalars.isEmpty
                && scalars.allSatisfy { scalar in
                    guard scalar.value <= 0xFFFF else { return false }
                    switch scalar.properties.generalCategory {
                    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
                        return function == .isAlpha
                    case .decimalNumber: return function == .isDigit
                    default: return false
                    }
                })
    }

    static func elt(_ operands: [SQLValue]) -> SQLValue {
        guard case .integer(let index) = operands[0], index >= 1, index < operands.count else { return .null }
        return operands[Int(index)]
    }

    private static func pieces(_ text: [UInt8], by separator: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        var index = 0
        while index < text.count {
            if text[index...].starts(with: separator) {
                pieces.append([])
                index += separator.count
            } else {
                pieces[pieces.count - 1].append(text[index])
                index += 1
            }
        }
        return pieces
    }

    private static func split(_ operands: [SQLValue]) -> SQLValue {
        if operands[0].bytes.isEmpty { return .array([]) }
        if operands[1].bytes.isEmpty {
            return .array(operands[0].string.unicodeScalars.map { .text(String($0)) })
        }
        return .array(pieces(operands[0].bytes, by: operands[1].bytes).map { .string(ByteSlice($0)) })
    }

    private static func splitIndex(_ operands: [SQLValue]) -> SQLValue? {
        guard case .integer(let index) = operands[2] else { return nil }
        guard index >= 0, !operands[1].bytes.isEmpty else { return .null }
        if operands[0].bytes.isEmpty { return .null }
        let parts = pieces(operands[0].bytes, by: operands[1].bytes)
        return index < parts.count ? .string(ByteSlice(parts[Int(index)])) : .null
    }

    /// The binder has seen to it that the separators are no patterns.
    private static func strToMap(_ operands: [SQLValue]) -> SQLValue {
        let separator = operands.count > 1 ? operands[1].bytes : [UInt8(ascii: ",")]
        let assignment = operands.count > 2 ? operands[2].bytes : [UInt8(ascii: "=")]
        var entries: [SQLMapEntry] = []
        if operands[0].bytes.isEmpty { return .map([]) }
        for piece in pieces(operands[0].bytes, by: separator) {
            let parts = pieces(piece, by: assignment)
            let value: SQLValue =
                parts.count > 1 ? .string(ByteSlice(Array(parts.dropFirst().joined(separator: assignment)))) : .null
            CollectionFunctions.put(SQLMapEntry(key: .string(ByteSlice(parts[0])), value: value), into: &entries)
        }
        return .map(entries)
    }

    private static func chr(_ value: SQLValue) -> SQLValue? {
        guard case .integer(let code) = value else { return nil }
        if code < 0 { return .text("") }
        return .scalars([Unicode.Scalar(UInt8(truncatingIfNeeded: code))])
    }
}

extension SQLValue {
    /// The bytes of a string.
    var bytes: [UInt8] {
        switch self {
        case .string(let slice), .bytes(let slice): slice.array
        default: []
        }
    }

    /// The text of a string.
    var string: String {
        switch self {
        case .string(let slice): slice.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        default: ""
        }
    }

    static func scalars(_ scalars: some Sequence<Unicode.Scalar>) -> SQLValue {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return .text(String(view))
    }
}
