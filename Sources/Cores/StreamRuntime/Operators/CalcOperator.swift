import StreamSQL

/// WHERE and SELECT of one input: keeps the rows for which the condition is TRUE, then computes the columns.
///
/// A row whose values cannot be computed goes to the dead letters when it stands for a record; when it does not, the
/// pipeline fails, as nothing else would be right.
final class CalcOperator: DataflowOperator {
    private let calc: Calc
    private let deadLetters: DeadLetterBox

    init(_ calc: Calc, deadLetters: DeadLetterBox) {
        self.calc = calc
        self.deadLetters = deadLetters
    }

    func process(_ batch: Batch, input: Int) throws(PipelineFailure) -> Emission {
        do { return .rows(try compute(batch)) } catch let error {
            guard let origins = batch.origins else { throw PipelineFailure(.evaluation, error.description) }
            return .rows(try computeRowByRow(batch, origins))
        }
    }

    private func compute(_ batch: Batch) throws(SQLError) -> Batch? {
        guard let kept = try filtered(batch) else { return nil }
        var columns: [ColumnVector] = []
        columns.reserveCapacity(calc.projection.count)
        for expression in calc.projection { columns.append(try ExpressionEvaluation.evaluate(expression, over: kept)) }
        return kept.replacingColumns(columns)
    }

    private func filtered(_ batch: Batch) throws(SQLError) -> Batch? {
        guard let condition = calc.condition else { return batch }
        let verdicts = try ExpressionEvaluation.evaluate(condition, over: batch)
        guard case .booleans(let flags) = verdicts.storage else {
            throw SQLError(.evaluation, "a condition that is not BOOLEAN")
        }
        var rows: [Int32] = []
        rows.reserveCapacity(batch.rowCount)
        for row in 0..<batch.rowCount where flags[row] && !verdicts.isNull(row) { rows.append(Int32(row)) }
        if rows.isEmpty { return nil }
        return rows.count == batch.rowCount ? batch : batch.selecting(rows)
    }

    /// Finds the rows that cannot be computed by trying each alone; the others go on together.
    private func computeRowByRow(_ batch: Batch, _ origins: [RowOrigin]) throws(PipelineFailure) -> Batch? {
        var good: [Int32] = []
        for row in 0..<batch.rowCount {
            do {
                _ = try compute(batch.selecting([Int32(row)]))
                good.append(Int32(row))
            } catch { deadLetters.add(origins[row], error.description) }
        }
        if good.isEmpty { return nil }
        do { return try compute(batch.selecting(good)) } catch {
            throw PipelineFailure(.evaluation, error.description)
        }
    }
}
