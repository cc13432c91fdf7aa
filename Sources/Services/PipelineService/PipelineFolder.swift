import Bytes
import Glibc

/// A folder that describes a pipeline: `pipeline.sql`, and beside it what else it needs.
struct PipelineFolder {
    let path: String
    let pipeline: String
    /// CQL statements that make the tables, before the processor starts.
    let tables: String?
    let endpoints: String?
    let simulator: String?
    let properties: String?

    /// - Throws: status 2 when the folder or its pipeline is not there.
    init(_ path: String) throws(PipelineFailure) {
        guard TextFile.exists(path) else { throw .usage("no folder \(path)") }
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        func optional(_ name: String) -> String? {
            let file = "\(path)/\(name)"
            return TextFile.exists(file) ? file : nil
        }
        guard let pipeline = optional("pipeline.sql") else { throw .usage("\(path) holds no pipeline.sql") }
        self.path = path
        self.pipeline = pipeline
        tables = optional("tables.cql")
        endpoints = optional("endpoints.json")
        simulator = optional("simulator.json")
        properties = optional("millrace.properties")
    }
}

/// A file of CQL statements.
package enum CQLScript {
    /// The statements, without their semicolons; comments are left out.
    package static func statements(_ text: String) -> [String] {
        var statements: [String] = []
        var current: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        func starts(_ token: StaticString) -> Bool {
            let length = token.utf8CodeUnitCount
            guard at + length <= bytes.count else { return false }
            return (0..<length).allSatisfy { bytes[at + $0] == token.utf8Start[$0] }
        }
        func end(of token: StaticString, from start: Int) -> Int {
            at = start
            while at < bytes.count, !starts(token) { at += 1 }
            return min(at + token.utf8CodeUnitCount, bytes.count)
        }
        func finish() {
            let statement = String(decoding: current, as: UTF8.self)
            if statement.contains(where: { !$0.isWhitespace }) { statements.append(trimmed(statement)) }
            current = []
        }
        while at < bytes.count {
            let start = at
            if starts("--") || starts("//") {
                at = end(of: "\n", from: start)
                current.append(0x0A)
            } else if starts("/*") {
                at = end(of: "*/", from: start + 2)
                current.append(0x20)
            } else if starts(";") {
                finish()
                at = start + 1
            } else if starts("'") {
                at = end(of: "'", from: start + 1)
                current += bytes[start..<at]
            } else if starts("\"") {
                at = end(of: "\"", from: start + 1)
                current += bytes[start..<at]
            } else if starts("$$") {
                at = end(of: "$$", from: start + 2)
                current += bytes[start..<at]
            } else {
                current.append(bytes[start])
                at = start + 1
            }
        }
        finish()
        return statements
    }

    private static func trimmed(_ text: String) -> String {
        let head = text.drop { $0.isWhitespace }
        return String(head.reversed().drop { $0.isWhitespace }.reversed())
    }
}
