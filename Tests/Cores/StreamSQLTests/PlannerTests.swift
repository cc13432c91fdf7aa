import StreamSQL
import Testing

@Suite("Plans")
struct PlannerTests {
    private let tables = """
        CREATE TABLE src (
          id INT, k STRING, v INT, r ROW<a INT, deep ROW<b STRING, c STRING>>, millis BIGINT,
          `offset` BIGINT METADATA VIRTUAL, part INT METADATA FROM 'partition' VIRTUAL,
          ts AS TO_TIMESTAMP_LTZ(millis, 3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
        ) WITH ('connector' = 'kafka', 'topic' = 'x', 'properties.bootstrap.servers' = 'h:1', 'format' = 'json');
        CREATE TABLE p (k STRING, c BIGINT) WITH ('connector' = 'print');
        CREATE TABLE files (k STRING, c BIGINT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json');
        CREATE TABLE cass (k STRING, c BIGINT, PRIMARY KEY (k) NOT ENFORCED)
          WITH ('connector' = 'cassandra', 'hosts' = 'h', 'keyspace' = 'ks', 'table' = 't');
        """

    private func plan(_ statement: String) throws -> PhysicalPlan {
        try #require(try Planner.plans(of: "\(tables) \(statement)").first)
    }

    /// What the plan's scans read: the connector's name of each column.
    private func read(_ plan: PhysicalPlan) -> [[String]] {
        plan.nodes.compactMap { node in
            guard case .source(let scan) = node.operation else { return nil }
            return scan.columns.map { column in
                switch column.origin {
                case .physical(let names): names.joined(separator: ".")
                case .metadata(let key): "@\(key)"
                }
            }
        }
    }

    private func operators(_ plan: PhysicalPlan) -> [String] {
        plan.explain().split(separator: "\n").map { String($0.drop { $0 == " " }.prefix { $0 != "(" && $0 != " " }) }
    }

    @Test("scans read what is needed: nested fields, metadata, what event time is computed from")
    func needed() throws {
        #expect(read(try plan("SELECT r.deep.c, part FROM src")) == [["r.deep.c", "millis", "@partition"]])
        #expect(read(try plan("SELECT r, r.deep.b FROM src")) == [["r", "millis"]])
        #expect(
            read(try plan("SELECT x.b FROM (SELECT r.deep AS x, k FROM src) WHERE x.c = 'y'")) == [
                ["r.deep.b", "r.deep.c", "millis"]
            ])
        #expect(read(try plan("SELECT COUNT(*) AS c FROM src")) == [["millis"]])
    }

    @Test("the sinks of a statement set share one scan")
    func sharing() throws {
        let plan = try plan(
            """
            EXECUTE STATEMENT SET BEGIN
              INSERT INTO p SELECT k, COUNT(*) FROM src GROUP BY k;
              INSERT INTO files SELECT r.deep.b, millis FROM src;
            END
            """)
        #expect(plan.sinks.count == 2)
        #expect(read(plan) == [["k", "r.deep.b", "millis"]])
    }

    @Test("a filter over a changing result may delete")
    func changes() throws {
        let plan = try plan("SELECT k, c FROM (SELECT k, COUNT(*) AS c FROM src GROUP BY k) WHERE c > 2")
        let sink = plan[try #require(plan.sinks.first)]
        #expect(sink.changelog == .all)
        #expect(sink.upsertKeys == [[0]])
        #expect(operators(plan) == ["Collect", "Calc", "GroupAggregate", "Calc", "Watermark", "Calc", "Source"])
    }

    @Test("grouping by a window's start and end is one result per window")
    func windows() throws {
        let window = "TABLE(TUMBLE(TABLE src, DESCRIPTOR(ts), INTERVAL '10' SECOND))"
        let plan = try plan(
            "SELECT window_end, k, SUM(v) AS s FROM \(window) WHERE v > 1 GROUP BY k, window_end, window_start")
        #expect(operators(plan) == ["Collect", "Calc", "WindowAggregate", "Calc", "Watermark", "Calc", "Source"])
        #expect(plan[try #require(plan.sinks.first)].changelog.isAppendOnly)
        // By its start alone it is an ordinary group.
        let other = try self.plan("SELECT window_start, COUNT(*) AS c FROM \(window) GROUP BY window_start")
        #expect(operators(other).contains("GroupAggregate") && operators(other).contains("Window"))
        #expect(throws: SQLError.self) {
            try self.plan("SELECT MAX(window_start) FROM \(window) GROUP BY window_start, window_end")
        }
    }

    @Test("sinks take what they can: added rows, or rows told apart by their key")
    func sinks() throws {
        _ = try plan("INSERT INTO files SELECT k, millis FROM src")
        _ = try plan("INSERT INTO cass SELECT k, COUNT(*) FROM src GROUP BY k")
        _ = try plan("INSERT INTO p SELECT k, COUNT(*) FROM src GROUP BY k HAVING COUNT(*) > 1")
        _ = try plan(
            "CREATE TABLE nn (k STRING NOT NULL) WITH ('connector' = 'print'); INSERT INTO nn SELECT COALESCE(k, '') FROM src")
        for refused in [
            "INSERT INTO files SELECT k, COUNT(*) FROM src GROUP BY k",
            "INSERT INTO cass SELECT UPPER(k), COUNT(*) FROM src GROUP BY k",
            "INSERT INTO cass SELECT k, COUNT(*) FROM src GROUP BY k, v",
            "INSERT INTO cass (c) SELECT millis FROM src", "INSERT INTO p SELECT millis, k FROM src",
            "CREATE TABLE nn (k STRING NOT NULL) WITH ('connector' = 'print'); INSERT INTO nn SELECT k FROM src",
        ] {
            #expect(throws: SQLError.self, "\(refused)") { try plan(refused) }
        }
    }

    @Test(
        "types of expressions are Flink's",
        arguments: [
            ("v + millis", "BIGINT"), ("v / 2.5", "DECIMAL(17, 6)"), ("COALESCE(v, 0)", "INT NOT NULL"),
            ("CASE WHEN v > 1 THEN 'a' ELSE 'bcd' END", "VARCHAR(3) NOT NULL"), ("k || 'x'", "STRING"), ("r.deep.b", "STRING"),
            ("ts", "TIMESTAMP_LTZ(3)"), ("CAST(v AS DECIMAL(38, 10)) * millis", "DECIMAL(38, 6)"),
            ("v IS NULL", "BOOLEAN NOT NULL"),
        ])
    func types(_ expression: String, _ expected: String) throws {
        let plan = try plan("SELECT \(expression) AS x FROM src")
        #expect(plan[try #require(plan.sinks.first)].columns.first?.type.description == expected)
    }
}
