import Foundation
import Testing

/// Ratchets: what exceeds a limit today is listed in `ratchet.txt` with its size; it may shrink, nothing may join it.
@Suite("Sizes")
struct SizeTests {
    static let fileLinesMax = 500
    static let functionLinesMax = 70

    struct Function {
        var name: String
        var line: Int
        var lines: Int
    }

    /// Functions by indentation: from a line that declares one to the line that closes it at the same depth.
    static func functions(in file: ProjectText.File) -> [Function] {
        let declaration = /^(\s*)[\w@() ]*\b(func (\S+?)[<(]|init[?<(]|subscript\()/
        var found: [Function] = []
        for (number, line) in file.lines.enumerated() {
            guard let match = try? declaration.firstMatch(in: String(line)), !line.hasSuffix("}") else { continue }
            let closing = match.1 + "}"
            guard let end = file.lines[(number + 1)...].firstIndex(where: { $0 == closing }) else { continue }
            found.append(Function(name: match.3.map(String.init) ?? "init", line: number + 1, lines: end - number + 1))
        }
        return found
    }

    /// Allowed excess: `path` or `path:function` to lines.
    static func ratchet() throws -> [String: Int] {
        var allowed: [String: Int] = [:]
        for line in try ProjectText.text("Tests/Tidy/ratchet.txt").split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ")
            if parts.count == 2, let lines = Int(parts[0]) { allowed[String(parts[1])] = lines }
        }
        return allowed
    }

    @Test("files and functions stay within their limits")
    func sizes() throws {
        let allowed = try Self.ratchet()
        var used: Set<String> = []
        for folder in ["Sources", "Tests"] {
            for file in try ProjectText.swiftFiles(under: folder) where !file.isGenerated {
                if file.lines.count > Self.fileLinesMax {
                    used.insert(file.path)
                    #expect(
                        file.lines.count <= allowed[file.path] ?? Self.fileLinesMax, "\(file.path) has \(file.lines.count) lines")
                }
                for function in Self.functions(in: file) where function.lines > Self.functionLinesMax {
                    let key = "\(file.path):\(function.name)"
                    used.insert(key)
                    #expect(
                        function.lines <= allowed[key] ?? Self.functionLinesMax,
                        "\(key) (line \(function.line)) has \(function.lines) lines")
                }
            }
        }
        let stale = Set(allowed.keys).subtracting(used).subtracting(["test-lines-percent"]).sorted()
        #expect(stale.isEmpty, "in ratchet.txt, but within the limits: \(stale)")
    }

    @Test("test lines are at least two thirds of source lines")
    func testLines() throws {
        func count(_ folder: String) throws -> Int {
            try ProjectText.swiftFiles(under: folder).filter { !$0.isGenerated }.reduce(0) { $0 + $1.lines.count }
        }
        let sources = try count("Sources")
        let tests = try count("Tests")
        print("» \(tests) test lines to \(sources) source lines")
        let floor = try Self.ratchet()["test-lines-percent"] ?? 67
        #expect(tests * 100 >= sources * floor)
    }
}
