import APIService
import Bytes
import Foundation
import ProgramFixtures
import Telemetry
import Testing

@Suite("API server without a store")
struct APIServerTests {
    private let endpoints = """
        {"endpoints": [
          {"path": "/legacy", "query": "SELECT * FROM k.t", "when_unavailable": {"status": 503, "error": "the store is away"}},
          {"path": "/page", "query": "SELECT * FROM k.t", "as": "html", "title": "A page"}
        ]}
        """

    @Test("an unreachable store is a legacy answer where one is asked for, and a problem of RFC 9457 elsewhere; / leads to all")
    func unreachable() throws {
        var configuration = APIServer.Configuration()
        configuration.port = 0
        configuration.storePort = 1
        configuration.endpoints = try EndpointFile(.init(utf8: endpoints), name: "x").endpoints
        let server = try APIServer(configuration, metrics: MetricsRegistry())
        defer { server.stop() }
        let address = "127.0.0.1:\(server.port)"
        let legacy = try TestHTTP.get(address, "/legacy")
        #expect(legacy.status == 503 && legacy.body.hasPrefix("{\"error\":\"the store is away"))
        let page = try TestHTTP.get(address, "/page")
        #expect(page.status == 503 && page.headers["content-type"] == "application/problem+json")
        #expect(page.body.contains("\"title\":\"The store cannot be reached\""))
        let index = try TestHTTP.get(address, "/")
        #expect(index.status == 200 && index.body.contains("href=\"/page\"") && index.body.contains("A page"))
        #expect(index.headers["content-security-policy"]?.contains("default-src 'none'") == true)
        #expect(try TestHTTP.get(address, "/assets/millrace.js").headers["content-type"] == "text/javascript; charset=utf-8")
        #expect(try TestHTTP.get(address, "/v1/tables").status == 503)
        #expect(try TestHTTP.get(address, "/nothing").status == 404)
    }

    @Test("a missing endpoint file is 2, a bad one and a taken port 5, an unreachable store 3")
    func exits() throws {
        let folder = try TemporaryFolder()
        let bad = try folder.write("bad.json", "{\"endpoints\": [{}]}")
        func run(_ words: [String]) throws -> (status: Int32, output: String, errors: String) {
            try TestProgram.run("millrace-api", ["--http", "none", "--listen", "127.0.0.1:0", "--store", "127.0.0.1:1"] + words)
        }
        #expect(try run(["--endpoints", "/nonexistent/x.json"]).status == 2)
        let refused = try run(["--endpoints", bad])
        #expect(refused.status == 5 && refused.errors.contains("bad.json: endpoint 1: path must begin with /"))
        let unreachable = try run(["--set", "connect.timeout=200 ms"])
        #expect(unreachable.status == 3 && unreachable.errors.contains("no store at 127.0.0.1:1 within 200 ms"), "\(unreachable)")
        var configuration = APIServer.Configuration()
        configuration.port = 0
        let holder = try APIServer(configuration, metrics: MetricsRegistry())
        defer { holder.stop() }
        let taken = try run(["--listen", "127.0.0.1:\(holder.port)"])
        #expect(taken.status == 5 && taken.errors.contains("is taken by another program"))
    }
}
