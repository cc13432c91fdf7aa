import Bytes
import CQLClient
import Foundation
import ProgramFixtures
import Testing

/// A store with a table, and an API over it.
private final class APIBench {
    let folder: TemporaryFolder
    let store: TestProgram
    let client: CQLClient
    let storeAddress: String
    private(set) var api: TestProgram?

    init() throws {
        folder = try TemporaryFolder()
        store = try TestProgram(
            "millrace-store", ["--data", folder.path + "/store", "--listen", "127.0.0.1:0", "--http", "none"])
        storeAddress = try #require(try store.awaitReady()["cql"])
        let port = try #require(storeAddress.split(separator: ":").last.flatMap { UInt16($0) })
        client = CQLClient(.init(host: "127.0.0.1", port: port))
    }

    func run(_ statements: String...) throws { for statement in statements { _ = try client.query(statement) } }

    /// Makes `k.t` with `count` rows of partition `a` and one of partition `b`.
    func makeTable(rows count: Int) throws {
        try run(
            "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
            "CREATE TABLE k.t (p text, c int, v text, PRIMARY KEY (p, c))", "INSERT INTO k.t (p, c, v) VALUES ('b', 1, 'other')")
        let insert = try client.prepare("INSERT INTO k.t (p, c, v) VALUES ('a', ?, ?)")
        try client.executeAll(
            (0..<count).map { CQLExecution(insert, values: [ByteSlice(bigEndianInt32($0)), ByteSlice(utf8: "v\($0)")]) })
    }

    func start(_ endpoints: String, _ words: [String] = []) throws -> String {
        let file = try folder.write("endpoints.json", "{\"endpoints\": [\(endpoints)]}")
        let program = try TestProgram(
            "millrace-api",
            ["--endpoints", file, "--store", storeAddress, "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0"] + words)
        api = program
        return try #require(try program.awaitReady()["api"])
    }
}

private func bigEndianInt32(_ number: Int) -> [UInt8] { withUnsafeBytes(of: Int32(number).bigEndian) { Array($0) } }

