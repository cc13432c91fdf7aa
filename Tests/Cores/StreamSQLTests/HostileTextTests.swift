import FixtureFiles
import StreamSQL
import Testing

/// Broken and hostile texts: each is refused or planned, none stops the process.
@Suite("Hostile SQL")
struct HostileTextTests {
    /// xorshift64*: the same texts every time.
    private struct Random {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return Int((state &* 2_685_821_657_736_338_717 >> 33) % UInt64(max(limit, 1)))
        }
    }

    @Test("damaged statements are refused or planned")
    func damaged() throws {
        let prelude = try FixtureFiles.lines("sql/errors-prelude.sql.gz").joined(separator: "\n")
        var catalog = Catalog()
        for statement in try SQLParser.parse(prelude) { try catalog.apply(statement) }
        let seeds = try FixtureFiles.lines("sql/errors.tsv.gz").dropFirst().map { String($0.split(separator: "\t")[2]) }
        var random = Random(state: 20_240_607)
        var planned = 0
        for text in seeds {
            let words = text.split(separator: " ").map(String.init)
            for _ in 0..<20 {
                var damaged = words
                switch random.next(below: 4) {
                case 0: damaged.remove(at: random.next(below: damaged.count))
                case 1: damaged.swapAt(random.next(below: damaged.count), random.next(below: damaged.count))
                case 2: damaged[random.next(below: damaged.count)] = seeds[random.next(below: seeds.count)]
                default: damaged = [String(text.prefix(random.next(below: text.count)))]
                }
                guard let statements = try? SQLParser.parse(damaged.joined(separator: " ")) else { continue }
                var scratch = catalog
                for statement in statements {
                    if (try? Planner(catalog: scratch).plan(statement)) != nil { planned += 1 }
                    try? scratch.apply(statement)
                }
            }
        }
        #expect(planned > 0, "seed 20240607")
    }

    @Test("operators in a row, nesting and doubling are bounded")
    func bounds() throws {
        let long = 10_000
        #expect(throws: SQLError.self) { try Planner.plans(of: "SELECT " + String(repeating: "1 + ", count: long) + "1") }
        #expect(throws: SQLError.self) { try Planner.plans(of: "SELECT " + String(repeating: "(", count: long)) }
        #expect(throws: SQLError.self) { try Planner.plans(of: "SELECT " + String(repeating: "NOT ", count: long) + "TRUE") }
        #expect(throws: SQLError.self) { try Planner.plans(of: "SELECT " + String(repeating: "- ", count: long) + "1") }
        #expect(throws: SQLError.self) {
            try Planner.plans(of: "SELECT 1" + String(repeating: " UNION ALL SELECT 1", count: long))
        }
        #expect(throws: SQLError.self) {
            try Planner.plans(of: "SELECT CAST(NULL AS " + String(repeating: "ARRAY<", count: long) + "INT")
        }
        // Each level doubles the one below it.
        var query = "SELECT id AS a FROM t"
        for _ in 0..<60 { query = "SELECT a + a AS a FROM (\(query))" }
        let table = "CREATE TABLE t (id INT) WITH ('connector' = 'datagen');"
        #expect(try Planner.plans(of: table + query).count == 1)
    }
}
