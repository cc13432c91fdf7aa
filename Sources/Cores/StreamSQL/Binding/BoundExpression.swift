/// A typed scalar expression over the columns of one input row. Every node knows its result type.
public indirect enum BoundExpression: Hashable, Sendable {
    case literal(SQLValue, SQLType)
    /// The input column at `index`.
    case column(index: Int, type: SQLType)
    /// A field of a ROW value; NULL when the row is.
    case field(BoundExpression, index: Int, type: SQLType)
    /// A built-in function or operator.
    case call(ScalarFunction, [BoundExpression], SQLType)
    /// CAST, or TRY_CAST when `isTry`. Implicit coercions are casts too.
    case cast(BoundExpression, SQLType, isTry: Bool)
    /// The first result whose condition is TRUE, else `otherwise`; results are already cast to the type.
    case searchedCase([CaseBranch], otherwise: BoundExpression, SQLType)

    /// The type of the expression's values.
    public var type: SQLType {
        switch self {
        case .literal(_, let type), .column(_, let type), .field(_, _, let type): type
        case .call(_, _, let type), .cast(_, let type, _), .searchedCase(_, _, let type): type
        }
    }
}

/// One WHEN ... THEN of a CASE.
public struct CaseBranch: Hashable, Sendable {
    public var condition: BoundExpression
    public var result: BoundExpression

    public init(condition: BoundExpression, result: BoundExpression) {
        self.condition = condition
        self.result = result
    }
}

extension BoundExpression {
    /// The direct operands.
    public var operands: [BoundExpression] {
        switch self {
        case .literal, .column: []
        case .field(let base, _, _), .cast(let base, _, _): [base]
        case .call(_, let arguments, _): arguments
        case .searchedCase(let branches, let otherwise, _):
            branches.flatMap { [$0.condition, $0.result] } + [otherwise]
        }
    }

    /// The expression with each direct operand replaced by what `transform` makes of it.
    public func mapOperands(_ transform: (BoundExpression) -> BoundExpression) -> BoundExpression {
        switch self {
        case .literal, .column: self
        case .field(let base, let index, let type): .field(transform(base), index: index, type: type)
        case .call(let function, let arguments, let type): .call(function, arguments.map(transform), type)
        case .cast(let base, let type, let isTry): .cast(transform(base), type, isTry: isTry)
        case .searchedCase(let branches, let otherwise, let type):
            .searchedCase(
                branches.map { CaseBranch(condition: transform($0.condition), result: transform($0.result)) },
                otherwise: transform(otherwise), type)
        }
    }
}
