// Functions of dates, times and intervals.
extension ExpressionBinder {
    func timeFunction(
        _ call: CallSyntax, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression? {
        if let unit = Self.extractNames[call.name], arguments.count == 1 {
            return try extract(unit, arguments[0], at: position)
        }
        switch call.name {
        case "EXTRACT":
            guard let unit = call.unit, let value = arguments.first else { return nil }
            return try extract(unit, value, at: position)
        case "FLOOR", "CEIL": return try floorOrCeil(call, arguments, at: position)
        case "TIMESTAMPADD": return try timestampAdd(call, arguments, at: position)
        case "TIMESTAMPDIFF": return try timestampDiff(call, arguments, at: position)
        case "DATE_FORMAT": return try dateFormat(arguments, at: position)
        case "TO_DATE", "TO_TIMESTAMP": return try parseTime(call.name, arguments, at: position)
        case "TO_TIMESTAMP_LTZ": return try toTimestampLTZ(arguments, at: position)
        case "FROM_UNIXTIME": return try fromUnixtime(arguments, at: position)
        default: return nil
        }
    }

    private static let extractNames: [String: TimeUnit] = [
        "YEAR": .year, "QUARTER": .quarter, "MONTH": .month, "WEEK": .week, "DAYOFYEAR": .dayOfYear, "DAYOFMONTH": .day,
        "DAYOFWEEK": .dayOfWeek, "HOUR": .hour, "MINUTE": .minute, "SECOND": .second,
    ]

    private static let clockUnits: Set<TimeUnit> = [.hour, .minute, .second, .millisecond]

    private func extract(_ unit: TimeUnit, _ value: BoundExpression, at position: SQLPosition) throws(SQLError) -> BoundExpression
    {
        let type = value.type
        let refusal = SQLError.unsupported("EXTRACT(\(unit.rawValue) FROM \(type.kind))", at: position)
        switch type.family {
        case .timestamp, .timestampLTZ: if unit == .nanosecond { throw refusal }
        case .date:
            // Flink answers nonsense for the parts of a second of a DATE.
            if [.second, .millisecond, .microsecond, .nanosecond, .epoch, .hour, .minute].contains(unit) { throw refusal }
        case .time: if !Self.clockUnits.contains(unit) { throw refusal }
        case .intervalDayTime: if ![.day, .hour, .minute, .second].contains(unit) { throw refusal }
        case .intervalYearMonth: if ![.year, .month].contains(unit) { throw refusal }
        default: throw .invalid("EXTRACT from \(type.kind)", at: position)
        }
        return .call(.extract(unit), [value], SQLType.bigint.withNullability(type.isNullable))
    }

    private func floorOrCeil(
        _ call: CallSyntax, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression? {
        guard arguments.count == 1 else { throw .invalid("\(call.name) takes one argument", at: position) }
        let value = arguments[0]
        let isFloor = call.name == "FLOOR"
        if let unit = call.unit {
            guard [.timestamp, .timestampLTZ, .date].contains(value.type.family),
                [.millennium, .century, .decade, .year, .quarter, .month, .week, .day, .hour, .minute, .second, .millisecond]
                    .contains(unit)
            else { throw .unsupported("\(call.name)(\(value.type.kind) TO \(unit.rawValue))", at: position) }
            // CEIL(date TO DAY) is the next day in Flink.
            if value.type.family == .date, !isFloor, unit == .day { throw .unsupported("CEIL(DATE TO DAY)", at: position) }
            if value.type.family == .date, [.hour, .minute, .second, .millisecond].contains(unit) {
                throw .unsupported("\(call.name)(DATE TO \(unit.rawValue))", at: position)
            }
            return .call(isFloor ? .floorTo(unit) : .ceilTo(unit), [value], value.type)
        }
        guard value.type.isNumeric else { throw .invalid("\(call.name) of \(value.type.kind)", at: position) }
        var type = value.type
        if case .decimal(let precision, _) = type.kind { type.kind = .decimal(precision: precision, scale: 0) }
        return .call(isFloor ? .floor : .ceil, [value], type)
    }

    private func timestampAdd(
        _ call: CallSyntax, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression? {
        guard let unit = call.unit, arguments.count == 2, arguments[0].type.isInteger else {
            throw .invalid("TIMESTAMPADD takes a unit, a whole number and a datetime", at: position)
        }
        guard [.year, .quarter, .month, .week, .day, .hour, .minute, .second].contains(unit) else {
            throw .unsupported("TIMESTAMPADD(\(unit.rawValue), ...)", at: position)
        }
        var value = arguments[1]
        if value.type.family == .date, Self.clockUnits.contains(unit) {
            value = .cast(value, SQLType(.timestamp(6), nullable: value.type.isNullable), isTry: false)
        }
        guard value.type.family == .timestamp || value.type.family == .date else {
            throw .unsupported("TIMESTAMPADD to \(value.type.kind)", at: position)
        }
        let nullable = value.type.isNullable || arguments[0].type.isNullable
        return .call(.timestampAdd(unit), [arguments[0].coerced(to: .bigint), value], value.type.withNullability(nullable))
    }

    private func timestampDiff(
        _ call: CallSyntax, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression? {
        guard let unit = call.unit, arguments.count == 2,
            [.year, .quarter, .month, .week, .day, .hour, .minute, .second].contains(unit)
        else { throw .unsupported("TIMESTAMPDIFF with these arguments", at: position) }
        let families = arguments.map(\.type.family)
        guard families[0] == families[1], families[0] == .timestamp || families[0] == .date || families[0] == .timestampLTZ else {
            throw .unsupported("TIMESTAMPDIFF between \(arguments[0].type.kind) and \(arguments[1].type.kind)", at: position)
        }
        let nullable = arguments.contains { $0.type.isNullable }
        return .call(.timestampDiff(unit), arguments, SQLType.int.withNullability(nullable))
    }

    /// The pattern argument, which must be a literal made of letters that are supported.
    private func pattern(
        _ arguments: [BoundExpression], _ index: Int, standard: String, forParsing: Bool, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        guard index < arguments.count else { return .literal(.text(standard), SQLType.string.notNull) }
        guard let text = arguments[index].constantText, let pattern = DatePattern(text),
            !forParsing || pattern.isParsable
        else { throw .unsupported("a date pattern that is not a literal of y M d H m s S and punctuation", at: position) }
        return arguments[index]
    }

    private func dateFormat(_ arguments: [BoundExpression], at position: SQLPosition) throws(SQLError) -> BoundExpression {
        guard arguments.count == 2, arguments[0].type.isTimestamp else {
            throw .unsupported("DATE_FORMAT of what is not a TIMESTAMP", at: position)
        }
        let format = try pattern(arguments, 1, standard: "", forParsing: false, at: position)
        return .call(.dateFormat, [arguments[0], format], .string)
    }

    private func parseTime(_ name: String, _ arguments: [BoundExpression], at position: SQLPosition) throws(SQLError)
        -> BoundExpression
    {
        guard (1...2).contains(arguments.count), arguments[0].type.isCharacter else {
            throw .invalid("\(name) takes a string and a pattern", at: position)
        }
        var values = [arguments[0]]
        if arguments.count == 2 {
            // Flink reads DATE patterns leniently: the 32nd of January is the 1st of February.
            if name == "TO_DATE" { throw .unsupported("TO_DATE with a pattern", at: position) }
            values.append(try pattern(arguments, 1, standard: "", forParsing: true, at: position))
        }
        return name == "TO_DATE" ? .call(.toDate, values, SQLType(.date)) : .call(.toTimestamp, values, SQLType(.timestamp(3)))
    }

    private func toTimestampLTZ(_ arguments: [BoundExpression], at position: SQLPosition) throws(SQLError) -> BoundExpression {
        guard (1...2).contains(arguments.count), arguments[0].type.isInteger else {
            throw .unsupported("TO_TIMESTAMP_LTZ of what is not a whole number", at: position)
        }
        let digits = arguments.count == 2 ? arguments[1].constantInteger : 3
        guard let digits, (0...9).contains(digits) else {
            throw .unsupported("TO_TIMESTAMP_LTZ with a precision that is not a literal of 0 to 9", at: position)
        }
        let precision = BoundExpression.literal(.integer(digits), SQLType.int.notNull)
        let kind = SQLTypeKind.timestampLTZ(max(3, Int(digits)))
        return .call(.toTimestampLTZ, [arguments[0].coerced(to: .bigint), precision], SQLType(kind))
    }

    private func fromUnixtime(_ arguments: [BoundExpression], at position: SQLPosition) throws(SQLError) -> BoundExpression {
        guard arguments.count == 1, arguments[0].type.isInteger else {
            throw .unsupported("FROM_UNIXTIME with a pattern, or of what is not a whole number", at: position)
        }
        return .call(.fromUnixtime, [arguments[0].coerced(to: .bigint)], .string)
    }
}
