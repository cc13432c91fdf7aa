import Bytes
import FixtureFiles
import Foundation
import ProgramFixtures
import Testing

/// Plays what Cassandra 5.0.6 was recorded to answer against the store. The expected answers are in
/// Tests/Fixtures/cql-oracle; `replay` there compares.
@Suite struct OracleReplayTests {
    /// Steps of the recorded tier 1 that must agree. It only goes up.
    static let agreeingStepsMin = 7_330

    @Test func tierOneAgrees() throws {
        let folder = try TemporaryFolder()
        try unpackScenarios(to: folder)
        let store = try TestProgram(
            "millrace-store", ["--data", folder.path + "/data", "--listen", "127.0.0.1:0", "--http", "none"])
        let address = try #require(try store.awaitReady()["cql"])
        let port = try #require(address.split(separator: ":").last.map(String.init))
        let replay = FixtureFiles.folder.appendingPathComponent("cql-oracle/replay").path
        let output = try run(
            "/usr/bin/env", ["python3", replay, "--port", port, "--tier", "1", "--dir", folder.path, "--show", "1000"])
        let last = try #require(output.split(separator: "\n").last)
        let passed = try #require(last.split(separator: " ").first.flatMap { Int($0) })
        #expect(passed >= Self.agreeingStepsMin, "\(output.suffix(4000))")
        #expect(store.isRunning)
        store.terminate()
        #expect(try store.awaitExit() == 0)
    }

    private func unpackScenarios(to folder: TemporaryFolder) throws {
        let target = folder.path + "/scenarios"
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        for name in ["describe", "dml", "functions", "index", "literals", "lwt", "prepared", "schema", "select", "system"] {
            let bytes = try FixtureFiles.bytes("cql-oracle/scenarios/\(name).jsonl.gz")
            try Data(bytes.array).write(to: URL(fileURLWithPath: "\(target)/\(name).jsonl"))
        }
    }

    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
