import Foundation
import ProgramFixtures
import Testing

@Suite("Cassandra's clients, unmodified", .serialized)
struct CassandraClientTests {
    private let folder: TemporaryFolder
    private let store: TestProgram
    private let address: String

    init() throws {
        folder = try TemporaryFolder()
        store = try TestProgram("millrace-store", ["--data", folder.path, "--listen", "127.0.0.1:0", "--http", "none"])
        address = try store.awaitReady()["cql"] ?? ""
    }

    @Test(
        "the DataStax driver: prepared, asynchronous, pages, batches, mapper",
        .enabled(if: ClientScripts.python != nil, "MILLRACE_PYTHON is not set"),
        arguments: [["4"], ["5"], ["4", "lz4"], ["5", "lz4"]])
    func driver(options: [String]) throws {
        try ClientScripts.run([ClientScripts.python ?? "", "datastax.py", address] + options)
    }

    @Test(
        "cqlsh: DESCRIBE, USE, SELECT, COPY, SOURCE, PAGING, EXPAND",
        .enabled(if: ClientScripts.python != nil, "MILLRACE_PYTHON is not set"))
    func cqlsh() throws {
        let python = URL(fileURLWithPath: ClientScripts.python ?? "")
        try ClientScripts.run(["./cqlsh.sh", python.deletingLastPathComponent().appendingPathComponent("cqlsh").path, address])
    }
}
