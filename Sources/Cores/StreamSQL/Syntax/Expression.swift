/// A scalar expression as written, with names unresolved.
struct Expression: Hashable, Sendable {
    let kind: Kind
    let position: SQLPosition
    /// Levels of operators, so that what walks the tree can be bounded.
    let depth: Int

    init(_ kind: Kind, _ position: SQLPosition) {
        self.kind = kind
        self.position = position
        depth = 1 + (kind.parts.map(\.depth).max() ?? 0)
    }

    indirect enum Kind: Hashable, Sendable {
        case literal(Literal)
        /// One or more names with dots between them.
        case name([String])
        /// A field of a value that is not a plain name.
        case field(Expression, String)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        case isTest(Expression, IsTest, negated: Bool)
        case isDistinctFrom(Expression, Expression, negated: Bool)
        case between(Expression, Expression, Expression, negated: Bool, symmetric: Bool)
        case inList(Expression, [Expression], negated: Bool)
        case like(Expression, pattern: Expression, escape: Expression?, negated: Bool)
        case caseOf(operand: Expression?, [CaseSyntax], otherwise: Expression?)
        case cast(Expression, SQLType, isTry: Bool)
        case call(CallSyntax)
        case row([Expression], explicit: Bool)
        case array([Expression])
        case map([Expression])
        case item(Expression, Expression)
        /// `(a - b) DAY`
        case datetimeDifference(Expression, Expression, IntervalUnit)
        case overlaps([Expression])
    }
}

struct CaseSyntax: Hashable, Sendable {
    var when: Expression
    var then: Expression
}

enum Literal: Hashable, Sendable {
    case null
    case boolean(Bool?)
    /// Digits, maybe with a point, as written.
    case exact(String)
    case approximate(String)
    case string(String)
    /// Hexadecimal digits.
    case binary(String)
    case date(String), time(String), timestamp(String), timestampLTZ(String)
    case interval(text: String, isNegative: Bool, IntervalQualifier)
}

/// The unit of an interval literal with its precisions.
struct IntervalQualifier: Hashable, Sendable {
    var unit: IntervalUnit
    /// Digits allowed in the leading field.
    var leadingPrecision: Int?
    var fractionPrecision: Int?
}

enum UnaryOperator: Hashable, Sendable { case plus, minus, not }

enum BinaryOperator: String, Hashable, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case modulo = "%"
    case concat = "||"
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and = "AND"
    case or = "OR"
}

enum IsTest: Hashable, Sendable {
    case null, isTrue, isFalse, unknown
    case json(JSONKind)
}

/// A function call, the special forms of EXTRACT, TRIM, JSON_VALUE and their like included.
struct CallSyntax: Hashable, Sendable {
    /// In upper case.
    var name: String
    var arguments: [Expression]
    var isStar = false
    var isDistinct = false
    var filter: Expression?
    /// The unit of EXTRACT, FLOOR TO, TIMESTAMPADD and the like.
    var unit: TimeUnit?
    /// Written without parentheses, as CURRENT_DATE is.
    var isBare = false
    var json: JSONClauses?
    var trimSide: TrimSide?

    init(_ name: String, _ arguments: [Expression]) {
        self.name = name
        self.arguments = arguments
    }
}

/// What the JSON functions have beyond their arguments.
struct JSONClauses: Hashable, Sendable {
    enum Behavior: Hashable, Sendable {
        case null, error, empty, emptyArray, emptyObject, isTrue, isFalse, unknown
        case value(Expression)
    }
    var returning: SQLType?
    var onEmpty: Behavior?
    var onError: Behavior?
    var wrapper: JSONQueryOptions.Wrapper?
    var absentOnNull: Bool?
}

extension Expression.Kind {
    /// The parts an expression is made of.
    var parts: [Expression] {
        switch self {
        case .literal, .name: []
        case .field(let base, _), .unary(_, let base), .isTest(let base, _, _), .cast(let base, _, _): [base]
        case .binary(_, let a, let b), .isDistinctFrom(let a, let b, _), .item(let a, let b),
            .datetimeDifference(let a, let b, _):
            [a, b]
        case .between(let a, let b, let c, _, _): [a, b, c]
        case .inList(let value, let list, _): [value] + list
        case .like(let value, let pattern, let escape, _): [value, pattern] + (escape.map { [$0] } ?? [])
        case .caseOf(let operand, let branches, let otherwise):
            [operand, otherwise].compactMap { $0 } + branches.flatMap { [$0.when, $0.then] }
        case .call(let call): call.arguments
        case .row(let parts, _), .array(let parts), .map(let parts), .overlaps(let parts): parts
        }
    }
}