@Suite("API server over a store")
struct StoreBackedTests {
    @Test("parameters come from the URL, typed by the statement; one that is missing or wrong is 400 and says which")
    func parameters() throws {
        let bench = try APIBench()
        try bench.makeTable(rows: 3)
        let api = try bench.start(
            #"{"path": "/a", "query": "SELECT c, v FROM k.t WHERE p = :p AND c >= :least", "order": ["c desc"]}"#)
        let answer = try TestHTTP.get(api, "/a?p=a&least=1")
        #expect(answer.body == #"[{"c":2,"v":"v2"},{"c":1,"v":"v1"}]"#, "\(answer)")
        #expect(answer.headers["content-type"] == "application/json")
        let injected = try TestHTTP.get(api, "/a?p=a%27%20OR%20%27&least=1")
        #expect(injected.status == 200 && injected.body == "[]")
        let missing = try TestHTTP.get(api, "/a?p=a")
        #expect(missing.status == 400 && missing.body.contains("the parameter least is missing"))
        let wrong = try TestHTTP.get(api, "/a?p=a&least=x")
        #expect(wrong.status == 400 && wrong.headers["content-type"] == "application/problem+json")
    }

    @Test("a table that is missing, then empty, then filled is told as such, and the statement is prepared anew")
    func missingAndEmpty() throws {
        let bench = try APIBench()
        let api = try bench.start(
            #"{"path": "/plain", "query": "SELECT c FROM k.t"}, {"path": "/old", "query": "SELECT c FROM k.t", "#
                + #""when_empty": {"status": 503, "error": "nothing yet"}}"#)
        let missing = try TestHTTP.get(api, "/old")
        #expect(missing.status == 503 && missing.body.hasPrefix("{\"error\":\"nothing yet: "), "\(missing)")
        #expect(try TestHTTP.get(api, "/plain").body.contains("\"title\":\"The table is missing\""))
        try bench.run(
            "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
            "CREATE TABLE k.t (c int PRIMARY KEY)")
        #expect(try TestHTTP.get(api, "/old").body == "{\"error\":\"nothing yet\"}\n")
        #expect(try TestHTTP.get(api, "/plain").body == "[]")
        try bench.run("INSERT INTO k.t (c) VALUES (5)")
        #expect(try TestHTTP.get(api, "/old").body == #"[{"c":5}]"#)
        try bench.run("DROP TABLE k.t")
        #expect(try TestHTTP.get(api, "/old").status == 503)
    }

    @Test("all pages are read up to the limit; an answer that was cut says so; an unchanged one is 304 by its ETag")
    func pagesAndLimits() throws {
        let bench = try APIBench()
        try bench.makeTable(rows: 7_000)
        let api = try bench.start(
            #"{"path": "/all", "query": "SELECT c FROM k.t"}, {"path": "/csv", "query": "SELECT c, v FROM k.t", "as": "csv", "#
                + #""order": ["c"], "limit": 2}"#, ["--set", "millrace.api.rows.max=6000"])
        let all = try TestHTTP.get(api, "/all")
        #expect(all.body.split(separator: ",").count == 6_000)
        #expect(all.headers["millrace-rows-cut"] == "at 6000")
        let csv = try TestHTTP.get(api, "/csv")
        #expect(csv.body.split(separator: "\r\n").first == "c,v" && csv.headers["content-type"] == "text/csv; charset=utf-8")
        let tag = try #require(csv.headers["etag"])
        let again = try TestHTTP.get(api, "/csv", headers: ["If-None-Match: \(tag)"])
        #expect(again.status == 304 && again.body.isEmpty)
    }

    @Test("live rows: all at first, then what changes and what goes")
    func live() throws {
        let bench = try APIBench()
        try bench.makeTable(rows: 1)
        let api = try bench.start(#"{"path": "/live", "query": "SELECT c, v FROM k.t", "as": "sse", "refresh_s": 1}"#)
        let reader = try TestHTTP.Stream(api, "/live")
        let first = try reader.read(until: "{\"c\":1,\"v\":\"other\"}\n\n", "{\"c\":0,\"v\":\"v0\"}\n\n")
        #expect(first.contains("Content-Type: text/event-stream") && first.contains("id: 1\nevent: row\ndata: {"))
        try bench.run("INSERT INTO k.t (p, c, v) VALUES ('a', 0, 'new')", "DELETE FROM k.t WHERE p = 'b'")
        let next = try reader.read(
            until: "event: row\ndata: {\"c\":0,\"v\":\"new\"}", "event: gone\ndata: {\"c\":0,\"v\":\"v0\"}",
            "event: gone\ndata: {\"c\":1,\"v\":\"other\"}")
        #expect(next.contains("id: 5\n"))
    }

    @Test("while the store is away every path says so, /readyz too; it comes back by itself")
    func storeAway() throws {
        let bench = try APIBench()
        try bench.makeTable(rows: 1)
        let api = try bench.start(
            #"{"path": "/a", "query": "SELECT c FROM k.t WHERE p = 'b'", "when_unavailable": {"status": 503, "error": "away"}}"#)
        let operations = try #require(try bench.api?.awaitReady()["http"])
        #expect(try TestHTTP.get(api, "/a").body == #"[{"c":1}]"#)
        #expect(try TestHTTP.get(operations, "/readyz").status == 200)
        bench.store.kill()
        try bench.store.awaitExit()
        let away = try TestHTTP.get(api, "/a")
        #expect(away.status == 503 && away.body.hasPrefix("{\"error\":\"away: "), "\(away)")
        #expect(try TestHTTP.get(operations, "/readyz").status == 503)
        let next = try TestProgram(
            "millrace-store", ["--data", bench.folder.path + "/store", "--listen", bench.storeAddress, "--http", "none"])
        _ = try next.awaitReady()
        #expect(try TestHTTP.get(api, "/a").body == #"[{"c":1}]"#)
        #expect(try TestHTTP.get(operations, "/readyz").status == 200)
        #expect(try TestHTTP.get(api, "/v1/tables").body.contains(#"{"keyspace":"k","table":"t"}"#))
    }
}
