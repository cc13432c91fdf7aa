import Bytes

// Calls of functions whose typing needs code.
extension ExpressionBinder {
    mutating func call(_ call: CallSyntax, at position: SQLPosition) throws(SQLError) -> BoundExpression {
        if let function = Self.aggregateNames[call.name] { return try aggregate(function, call, at: position) }
        if Self.unsupportedAggregates.contains(call.name) { throw .unsupported("the aggregate \(call.name)", at: position) }
        guard !call.isStar, !call.isDistinct, call.filter == nil else {
            throw .invalid("*, DISTINCT and FILTER are for aggregates, and \(call.name) is none", at: position)
        }
        var arguments: [BoundExpression] = []
        for argument in call.arguments { arguments.append(try bind(argument)) }
        if let bound = try conditional(call.name, arguments, at: position) { return bound }
        if let bound = try timeFunction(call, arguments, at: position) { return bound }
        if let bound = try numberFunction(call.name, arguments, at: position) { return bound }
        if let bound = try stringFunction(call, arguments, at: position) { return bound }
        if let bound = try jsonFunction(call, arguments, at: position) { return bound }
        if let bound = try collectionFunction(call.name, arguments, at: position) { return bound }
        guard let signature = FunctionSignature.table[call.name], !call.isBare else {
            throw .unsupported("the function \(call.name)", at: position)
        }
        return try signature.bind(call.name, arguments, at: position)
    }

    private func count(
        _ name: String, _ arguments: [BoundExpression], _ range: ClosedRange<Int>, at position: SQLPosition
    ) throws(SQLError) {
        guard range.contains(arguments.count) else {
            throw .invalid("\(name) was given \(arguments.count) arguments", at: position)
        }
    }

    // MARK: Conditional

