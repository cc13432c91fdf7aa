import FixtureFiles
import StreamRuntime
import StreamSQL
import Testing

/// Oracle: 4,756 expressions answered by Apache Flink 2.3.0 (Tests/Fixtures/sql/scalar-golden.tsv.gz), and 242 more in the
/// session zone America/New_York, which is refused here as a whole.
@Suite("Scalar expressions agree with Flink")
struct ScalarGoldenTests {
    /// What became of a row.
    private enum Outcome: Equatable {
        /// The value and the type are Flink's.
        case sameValue
        /// Flink fails too: while planning, or while running.
        case sameFailure
        /// Not supported here.
        case refused
        case different(String)
    }

    @Test("every row agrees or is refused, and the number that agree does not fall")
    func scalars() throws {
        var values = 0
        var failures = 0
        var refused = 0
        var different: [String] = []
        for line in try FixtureFiles.lines("sql/scalar-golden.tsv.gz") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(GoldenField.unescaped)
            guard fields.count >= 3 else { continue }
            let folded = fields.count > 3 ? fields[3].split(separator: "folded: ").dropFirst().first.map(String.init) : nil
            switch outcome(of: fields[0], type: fields[1], expected: fields[2], folded: folded) {
            case .sameValue: values += 1
            case .sameFailure: failures += 1
            case .refused: refused += 1
            case .different(let answer): different.append("\(fields[0]): \(fields[2]) is answered \(answer)")
            }
        }
        print("scalar golden: \(values) values agree, \(failures) failures agree, \(refused) refused, \(different.count) differ")
        #expect(different.isEmpty, "\(different.prefix(100).joined(separator: "\n"))")
        // A ratchet: raised when more agree.
        #expect(values >= 3_098)
        #expect(failures >= 1_143)
    }

    private func outcome(of expression: String, type: String, expected: String, folded: String?) -> Outcome {
        let planFails = expected.hasPrefix("ERROR: plan")
        let plan: PhysicalPlan
        do {
            guard let first = try Planner.plans(of: "SELECT \(expression)").first else { return .refused }
            plan = first
        } catch { return planFails ? .sameFailure : .refused }
        guard case .values(let rows)? = plan.nodes.first?.operation, let bound = rows.first?.first else {
            return .different("no plan of one value")
        }
        guard planFails || bound.type.description == type else { return .different("type \(bound.type), not \(type)") }
        let answer: String
        do {
            let column = try ExpressionEvaluation.evaluate(bound, over: Batch(columns: [], rowCount: 1))
            let value = column.value(0, type: bound.type)
            // A NULL where the type has none fails Flink's job when the row leaves.
            answer = value.isNull && !bound.type.isNullable ? "ERROR: run" : ValueText.shown(value, bound.type)
        } catch { answer = "ERROR: run" }
        if expected.hasPrefix("ERROR") {
            return answer == "ERROR: run" || folded == answer ? .sameFailure : .different(answer)
        }
        return answer == expected || answer == folded ? .sameValue : .different(answer)
    }

    @Test("another session zone is refused")
    func zone() throws {
        #expect(try FixtureFiles.lines("sql/scalar-golden-new-york.tsv.gz").count == 242)
        #expect(throws: SQLError.self) { try Planner.plans(of: "SET 'table.local-time-zone' = 'America/New_York'; SELECT 1") }
    }
}

/// The golden files' fields.
enum GoldenField {
    /// A field with its escapes undone.
    static func unescaped(_ field: Substring) -> String {
        var text = ""
        var characters = field.makeIterator()
        while let character = characters.next() {
            guard character == "\\", let escaped = characters.next() else {
                text.append(character)
                continue
            }
            switch escaped {
            case "t": text.append("\t")
            case "n": text.append("\n")
            case "r": text.append("\r")
            case "0": text.append("\0")
            default: text.append(escaped)
            }
        }
        return text
    }
}
