// Data types.
extension SQLParser {
    /// A type with its nullability; nullable unless NOT NULL follows.
    mutating func dataType() throws(SQLError) -> SQLType {
        try nested { (parser: inout SQLParser) throws(SQLError) -> SQLType in
            var type = SQLType(try parser.typeKind())
            type.isNullable = try parser.nullability()
            while let isArray = parser.collectionSuffix() {
                type = SQLType(isArray ? .array(type) : .multiset(type))
                type.isNullable = try parser.nullability()
            }
            return type
        }
    }

    private mutating func nullability() throws(SQLError) -> Bool {
        if accept("NULL") { return true }
        if current.isKeyword("NOT"), ahead(1).isKeyword("NULL") {
            index += 2
            return false
        }
        return true
    }

    private mutating func collectionSuffix() -> Bool? {
        if accept("ARRAY") { return true }
        if accept("MULTISET") { return false }
        return nil
    }

    private mutating func typeKind() throws(SQLError) -> SQLTypeKind {
        let position = current.position
        guard case .word(let name) = current.kind else { throw unexpected("a type") }
        switch name {
        case "BOOLEAN", "TINYINT", "SMALLINT", "INT", "INTEGER", "BIGINT", "FLOAT", "DATE", "STRING", "BYTES":
            take()
            return SQLParser.plainTypes[name] ?? .null
        case "DOUBLE":
            take()
            _ = accept("PRECISION")
            return .double
        case "DECIMAL", "DEC", "NUMERIC":
            take()
            return try decimalType(at: position)
        case "CHAR", "CHARACTER", "VARCHAR", "BINARY", "VARBINARY":
            take()
            return try stringType(name, at: position)
        case "TIME", "TIMESTAMP", "TIMESTAMP_LTZ":
            take()
            return try timeType(name, at: position)
        case "ARRAY", "MULTISET", "MAP", "ROW":
            take()
            return try constructedType(name, at: position)
        case "INTERVAL":
            take()
            let qualifier = try intervalQualifier()
            return qualifier.unit.isYearMonth ? .intervalYearMonth(qualifier.unit) : .intervalDayTime(qualifier.unit)
        case "RAW", "VARIANT", "BITMAP", "DESCRIPTOR", "STRUCTURED": throw .unsupported("the type \(name)", at: position)
        case _ where ReservedWords.all.contains(Substring(name)): throw unexpected("a type")
        default: throw .invalid("unknown type \(current.text)", at: position)
        }
    }

    private static let plainTypes: [String: SQLTypeKind] = [
        "BOOLEAN": .boolean, "TINYINT": .tinyint, "SMALLINT": .smallint, "INT": .int, "INTEGER": .int, "BIGINT": .bigint,
        "FLOAT": .float, "DATE": .date, "STRING": .string, "BYTES": .bytes,
    ]

    /// `(n)` when it follows.
    private mutating func typeArgument() throws(SQLError) -> Int? {
        guard accept(symbol: "(") else { return nil }
        let value = try integerLiteral()
        try expect(symbol: ")")
        return value
    }

    private mutating func decimalType(at position: SQLPosition) throws(SQLError) -> SQLTypeKind {
        guard accept(symbol: "(") else { return .decimal(precision: 10, scale: 0) }
        let precision = try integerLiteral()
        let scale = accept(symbol: ",") ? try integerLiteral() : 0
        try expect(symbol: ")")
        guard precision >= 1, precision <= SQLTypeKind.maxDecimalPrecision else {
            throw .invalid("DECIMAL has 1 to 38 digits, not \(precision)", at: position)
        }
        guard scale <= precision else {
            throw .invalid("DECIMAL scale must be between 0 and the precision \(precision)", at: position)
        }
        return .decimal(precision: precision, scale: scale)
    }

