import FixtureFiles
import StreamSQL
import Testing

/// Oracle: statements Apache Flink 2.3.0 refused before running them (Tests/Fixtures/sql/errors.tsv.gz).
@Suite("Statements Flink refuses")
struct RefusedStatementsTests {
    /// A statement with what must be said before it, and how Flink refused it.
    private struct Refusal {
        var statements: [String]
        var when: String
        var reason: String
    }

    private func refusals() throws -> [Refusal] {
        try FixtureFiles.lines("sql/errors.tsv.gz").dropFirst().map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(Golden.unescaped)
            return Refusal(
                statements: fields[2].split(separator: ";;").map(String.init), when: fields[1], reason: fields[4])
        }
    }

    @Test("are refused here too")
    func refused() throws {
        let prelude = try FixtureFiles.lines("sql/errors-prelude.sql.gz").joined(separator: "\n")
        var accepted: [String] = []
        var count = 0
        for refusal in try refusals() where refusal.when == "plan" {
            count += 1
            // A text of several statements is legal here; Flink's API takes one at a time.
            if refusal.reason.hasPrefix("only single statement") { continue }
            do {
                _ = try Planner.plans(of: prelude + refusal.statements.joined(separator: ";"))
                accepted.append(refusal.statements.joined(separator: ";;"))
            } catch {}
        }
        #expect(count > 300)
        #expect(accepted.isEmpty, "\(accepted.joined(separator: "\n"))")
    }
}

/// The golden files' fields.
enum Golden {
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
