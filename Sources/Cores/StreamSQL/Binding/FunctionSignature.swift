/// What a plain function takes and answers: functions whose typing needs no more than this are in a table.
struct FunctionSignature {
    enum Parameter {
        case string, integer, bigint, numeric, double, bytes, boolean, any
        /// A string or a number, as HEX takes.
        case stringOrNumber
    }

    enum Result {
        /// This kind, nullable when an argument is.
        case kind(SQLTypeKind)
        /// This kind, nullable whatever the arguments.
        case nullable(SQLTypeKind)
        /// This kind, NOT NULL whatever the arguments.
        case notNull(SQLTypeKind)
        /// The first argument's type.
        case first
        /// VARCHAR as long as the first argument; the flag makes it nullable whatever the arguments.
        case varcharOfFirst(alwaysNullable: Bool)
    }

    var function: ScalarFunction
    var parameters: [Parameter]
    /// How many of the last parameters may be left out.
    var optional = 0
    /// Whether the last parameter may repeat.
    var isVariadic = false
    var result: Result

    init(
        _ function: ScalarFunction, _ parameters: [Parameter], optional: Int = 0, variadic: Bool = false, _ result: Result
    ) {
        self.function = function
        self.parameters = parameters
        self.optional = optional
        self.isVariadic = variadic
        self.result = result
    }

    /// The call on these arguments, which are brought to the parameters' types.
    func bind(_ name: String, _ arguments: [BoundExpression], at position: SQLPosition) throws(SQLError) -> BoundExpression {
        let least = parameters.count - optional
        guard arguments.count >= least, isVariadic || arguments.count <= parameters.count else {
            throw .invalid("\(name) was given \(arguments.count) arguments", at: position)
        }
        var values: [BoundExpression] = []
        for (index, argument) in arguments.enumerated() {
            let parameter = parameters[min(index, parameters.count - 1)]
            values.append(try coerce(argument, to: parameter, name, at: position))
        }
        return .call(function, values, type(of: values))
    }

    private func coerce(
        _ value: BoundExpression, to parameter: Parameter, _ name: String, at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        let type = value.type
        if type.kind == .null { throw .unsupported("NULL without a type as an argument of \(name): CAST it", at: position) }
        switch parameter {
        case .string where type.isCharacter, .bytes where type.isBinary, .boolean where type.kind == .boolean, .any: return value
        case .numeric where type.isNumeric, .stringOrNumber where type.isCharacter || type.isInteger: return value
        case .integer where type.isInteger && type.kind != .bigint: return value.coerced(to: .int)
        case .bigint where type.isInteger: return value.coerced(to: .bigint)
        case .double where type.isNumeric: return value.coerced(to: .double)
        default: throw .invalid("\(name) does not take a \(type.kind) there", at: position)
        }
    }

    private func type(of arguments: [BoundExpression]) -> SQLType {
        let nullable = arguments.contains { $0.type.isNullable }
        switch result {
        case .kind(let kind): return SQLType(kind, nullable: nullable)
        case .nullable(let kind): return SQLType(kind)
        case .notNull(let kind): return SQLType(kind, nullable: false)
        case .first: return SQLType(arguments.first?.type.kind ?? .null, nullable: nullable)
        case .varcharOfFirst(let alwaysNullable):
            let length =
                switch arguments.first?.type.kind {
                case .char(let length), .varchar(let length): length
                default: SQLTypeKind.maxLength
                }
            return SQLType(.varchar(length), nullable: nullable || alwaysNullable)
        }
    }

    /// The functions of the table, by upper-case name.
    static let table: [String: FunctionSignature] = strings.merging(numbers) { first, _ in first }