    private mutating func stringType(_ name: String, at position: SQLPosition) throws(SQLError) -> SQLTypeKind {
        let isVarying = name.hasPrefix("VAR") || accept("VARYING")
        let isBinary = name.hasSuffix("BINARY")
        let length = try typeArgument()
        if let length, length < 1 || length > SQLTypeKind.maxLength {
            throw .invalid("the length must be between 1 and \(SQLTypeKind.maxLength)", at: position)
        }
        switch (isBinary, isVarying) {
        case (false, false): return .char(length ?? 1)
        case (false, true): return .varchar(length ?? SQLTypeKind.maxLength)
        case (true, false): return .binary(length ?? 1)
        case (true, true): return .varbinary(length ?? SQLTypeKind.maxLength)
        }
    }

    private mutating func timeType(_ name: String, at position: SQLPosition) throws(SQLError) -> SQLTypeKind {
        let precision = try typeArgument()
        if let precision, precision > 9 { throw .invalid("the precision must be between 0 and 9", at: position) }
        if name == "TIMESTAMP_LTZ" { return .timestampLTZ(precision ?? 6) }
        var isLocal = false
        if accept("WITH") {
            guard accept("LOCAL", "TIME", "ZONE") else { throw .unsupported("TIMESTAMP WITH TIME ZONE", at: position) }
            isLocal = true
        } else if accept("WITHOUT") {
            guard accept("TIME", "ZONE") else { throw unexpected("TIME ZONE") }
        }
        if name == "TIME" {
            if isLocal { throw .unsupported("TIME WITH LOCAL TIME ZONE", at: position) }
            return .time(min(precision ?? 0, 3))
        }
        return isLocal ? .timestampLTZ(precision ?? 6) : .timestamp(precision ?? 6)
    }

    private mutating func constructedType(_ name: String, at position: SQLPosition) throws(SQLError) -> SQLTypeKind {
        if name == "ROW", accept(symbol: "(") {
            let fields = try rowFields()
            try expect(symbol: ")")
            return .row(fields)
        }
        try expect(symbol: "<")
        let kind: SQLTypeKind
        switch name {
        case "ARRAY": kind = .array(try dataType())
        case "MULTISET": kind = .multiset(try dataType())
        case "MAP":
            let key = try dataType()
            try expect(symbol: ",")
            kind = .map(key: key, value: try dataType())
        default: kind = .row(try rowFields())
        }
        try expect(symbol: ">")
        return kind
    }

    private mutating func rowFields() throws(SQLError) -> [RowField] {
        var fields: [RowField] = []
        repeat {
            let position = current.position
            let name = try identifier()
            let type = try dataType()
            if current.kind == .string { take() }
            guard !fields.contains(where: { $0.name == name }) else {
                throw .invalid("the ROW has two fields named \(name)", at: position)
            }
            fields.append(RowField(name: name, type: type))
        } while accept(symbol: ",")
        return fields
    }

    /// `DAY(3)`, `DAY TO SECOND(3)`, `SECOND(2, 6)` ...
    mutating func intervalQualifier() throws(SQLError) -> IntervalQualifier {
        let position = current.position
        guard case .word(let first) = current.kind,
            let start = IntervalUnit(rawValue: first.hasSuffix("S") ? String(first.dropLast()) : first)
        else { throw unexpected("a unit such as DAY or MONTH") }
        take()
        var qualifier = IntervalQualifier(unit: start)
        if accept(symbol: "(") {
            qualifier.leadingPrecision = try integerLiteral()
            if start == .second, accept(symbol: ",") { qualifier.fractionPrecision = try integerLiteral() }
            try expect(symbol: ")")
        }
        if accept("TO") {
            guard case .word(let last) = current.kind, let range = IntervalUnit(rawValue: "\(start.rawValue) TO \(last)") else {
                throw unexpected("the end of an interval range")
            }
            take()
            qualifier.unit = range
            if last == "SECOND", accept(symbol: "(") {
                qualifier.fractionPrecision = try integerLiteral()
                try expect(symbol: ")")
            }
        }
        if let digits = qualifier.leadingPrecision, digits < 1 || digits > 10 {
            throw .invalid("an interval's leading field has 1 to 10 digits", at: position)
        }
        return qualifier
    }
}

extension IntervalUnit {
    /// Whether values are months rather than milliseconds.
    var isYearMonth: Bool {
        switch self {
        case .year, .quarter, .month, .yearToMonth: true
        default: false
        }
    }
}
