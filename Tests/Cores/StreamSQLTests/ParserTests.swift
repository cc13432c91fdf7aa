import StreamSQL
import Testing

@Suite("SQL text")
struct ParserTests {
    /// The expression as EXPLAIN shows it.
    private func shown(_ expression: String) throws -> String {
        let table = "CREATE TABLE t (a INT, b INT, c BOOLEAN, d BOOLEAN, s STRING) WITH ('connector' = 'datagen');"
        let plan = try #require(try Planner.plans(of: "\(table) SELECT \(expression) AS x FROM t").first)
        let calc = try #require(plan.explain().split(separator: "\n").first { $0.contains("Calc(") })
        return String(calc.split(separator: "[")[1].split(separator: "]")[0].dropLast(" AS x".count))
    }

    @Test(
        "operators bind as in Flink",
        arguments: [
            ("a + b * a", "plus(a, times(b, a))"),
            ("(a + b) * a", "times(plus(a, b), a)"),
            ("a - b - a", "minus(minus(a, b), a)"),
            ("-a * b", "times(negate(a), b)"),
            ("NOT c AND d", "and(not(c), d)"),
            ("NOT (c AND d)", "not(and(c, d))"),
            ("c OR d AND c", "or(c, and(d, c))"),
            ("a = b IS NULL", "isNull(equal(a, b))"),
            ("NOT a IS NULL", "not(isNull(a))"),
            ("a BETWEEN b AND b + a AND c", "and(and(greaterOrEqual(a, b), lessOrEqual(a, plus(b, a))), c)"),
            ("s || s LIKE s", "like(concatOperator(s, s), s)"),
            ("POSITION(s IN s || s)", "position(s, concatOperator(s, s))"),
            ("CASE a WHEN b THEN s END", "CASE WHEN equal(a, b) THEN s ELSE NULL END"),
        ])
    func precedence(_ text: String, _ expected: String) throws {
        #expect(try shown(text) == expected)
    }

    @Test(
        "a refusal says where",
        arguments: [
            ("SELECT\n  nope FROM t", 2, 3), ("SELECT 1 +", 1, 11), ("SELECT 'abc", 1, 8), ("SELECT 1; SELEC 2", 1, 11),
            ("SELECT /* open", 1, 8), ("SELECT 1 ==1", 1, 11), ("SELECT `", 1, 8),
        ])
    func positions(_ text: String, _ line: Int, _ column: Int) throws {
        let table = "CREATE TABLE t (a INT) WITH ('connector' = 'datagen')"
        let error = #expect(throws: SQLError.self) {
            var catalog = Catalog()
            for statement in try SQLParser.parse(table) { try catalog.apply(statement) }
            for statement in try SQLParser.parse(text) { _ = try Planner(catalog: catalog).plan(statement) }
        }
        #expect(error?.position == SQLPosition(line: line, column: column))
    }

    @Test("what is legal elsewhere is refused by its name")
    func features() throws {
        let table = "CREATE TABLE t (a INT, s STRING) WITH ('connector' = 'datagen');"
        for (text, feature) in [
            ("SELECT a FROM t ORDER BY a", "ORDER BY"), ("SELECT a FROM t LIMIT 3", "LIMIT"),
            ("SELECT x.a FROM t x JOIN t y ON x.a = y.a", "joins"), ("SELECT s SIMILAR TO s FROM t", "SIMILAR TO"),
            ("SELECT REGEXP(s, 'a') FROM t", "REGEXP"), ("SELECT NOW() FROM t", "NOW"), ("SELECT a /*+ hint */ FROM t", "hints"),
            ("SELECT SUM(a) OVER (ORDER BY s) FROM t", "OVER"), ("INSERT OVERWRITE t SELECT a, s FROM t", "OVERWRITE"),
        ] {
            let error = #expect(throws: SQLError.self) { try Planner.plans(of: table + text) }
            #expect(error?.reason == .unsupported)
            #expect(error?.message.contains(feature) == true, "\(text): \(error?.message ?? "")")
        }
    }

    @Test("settings that change results, and options nothing reads, are refused")
    func settings() throws {
        for text in [
            "SET 'table.exec.state.ttl' = '1 h'", "SET 'execution.runtime-mode' = 'batch'",
            "CREATE TABLE d (a INT) WITH ('connector' = 'datagen', 'rows' = '3'); SELECT a FROM d",
            "CREATE TABLE j (a INT) WITH ('connector' = 'filesystem', 'path' = 'p', 'format' = 'json', 'json.x' = '1'); SELECT a FROM j",
        ] {
            #expect(throws: SQLError.self, "\(text)") { try Planner.plans(of: text) }
        }
    }

    @Test("settings, comments, back-ticks and EXPLAIN")
    func statements() throws {
        let plans = try Planner.plans(
            of: """
                SET 'pipeline.name' = 'it''s'; -- a comment
                CREATE TABLE `select` (`a b` INT NOT NULL /* inside */, `back``tick` STRING) WITH ('connector' = 'datagen');
                CREATE TEMPORARY VIEW v (x, y) AS SELECT `a b`, `back``tick` FROM `select`;
                EXPLAIN SELECT x FROM v;
                SELECT v.x + 1 AS z, y FROM v;
                """)
        let plan = try #require(plans.first)
        #expect(plans.count == 1)
        #expect(plan.options == ["pipeline.name": "it's"])
        let sink = plan[try #require(plan.sinks.first)]
        #expect(sink.columns.map(\.name) == ["z", "y"])
        #expect(sink.columns.map(\.type.description) == ["INT NOT NULL", "STRING"])
    }
}
