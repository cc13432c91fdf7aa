import StreamRuntime
import StreamSQL
import Testing

@Suite("Evaluation over batches")
struct ExpressionEvaluationTests {
    /// Columns a INT, b INT, s STRING, c BOOLEAN.
    private let types = [SQLType.int, .int, .string, .boolean]

    private func batch(_ rows: [[SQLValue]]) -> Batch { Batch(rows: rows, types: types) }

    private func bind(_ text: String) throws -> BoundExpression {
        let table = "CREATE TABLE t (a INT, b INT, s STRING, c BOOLEAN) WITH ('connector' = 'datagen');"
        // All columns are read, so that they keep their places.
        let plan = try #require(try Planner.plans(of: "\(table) SELECT a, b, s, c, \(text) AS x FROM t").first)
        for node in plan.nodes {
            if case .calc(let calc) = node.operation { return try #require(calc.projection.last) }
        }
        throw SQLError(.evaluation, "no calc")
    }

    private func evaluate(_ text: String, _ rows: [[SQLValue]]) throws -> [String] {
        let bound = try bind(text)
        let column = try ExpressionEvaluation.evaluate(bound, over: batch(rows))
        return rows.indices.map { ValueText.shown(column.value($0, type: bound.type), bound.type) }
    }

    private let rows: [[SQLValue]] = [
        [.integer(0), .integer(7), .text("x"), .boolean(true)],
        [.integer(2), .integer(-7), .text("yes"), .boolean(false)],
        [.null, .integer(5), .null, .null],
        [.integer(3), .null, .text(""), .boolean(true)],
    ]

    @Test("what CASE, AND, OR and COALESCE do not need is not computed")
    func lazily() throws {
        #expect(try evaluate("CASE WHEN a <> 0 THEN 10 / a ELSE -1 END", rows) == ["-1", "5", "-1", "3"])
        #expect(try evaluate("a <> 0 AND 10 / a > 3", rows) == ["FALSE", "TRUE", "NULL", "FALSE"])
        #expect(try evaluate("a = 0 OR 10 / a > 3", rows) == ["TRUE", "TRUE", "NULL", "FALSE"])
        #expect(try evaluate("COALESCE(a, 1 / 0)", [rows[0], rows[1]]) == ["0", "2"])
        #expect(throws: SQLError.self) { try evaluate("10 / a", rows) }
    }

    @Test("NULL spreads through columns as through single values")
    func nulls() throws {
        #expect(try evaluate("a + b", rows) == ["7", "-5", "NULL", "NULL"])
        #expect(try evaluate("a < b", rows) == ["TRUE", "FALSE", "NULL", "NULL"])
        #expect(try evaluate("s = 'yes'", rows) == ["FALSE", "TRUE", "NULL", "FALSE"])
        #expect(try evaluate("s IS NULL", rows) == ["FALSE", "FALSE", "TRUE", "FALSE"])
        #expect(try evaluate("NOT c", rows) == ["FALSE", "TRUE", "NULL", "FALSE"])
        #expect(try evaluate("c AND CAST(NULL AS BOOLEAN)", rows) == ["NULL", "FALSE", "NULL", "NULL"])
        #expect(try evaluate("CAST(a AS BIGINT) * 2147483647", rows) == ["0", "4294967294", "NULL", "6442450941"])
        #expect(try evaluate("UPPER(s) || '!'", rows) == ["X!", "YES!", "NULL", "!"])
    }

    @Test("integers wrap at the width of their type")
    func wrapping() throws {
        let edge: [[SQLValue]] = [[.integer(2_147_483_647), .integer(2_147_483_647), .null, .null]]
        #expect(try evaluate("a + b", edge) == ["-2"])
        #expect(try evaluate("a * b", edge) == ["1"])
        #expect(try evaluate("CAST(a AS SMALLINT)", edge) == ["-1"])
        #expect(try evaluate("-a - 2", edge) == ["2147483647"])
    }

    @Test("no value of a function's arguments stops the process")
    func extremes() throws {
        let edges: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
        for text in [
            "TIMESTAMPADD(%, %, TIMESTAMP '9999-12-31 23:59:59')", "CAST(TO_TIMESTAMP_LTZ(%, 3) AS STRING)",
            "CEIL(TO_TIMESTAMP_LTZ(%, 0) TO DAY)", "FLOOR(TO_TIMESTAMP_LTZ(%, 3) TO WEEK)", "FROM_UNIXTIME(%)",
            "EXTRACT(WEEK FROM TO_TIMESTAMP_LTZ(%, 3))", "DATE_FORMAT(TO_TIMESTAMP_LTZ(%, 9), 'yyyy-MM-dd HH:mm:ss.SSS')",
            "CAST(% AS DECIMAL(38, 0)) * CAST(% AS DECIMAL(38, 0)) / 3", "INTERVAL '1' DAY * %", "BIN(%)", "HEX(%)", "CHR(%)",
            "ROUND(CAST(% AS DOUBLE), CAST(% AS INT))", "TRUNCATE(%, CAST(% AS INT))", "ABS(%)", "% / %", "MOD(%, %)", "-%",
            "SUBSTRING('abcdef', CAST(% AS INT), CAST(% AS INT))", "RIGHT('abc', CAST(% AS INT))",
            "LPAD('abc', CAST(% AS INT), 'x')",
            "REPEAT('abc', CAST(% AS INT))", "INSTR('abcabc', 'b', CAST(% AS INT), CAST(% AS INT))", "ELT(%, 'a', 'b')",
            "SPLIT_INDEX('a,b', ',', CAST(% AS INT))", "OVERLAY('abc' PLACING 'x' FROM CAST(% AS INT) FOR CAST(% AS INT))",
            "CAST(CAST(% AS DOUBLE) AS INT)", "CAST(CAST(% AS FLOAT) AS DECIMAL(10, 2))",
            "TIMESTAMPADD(YEAR, %, DATE '2020-02-29')",
        ] {
            for first in edges {
                for second in edges {
                    var parts = text.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
                    if parts[0] == "TIMESTAMPADD(", parts.count == 3 { parts[0] = "TIMESTAMPADD(SECOND, "; parts[1] = " + " }
                    let literals = [first, second].map { "CAST('\($0)' AS BIGINT)" }
                    let expression = parts.dropFirst().enumerated().reduce(parts[0]) { $0 + literals[$1.offset] + $1.element }
                    guard let plan = try? Planner.plans(of: "SELECT \(expression)").first,
                        case .values(let rows)? = plan.nodes.first?.operation, let bound = rows.first?.first
                    else {
                        Issue.record("\(expression) is not planned")
                        continue
                    }
                    if let column = try? ExpressionEvaluation.evaluate(bound, over: Batch(columns: [], rowCount: 1)) {
                        _ = ValueText.shown(column.value(0, type: bound.type), bound.type)
                    }
                }
            }
        }
    }
}
