import FixtureFiles
import Foundation
import Testing

@Suite("Nothing dead")
struct DeadFileTests {
    @Test("every folder of sources is a room of the package table")
    func foldersAreRooms() throws {
        let table = try ProjectText.text("Package.swift")
        for layer in try FileManager.default.contentsOfDirectory(atPath: FixtureFiles.packageFolder.path + "/Sources") {
            let folder = FixtureFiles.packageFolder.appendingPathComponent("Sources/\(layer)").path
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
                #expect(table.contains("\"\(name)\"") || table.contains("\"\(name)/"), "Sources/\(layer)/\(name) is in no target")
            }
        }
    }

    @Test("no file promises work for later")
    func noPromises() throws {
        let promise = /\b(TODO|FIXME|XXX)\b|fatalError\("not implemented/
        for file in try ProjectText.swiftFiles(under: "Sources") {
            for (number, line) in file.lines.enumerated() {
                #expect(!line.contains(promise), "\(file.path):\(number + 1): \(line)")
            }
        }
    }

    @Test("scripts name no folder of one machine")
    func noLocalPaths() throws {
        for name in ["run", "test", "Scripts/setup.sh", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
            let text = (try? ProjectText.text(name)) ?? ""
            #expect(!text.contains("/root/") && !text.contains("/home/"), "\(name)")
        }
    }
}
