import Bytes
import StreamSQL

/// The scalar functions on single values.
enum ScalarEvaluation {
    /// The value of `function` for operands of `types`, as a value of `type`.
    static func apply(
        _ function: ScalarFunction, _ operands: [SQLValue], _ types: [SQLType], _ type: SQLType
    ) throws(SQLError) -> SQLValue {
        if let value = try lenient(function, operands, types, type) { return value }
        // Everything else is NULL when an operand is.
        if operands.contains(where: \.isNull) { return .null }
        if let value = try comparison(function, operands) { return value }
        if let value = try Arithmetic.apply(function, operands, types, type) { return value }
        if let value = try StringFunctions.apply(function, operands, types, type) { return value }
        if let value = try EncodingFunctions.apply(function, operands) { return value }
        if let value = try TimeFunctions.apply(function, operands, types, type) { return value }
        if let value = try JSONFunctions.apply(function, operands, type) { return value }
        if let value = try CollectionFunctions.apply(function, operands, type) { return value }
        throw SQLError(.evaluation, "the function \(function) is not evaluated")
    }

    /// Functions that look at NULL operands themselves; nil when `function` is none.
    private static func lenient(
        _ function: ScalarFunction, _ operands: [SQLValue], _ types: [SQLType], _ type: SQLType
    ) throws(SQLError) -> SQLValue? {
        switch function {
        case .isNull: return .boolean(operands[0].isNull)
        case .isNotNull: return .boolean(!operands[0].isNull)
        case .isTrue: return .boolean(operands[0].isTrue)
        case .isNotTrue: return .boolean(!operands[0].isTrue)
        case .isFalse: return .boolean(operands[0].isFalse)
        case .isNotFalse: return .boolean(!operands[0].isFalse)
        case .isDistinctFrom, .isNotDistinctFrom:
            let same =
                operands[0].isNull || operands[1].isNull
                ? operands[0].isNull && operands[1].isNull : try Comparing.equals(operands[0], operands[1])
            return .boolean(same == (function == .isNotDistinctFrom))
        case .inList: return try inList(operands)
        case .makeArray: return .array(operands)
        case .makeRow: return .row(operands)
        case .makeMap:
            var entries: [SQLMapEntry] = []
            for index in stride(from: 0, to: operands.count - 1, by: 2) {
                CollectionFunctions.put(SQLMapEntry(key: operands[index], value: operands[index + 1]), into: &entries)
            }
            return .map(entries)
        case .concatWS: return StringFunctions.concatWS(operands)
        case .isJSON(let kind):
            guard case .string(let text) = operands[0] else { return .boolean(false) }
            return .boolean(JSONFunctions.isJSON(text, kind))
        case .arrayContains, .arrayPosition, .arrayJoin: return CollectionFunctions.search(function, operands)
        case .isAlpha, .isDigit: return StringFunctions.consists(of: function, operands[0])
        case .elt: return StringFunctions.elt(operands)
        default: return nil
        }
    }

    private static func inList(_ operands: [SQLValue]) throws(SQLError) -> SQLValue {
        if operands[0].isNull { return .null }
        var sawNull = false
        for candidate in operands.dropFirst() {
            if candidate.isNull {
                sawNull = true
            } else if try Comparing.equals(operands[0], candidate) {
                return .boolean(true)
            }
        }
        return sawNull ? .null : .boolean(false)
    }

    private static func comparison(_ function: ScalarFunction, _ operands: [SQLValue]) throws(SQLError) -> SQLValue? {
        switch function {
        case .equal: return .boolean(try Comparing.equals(operands[0], operands[1]))
        case .notEqual: return .boolean(try !Comparing.equals(operands[0], operands[1]))
        case .less: return .boolean(Comparing.order(operands[0], operands[1]).map { $0 < 0 } ?? false)
        case .lessOrEqual: return .boolean(Comparing.order(operands[0], operands[1]).map { $0 <= 0 } ?? false)
        case .greater: return .boolean(Comparing.order(operands[0], operands[1]).map { $0 > 0 } ?? false)
        case .greaterOrEqual: return .boolean(Comparing.order(operands[0], operands[1]).map { $0 >= 0 } ?? false)
        case .greatest, .least:
            var best = operands[0]
            for value in operands.dropFirst() {
                let order = Comparing.total(value, best)
                if function == .greatest ? order > 0 : order < 0 { best = value }
            }
            return best
        case .not: return .boolean(!operands[0].isTrue)
        case .overlaps: return .boolean(overlaps(operands))
        default: return nil
        }
    }

    /// Whether two periods share an instant; ends may be given in either order.
    private static func overlaps(_ ends: [SQLValue]) -> Bool {
        let sorted = { (a: SQLValue, b: SQLValue) in Comparing.total(a, b) <= 0 ? (a, b) : (b, a) }
        let first = sorted(ends[0], ends[1])
        let second = sorted(ends[2], ends[3])
        return Comparing.total(first.0, second.1) <= 0 && Comparing.total(second.0, first.1) <= 0
    }
}

extension SQLValue {
    var isTrue: Bool { if case .boolean(true) = self { true } else { false } }
    var isFalse: Bool { if case .boolean(false) = self { true } else { false } }
}

/// SQL's `=` and `<` on values of one kind that are not NULL.
enum Comparing {
    /// As Java's primitives for floating point: NaN equals nothing, 0.0 equals -0.0.
    static func equals(_ a: SQLValue, _ b: SQLValue) throws(SQLError) -> Bool {
        switch (a, b) {
        case (.float(let x), .float(let y)): x == y
        case (.double(let x), .double(let y)): x == y
        case (.decimal(let x), .decimal(let y)): SQLDecimal.compare(x, y) == 0
        default: a == b
        }
    }

    static func hasNaN(_ values: [SQLValue]) -> Bool {
        values.contains {
            switch $0 {
            case .float(let value): value.isNaN
            case .double(let value): value.isNaN
            default: false
            }
        }
    }

    /// Negative, zero or positive; nil when a side is NaN or the kind has no order.
    static func order(_ a: SQLValue, _ b: SQLValue) -> Int? {
        if hasNaN([a, b]) { return nil }
        switch (a, b) {
        case (.float(let x), .float(let y)): return x < y ? -1 : (x > y ? 1 : 0)
        case (.double(let x), .double(let y)): return x < y ? -1 : (x > y ? 1 : 0)
        default: return total(a, b)
        }
    }

    /// The order of sorting: NaN above all numbers, -0.0 below 0.0.
    static func total(_ a: SQLValue, _ b: SQLValue) -> Int {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): return x < y ? -1 : (x > y ? 1 : 0)
        case (.boolean(let x), .boolean(let y)): return x == y ? 0 : (x ? 1 : -1)
        case (.string(let x), .string(let y)), (.bytes(let x), .bytes(let y)): return x < y ? -1 : (x == y ? 0 : 1)
        case (.decimal(let x), .decimal(let y)): return SQLDecimal.compare(x, y)
        case (.timestamp(let x), .timestamp(let y)): return x < y ? -1 : (x == y ? 0 : 1)
        case (.float(let x), .float(let y)): return total(Double(x), Double(y))
        case (.double(let x), .double(let y)): return total(x, y)
        default: return 0
        }
    }

    private static func total(_ x: Double, _ y: Double) -> Int {
        if x.isNaN || y.isNaN { return x.isNaN == y.isNaN ? 0 : (x.isNaN ? 1 : -1) }
        if x == y { return x == 0 && x.sign != y.sign ? (x.sign == .minus ? -1 : 1) : 0 }
        return x < y ? -1 : 1
    }
}
