import FixtureFiles
import StreamRuntime
import StreamSQL
import Testing

/// Oracle: 756 aggregates over a few rows, answered by Apache Flink 2.3.0 (Tests/Fixtures/sql/aggregate-golden.tsv.gz) in
/// batch mode. Over no rows a stream gives no row where a batch gives one: those are not compared.
@Suite struct AggregateGoldenTests {
    private enum Outcome: Equatable {
        case sameValue, sameFailure, refused, noRow
        case different(String)
    }

    @Test func everyAggregateAgreesOrIsRefused() throws {
        var counts: [String: Int] = [:]
        var different: [String] = []
        for line in try FixtureFiles.lines("sql/aggregate-golden.tsv.gz") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(GoldenField.unescaped)
            guard fields.count >= 3 else { continue }
            let outcome = try outcome(of: fields[0], type: fields[1], expected: fields[2])
            if case .different(let answer) = outcome {
                different.append("\(fields[0]): \(fields[1]) \(fields[2]) is answered \(answer)")
            } else {
                counts["\(outcome)", default: 0] += 1
            }
        }
        print("aggregate golden: \(counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))")
        #expect(different.isEmpty, "\(different.prefix(60).joined(separator: "\n"))")
        // A ratchet: raised when more agree.
        #expect(counts["sameValue", default: 0] >= 161)
    }

    private func outcome(of statement: String, type: String, expected: String) throws -> Outcome {
        let isFailure = expected.hasPrefix("ERROR")
        let plan: PhysicalPlan
        let execution: PipelineExecution
        do throws(SQLError) {
            guard let first = try Planner.plans(of: statement).first else { return .refused }
            plan = first
            execution = try PipelineExecution(plan: plan)
        } catch { return isFailure ? .sameFailure : .refused }
        if expected.hasPrefix("ERROR: plan") { return .different("with a plan") }
        let output: EpochOutput
        do throws(PipelineFailure) { output = try execution.endEpoch() } catch {
            return isFailure ? .sameFailure : .different(error.description)
        }
        let types = plan[plan.sinks[0]].columns.map(\.type)
        guard let last = output.sinks[0].batches.last, last.rowCount > 0 else { return .noRow }
        guard types[0].description == type else { return .different("type \(types[0])") }
        let answer = ValueText.shown(last.columns[0].value(last.rowCount - 1, type: types[0]), types[0])
        return answer == expected ? .sameValue : .different(answer)
    }
}