    private static let strings: [String: FunctionSignature] = [
        "UPPER": .init(.upper, [.string], .first),
        "LOWER": .init(.lower, [.string], .first),
        "INITCAP": .init(.initCap, [.string], .first),
        "CHAR_LENGTH": .init(.charLength, [.string], .kind(.int)),
        "CHARACTER_LENGTH": .init(.charLength, [.string], .kind(.int)),
        "LTRIM": .init(.trim(.leading), [.string, .string], optional: 1, .varcharOfFirst(alwaysNullable: false)),
        "RTRIM": .init(.trim(.trailing), [.string, .string], optional: 1, .varcharOfFirst(alwaysNullable: false)),
        "BTRIM": .init(.btrim, [.string, .string], optional: 1, .kind(.string)),
        "SUBSTRING": .init(.substring, [.string, .integer, .integer], optional: 1, .varcharOfFirst(alwaysNullable: true)),
        "SUBSTR": .init(.substring, [.string, .integer, .integer], optional: 1, .varcharOfFirst(alwaysNullable: true)),
        "POSITION": .init(.position, [.string, .string], .kind(.int)),
        "LOCATE": .init(.locate, [.string, .string, .integer], optional: 1, .kind(.int)),
        "INSTR": .init(.instr, [.string, .string, .integer, .integer], optional: 2, .kind(.int)),
        "REPLACE": .init(.replace, [.string, .string, .string], .kind(.string)),
        "TRANSLATE": .init(.translate, [.string, .string, .string], .kind(.string)),
        "LPAD": .init(.lpad, [.string, .integer, .string], .kind(.string)),
        "RPAD": .init(.rpad, [.string, .integer, .string], .kind(.string)),
        "REPEAT": .init(.repeatString, [.string, .integer], .kind(.string)),
        "REVERSE": .init(.reverse, [.string], .nullable(.string)),
        "LEFT": .init(.left, [.string, .integer], .varcharOfFirst(alwaysNullable: true)),
        "RIGHT": .init(.right, [.string, .integer], .varcharOfFirst(alwaysNullable: true)),
        "CONCAT": .init(.concat, [.string], variadic: true, .kind(.string)),
        "ASCII": .init(.ascii, [.string], .kind(.int)),
        "CHR": .init(.chr, [.bigint], .nullable(.string)),
        "SPLIT_INDEX": .init(.splitIndex, [.string, .string, .integer], .nullable(.string)),
        "SPLIT": .init(.split, [.string, .string], .kind(.array(.string))),
        "STARTSWITH": .init(.startsWith, [.string, .string], .kind(.boolean)),
        "ENDSWITH": .init(.endsWith, [.string, .string], .kind(.boolean)),
        "TO_BASE64": .init(.toBase64, [.string], .kind(.string)),
        "FROM_BASE64": .init(.fromBase64, [.string], .kind(.string)),
        "HEX": .init(.hex, [.stringOrNumber], .kind(.string)),
        "UNHEX": .init(.unhex, [.string], .nullable(.bytes)),
        "URL_ENCODE": .init(.urlEncode, [.string], .nullable(.string)),
        "URL_DECODE": .init(.urlDecode, [.string], .nullable(.string)),
        "IS_ALPHA": .init(.isAlpha, [.string], .notNull(.boolean)),
        "IS_DIGIT": .init(.isDigit, [.string], .notNull(.boolean)),
        "INET_NTOA": .init(.inetNtoa, [.bigint], .nullable(.string)),
        "MD5": .init(.md5, [.string], .kind(.char(32))),
        "SHA1": .init(.sha1, [.string], .kind(.char(40))),
        "SHA224": .init(.sha2(bits: 224), [.string], .kind(.char(56))),
        "SHA256": .init(.sha2(bits: 256), [.string], .kind(.char(64))),
        "SHA384": .init(.sha2(bits: 384), [.string], .kind(.char(96))),
        "SHA512": .init(.sha2(bits: 512), [.string], .kind(.char(128))),
        "JSON_QUOTE": .init(.jsonQuote, [.string], .kind(.string)),
        "JSON_UNQUOTE": .init(.jsonUnquote, [.string], .kind(.string)),
    ]

    private static let numbers: [String: FunctionSignature] = [
        "ABS": .init(.abs, [.numeric], .first),
        "SQRT": .init(.sqrt, [.double], .kind(.double)),
        "DEGREES": .init(.degrees, [.double], .kind(.double)),
        "RADIANS": .init(.radians, [.double], .kind(.double)),
        "PI": .init(.pi, [], .kind(.double)),
        "E": .init(.e, [], .kind(.double)),
        "BIN": .init(.bin, [.bigint], .kind(.string)),
    ]
}
