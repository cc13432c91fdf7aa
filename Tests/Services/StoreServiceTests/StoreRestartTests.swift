import Bytes
import CQLClient
import CQLValues
import ProgramFixtures
import Testing

/// What was acknowledged is there after the process was killed.
@Suite struct StoreRestartTests {
    private func start(_ folder: TemporaryFolder) throws -> (TestProgram, CQLClient) {
        let store = try TestProgram(
            "millrace-store", ["--data", folder.path, "--listen", "127.0.0.1:0", "--http", "none"])
        let address = try #require(try store.awaitReady()["cql"])
        let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
        return (store, CQLClient(CQLClient.Configuration(host: "127.0.0.1", port: port)))
    }

    @Test func acknowledgedRowsAndDefinitionsSurviveAKill() throws {
        let folder = try TemporaryFolder()
        var expected: [[ByteSlice?]] = []
        var (store, client) = try start(folder)
        _ = try client.query("CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}")
        _ = try client.query("CREATE TYPE k.place (name text, zip int)")
        _ = try client.query(
            "CREATE TABLE k.t (a int, b int, c text, d set<int>, e frozen<place>, PRIMARY KEY (a, b)) WITH comment = 'kept' AND CLUSTERING ORDER BY (b DESC)"
        )
        _ = try client.query("ALTER TABLE k.t ADD f bigint")
        let insert = try client.prepare("INSERT INTO k.t (a, b, c, f) VALUES (?, ?, ?, ?)")
        for round in 0..<3 {
            var executions: [CQLExecution] = []
            for index in 0..<200 {
                let number = Int32(round * 200 + index)
                executions.append(
                    CQLExecution(
                        insert,
                        values: [
                            ByteSlice(bigEndian: Int32(1)), ByteSlice(bigEndian: number), ByteSlice(utf8: "row \(number)"),
                            ByteSlice(bigEndian: Int64(number)),
                        ]))
                expected.append([
                    ByteSlice(bigEndian: number), ByteSlice(utf8: "row \(number)"), ByteSlice(bigEndian: Int64(number)),
                ])
            }
            try client.executeAll(executions)
            client.close()
            store.kill()
            _ = try store.awaitExit()
            (store, client) = try start(folder)
            let rows = try client.query("SELECT b, c, f FROM k.t WHERE a = 1 ORDER BY b ASC")
            #expect(rows.rows == expected)
        }
        let described = try client.query("DESCRIBE TABLE k.t")
        let text = described.rows.first?.last.flatMap { $0?.utf8Text } ?? ""
        #expect(text.contains("e frozen<place>") && text.contains("comment = 'kept'") && text.contains("(b DESC)"))
        _ = try client.query("DROP KEYSPACE k")
        store.kill()
        _ = try store.awaitExit()
        (store, client) = try start(folder)
        #expect(throws: CQLClientError.self) { try client.query("SELECT * FROM k.t") }
        store.terminate()
        #expect(try store.awaitExit() == 0)
    }

    /// Pages put together are the whole answer, whatever their size, and a damaged paging state is refused.
    @Test func pagesMakeUpTheWholeAnswer() throws {
        let folder = try TemporaryFolder()
        let (store, client) = try start(folder)
        _ = try client.query("CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}")
        _ = try client.query("CREATE TABLE k.t (a int, b int, s text static, PRIMARY KEY (a, b))")
        let insert = try client.prepare("INSERT INTO k.t (a, b) VALUES (?, ?)")
        try client.executeAll(
            (0..<300).map { index in
                CQLExecution(insert, values: [ByteSlice(bigEndian: Int32(index % 7)), ByteSlice(bigEndian: Int32(index))])
            })
        _ = try client.query("INSERT INTO k.t (a, s) VALUES (100, 'alone')")
        for statement in [
            "SELECT * FROM k.t", "SELECT * FROM k.t LIMIT 123", "SELECT * FROM k.t PER PARTITION LIMIT 3",
            "SELECT DISTINCT a FROM k.t", "SELECT * FROM k.t WHERE a IN (1, 2, 100)",
            "SELECT * FROM k.t WHERE b > 20 AND b <= 150 ALLOW FILTERING",
        ] {
            let whole = try client.query(statement).rows
            for size in [1, 2, 7, 100, 1_000] as [Int32] {
                var rows: [[ByteSlice?]] = []
                var state: ByteSlice?
                repeat {
                    let page = try client.query(statement, pageSize: size, pagingState: state)
                    #expect(page.rows.count <= Int(size))
                    rows += page.rows
                    state = page.pagingState
                } while state != nil
                #expect(rows == whole, "\(statement) in pages of \(size)")
            }
        }
        let state = try #require(try client.query("SELECT * FROM k.t", pageSize: 10).pagingState)
        for index in 0..<state.count {
            var bytes = state.array
            bytes[index] ^= 1
            #expect(throws: CQLClientError.self) {
                try client.query("SELECT * FROM k.t", pageSize: 10, pagingState: ByteSlice(bytes))
            }
        }
        store.terminate()
        #expect(try store.awaitExit() == 0)
    }
}