    private func conditional(
        _ name: String, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression? {
        switch name {
        case "COALESCE", "IFNULL":
            try count(name, arguments, name == "IFNULL" ? 2...2 : 1...100, at: position)
            let typed = arguments.filter { $0.type.kind != .null }
            guard let common = TypeRules.leastRestrictive(typed.map(\.type)) else {
                throw .invalid("the arguments of \(name) have no common type", at: position)
            }
            let type = SQLType(common.kind, nullable: arguments.allSatisfy { $0.type.isNullable })
            return .call(.coalesce, typed.map { $0.coerced(to: common) }, type)
        case "NULLIF":
            try count(name, arguments, 2...2, at: position)
            guard arguments[0].type.kind != .null else { throw .invalid("NULLIF(NULL, ...)", at: position) }
            let condition = try binary(.equal, arguments[0], arguments[1], at: position)
            let nothing = BoundExpression.literal(.null, arguments[0].type.nullable)
            return .searchedCase(
                [CaseBranch(condition: condition, result: nothing)], otherwise: arguments[0], arguments[0].type.nullable)
        case "IF":
            try count(name, arguments, 3...3, at: position)
            guard arguments[0].type.kind == .boolean, arguments.allSatisfy({ $0.type.kind != .null }),
                let common = TypeRules.leastRestrictive(arguments.dropFirst().map(\.type))
            else { throw .invalid("IF takes a condition and two values of a common type", at: position) }
            let type = common.withNullability(arguments.contains { $0.type.isNullable })
            let branch = CaseBranch(condition: arguments[0], result: arguments[1].coerced(to: type))
            return .searchedCase([branch], otherwise: arguments[2].coerced(to: type), type)
        case "GREATEST", "LEAST":
            guard !arguments.isEmpty, arguments.allSatisfy({ $0.type.kind != .null }),
                let common = TypeRules.leastRestrictive(arguments.map(\.type)), common.isOrdered
            else { throw .invalid("the arguments of \(name) have no common ordered type", at: position) }
            let values = arguments.map { $0.coerced(to: common) }
            return .call(name == "GREATEST" ? .greatest : .least, values, common)
        case "TYPEOF":
            guard let first = arguments.first, arguments.count == 1 else {
                throw .unsupported("TYPEOF with a flag", at: position)
            }
            return .literal(.text(first.type.description), .string)
        default: return nil
        }
    }

    // MARK: Numbers

    private func numberFunction(
        _ name: String, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression? {
        switch name {
        case "MOD":
            try count(name, arguments, 2...2, at: position)
            return try binary(.modulo, arguments[0], arguments[1], at: position)
        case "SIGN":
            try count(name, arguments, 1...1, at: position)
            // The narrow integers do not compile in Flink.
            guard arguments[0].type.isNumeric, arguments[0].type.kind != .tinyint, arguments[0].type.kind != .smallint else {
                throw .invalid("SIGN of \(arguments[0].type.kind)", at: position)
            }
            return .call(.sign, arguments, arguments[0].type)
        case "ROUND", "TRUNCATE":
            try count(name, arguments, 1...2, at: position)
            return try rounding(name == "ROUND" ? .round : .truncate, name, arguments, at: position)
        default: return nil
        }
    }

    private func rounding(
        _ function: ScalarFunction, _ name: String, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        let value = arguments[0].type
        guard value.isNumeric else { throw .invalid("\(name) of \(value.kind)", at: position) }
        if value.kind == .float { throw .unsupported("\(name) of FLOAT", at: position) }
        let digits = arguments.count > 1 ? arguments[1] : .literal(.integer(0), SQLType.int.notNull)
        guard digits.type.isInteger, digits.type.kind != .bigint else {
            throw .invalid("\(name) takes an INT number of digits", at: position)
        }
        let nullable = value.isNullable || digits.type.isNullable
        guard case .decimal(let precision, let scale) = value.kind else {
            return .call(function, [arguments[0], digits], value.withNullability(nullable))
        }
        guard let wanted = digits.constantInteger else {
            throw .unsupported("\(name) of a DECIMAL to a number of digits that is not a literal", at: position)
        }
        let kept = Int(clamping: wanted)
        let kind: SQLTypeKind
        if kept >= scale {
            kind = value.kind
        } else if kept < 0 {
            kind = .decimal(precision: min(precision - scale + 1, SQLTypeKind.maxDecimalPrecision), scale: 0)
        } else {
            kind = .decimal(precision: min(precision - scale + kept + 1, SQLTypeKind.maxDecimalPrecision), scale: kept)
        }
        return .call(function, [arguments[0], digits], SQLType(kind, nullable: nullable))
    }

    // MARK: Strings

    private func stringFunction(
        _ call: CallSyntax, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression? {
        let nullable = arguments.contains { $0.type.isNullable }
        switch call.name {
        case "TRIM":
            guard let side = call.trimSide else { return nil }
            let signature = FunctionSignature(
                .trim(side), [.string, .string], optional: 1, .varcharOfFirst(alwaysNullable: false))
            return try signature.bind(call.name, arguments, at: position)
        case "CONCAT_WS":
            guard arguments.count >= 1, arguments.allSatisfy({ $0.type.isCharacter }) else {
                throw .invalid("CONCAT_WS takes a separator and strings", at: position)
            }
            return .call(.concatWS, arguments, SQLType(.string, nullable: nullable))
        case "OVERLAY":
            try count(call.name, arguments, 3...4, at: position)
            let signature = FunctionSignature(.overlay, [.string, .string, .integer, .integer], optional: 1, .kind(.string))
            guard case .call(let function, let values, _) = try signature.bind(call.name, arguments, at: position) else {
                return nil
            }
            let length = values.prefix(2).reduce(0) { min($0 + $1.type.characterLength, SQLTypeKind.maxLength) }
            return .call(function, values, SQLType(.varchar(length), nullable: nullable))
        case "SHA2":
            try count(call.name, arguments, 2...2, at: position)
            guard arguments[0].type.isCharacter, let bits = arguments[1].constantInteger,
                [224, 256, 384, 512].contains(bits)
            else { throw .unsupported("SHA2 with a length that is not a literal of 224, 256, 384 or 512", at: position) }
            return .call(.sha2(bits: Int(bits)), [arguments[0]], SQLType(.varchar(128), nullable: nullable))
        case "ENCODE", "DECODE":
            try count(call.name, arguments, 2...2, at: position)
            guard case .literal(.string(let charset), _) = arguments[1], charset.utf8Text?.uppercased() == "UTF-8" else {
                throw .unsupported("\(call.name) with another character set than 'UTF-8'", at: position)
            }
            let isEncode = call.name == "ENCODE"
            guard isEncode ? arguments[0].type.isCharacter : arguments[0].type.isBinary else {
                throw .invalid("\(call.name) of \(arguments[0].type.kind)", at: position)
            }
            return .call(isEncode ? .encode : .decode, [arguments[0]], SQLType(isEncode ? .bytes : .string, nullable: nullable))
        case "STR_TO_MAP": return try stringToMap(arguments, at: position)
        case "ELT":
            guard arguments.count >= 2, arguments[0].type.isInteger, let first = arguments.dropFirst().first,
                arguments.dropFirst().allSatisfy({ $0.type.isCharacter && $0.type.kind == first.type.kind }),
                (arguments[0].constantInteger ?? 0) >= 0
            else { throw .invalid("ELT takes an index and strings of one type", at: position) }
            return .call(.elt, [arguments[0].coerced(to: .bigint)] + arguments.dropFirst(), first.type.nullable)
        default: return nil
        }
    }
}

extension ExpressionBinder {
    /// Flink takes the separators as regular expressions, so only those that stand for themselves are taken here.
    private func stringToMap(_ arguments: [BoundExpression], at position: SQLPosition) throws(SQLError) -> BoundExpression {
        for separator in arguments.dropFirst() {
            guard let text = separator.constantText, !text.isEmpty, text.allSatisfy({ ",;:=/#&@ ~!<>_-".contains($0) }) else {
                throw .unsupported("STR_TO_MAP with a separator that is no literal of plain punctuation", at: position)
            }
        }
        let signature = FunctionSignature(
            .strToMap, [.string, .string, .string], optional: 2, .nullable(.map(key: .string, value: .string)))
        return try signature.bind("STR_TO_MAP", arguments, at: position)
    }
}

extension BoundExpression {
    /// The whole number a literal, with a sign or without, stands for.
    var constantInteger: Int64? {
        switch self {
        case .literal(.integer(let value), _): value
        case .call(.negate, let operands, _): operands.first?.constantInteger.map { 0 &- $0 }
        default: nil
        }
    }

    /// Whether it is a string literal with characters above U+FFFF.
    var isBeyondBMP: Bool { constantText?.unicodeScalars.contains { $0.value > 0xFFFF } ?? false }

    /// The text of a string literal.
    var constantText: String? {
        if case .literal(.string(let text), _) = self { text.utf8Text } else { nil }
    }
}

extension SQLType {
    /// Declared length of a character type.
    var characterLength: Int {
        switch kind {
        case .char(let length), .varchar(let length): length
        default: SQLTypeKind.maxLength
        }
    }

    /// Whether GREATEST and LEAST can order the values.
    var isOrdered: Bool {
        switch family {
        case .numeric, .boolean, .character, .date, .time, .timestamp, .timestampLTZ: true
        default: false
        }
    }
}
