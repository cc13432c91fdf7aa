import StreamSQL

/// Evaluation of bound expressions over a batch.
enum ExpressionEvaluation {
    static func evaluate(_ expression: BoundExpression, over batch: Batch) throws(SQLError) -> ColumnVector {
        switch expression {
        case .column(let index, _): return batch.columns[index]
        case .literal(let value, let type):
            return ColumnVector(Array(repeating: value, count: batch.rowCount), type: type)
        default: throw .unsupported("this expression")
        }
    }
}
