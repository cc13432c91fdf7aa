import FixtureFiles
import Foundation
import Testing

/// The checked-in files are what the built generator makes of Schemas/.
@Suite struct GeneratedFilesTests {
    private struct Outcome {
        var status: Int32
        var errors: String
    }

    private func runGenerator(_ arguments: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("protocol-generator")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let errors = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, errors: String(decoding: errors, as: UTF8.self))
    }

    private func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("generated-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private func swiftFiles(_ folder: URL) -> Set<String> {
        var files: Set<String> = []
        for path in FileManager.default.enumerator(atPath: folder.path) ?? NSEnumerator() {
            if let path = path as? String, path.hasSuffix(".swift") { files.insert(path) }
        }
        return files
    }

    @Test func checkedInFilesAreWhatTheGeneratorWrites() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let schemas = FixtureFiles.packageFolder.appendingPathComponent("Schemas").path
        let outcome = try runGenerator(["--schemas", schemas, "--sources", folder.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let sources = FixtureFiles.packageFolder.appendingPathComponent("Sources")
        let written = swiftFiles(folder)
        #expect(written.count > 250)
        for path in written {
            let fresh = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            let checkedIn = try? String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
            #expect(fresh == checkedIn, "\(path) is not what protocol-generator writes: run it and commit")
        }
        for root in ["Codecs/KafkaProtocol/Generated", "Codecs/StoredRecords/Generated"] {
            for path in swiftFiles(sources.appendingPathComponent(root)) {
                #expect(written.contains("\(root)/\(path)"), "\(root)/\(path) is of no schema")
            }
        }
    }

    @Test(arguments: [
        ("request 0 PRequest versions 0-1 flexible", "X.txt:1: a message is: KIND KEY Name versions V flexible V"),
        ("request 0 PRequest versions 0+ flexible none", "X.txt:1: a message's versions must end"),
        (
            "request 0 PRequest versions 0 flexible none\n  A int32 0+ entity topicName",
            "X.txt:2: entity topicName does not fit int32"
        ),
        ("request 0 PRequest versions 0 flexible none\n  A int32 0+ sometimes", "X.txt:2: unknown word sometimes"),
        ("request 0 PRequest versions 0 flexible none\n  A int32 x", "X.txt:2: x is no version set"),
        ("request 0 PRequest versions 0 flexible none\n  A Missing 0", "X.txt:2: PRequest.Missing has no fields"),
        ("request 0 PRequest versions 0 flexible none\n      A int32 0", "X.txt:2: nothing to belong to"),
    ])
    func whatIsWrongWithASchemaIsSaidWithItsLine(text: String, problem: String) throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(text.utf8).write(to: folder.appendingPathComponent("X.txt"))
        let outcome = try runGenerator(["--schemas", folder.path, "--sources", folder.path])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(problem), "\(outcome.errors)")
    }
}
