import Bytes
import CQLValues
import FixtureFiles
import Foundation

/// A value of JSON, as far as the oracle's lines need it.
indirect enum JSONValue: Decodable {
    case null, boolean(Bool), number(Double), text(String), array([JSONValue]), object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    subscript(key: String) -> JSONValue? { if case .object(let members) = self { members[key] } else { nil } }
    var text: String? { if case .text(let value) = self { value } else { nil } }
    var array: [JSONValue] { if case .array(let items) = self { items } else { [] } }
    var number: Double? { if case .number(let value) = self { value } else { nil } }

    static func lines(_ fixture: String) throws -> [JSONValue] {
        try FixtureFiles.lines(fixture).map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }
}

/// What the oracle says a statement `INSERT INTO t (k, v) VALUES (n, constant)` does to column `v`.
struct LiteralCase: CustomStringConvertible {
    var type: CQLType
    var constant: CQLConstant
    /// The stored bytes, nil when refused or when any value will do.
    var stored: ByteSlice?
    /// The refusal.
    var message: String?

    var description: String { "\(constant.kind.rawValue) \(constant.text) as \(type)" }
}

/// A bound value and whether Cassandra takes it.
struct BoundCase: CustomStringConvertible {
    var type: CQLType
    var bytes: ByteSlice
    var message: String?
    var isInternal: Bool

    var description: String { "\(bytes) as \(type)" }
}

enum OracleLines {
    /// The type of each column of a CREATE TABLE t statement of the oracle.
    static func columns(_ statement: String) -> [String: CQLType] {
        guard let open = statement.firstIndex(of: "(") else { return [:] }
        var depth = 0
        var parts: [String] = [""]
        for character in statement[statement.index(after: open)...] {
            if character == "<" || character == "(" { depth += 1 }
            if character == ">" || character == ")" { depth -= 1 }
            if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        var columns: [String: CQLType] = [:]
        for part in parts {
            let words = part.trimmingCharacters(in: CharacterSet(charactersIn: " )")).split(separator: " ", maxSplits: 1)
            let written = words.count == 2 ? words[1].replacingOccurrences(of: " PRIMARY KEY", with: "") : ""
            if let type = try? CQLType(parsing: written) { columns[String(words[0])] = type }
        }
        return columns
    }

    /// A constant of the language; nil for what is none (collections, null, what does not parse).
    static func constant(_ text: String) -> CQLConstant? {
        if text.hasPrefix("'"), text.hasSuffix("'"), text.count >= 2 {
            return CQLConstant(.string, text.dropFirst().dropLast().replacingOccurrences(of: "''", with: "'"))
        }
        if text.hasPrefix("$$") { return CQLConstant(.string, String(text.dropFirst(2).dropLast(2))) }
        let forms: [(CQLConstant.Kind, String)] = [
            (.integer, "^-?[0-9]+$"), (.float, "^-?([0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]+)?|[nN][aA][nN]|Infinity)$"),
            (.boolean, "^(?i:true|false)$"), (.uuid, "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
            (.hex, "^0[xX][0-9a-fA-F]*$"), (.duration, "^-?([0-9]+(?i:y|mo|w|d|h|m|s|ms|us|µs|ns))+$|^-?P[-0-9A-Z:]+$"),
        ]
        for (kind, form) in forms where text.range(of: form, options: .regularExpression) != nil {
            return CQLConstant(kind, text)
        }
        return nil
    }

    /// Every constant of the scenarios literals/type-* and literals/wrong-kind-*.
    static func literals() throws -> [LiteralCase] {
        var cases: [LiteralCase] = []
        for scenario in try JSONValue.lines("cql-oracle/scenarios/literals.jsonl.gz") {
            guard scenario["scenario"]?.text?.hasPrefix("literals/") == true else { continue }
            var type: CQLType?
            var pending: [String: LiteralCase] = [:]
            for step in scenario["steps"]?.array ?? [] {
                guard let statement = step["cql"]?.text else { continue }
                if statement.hasPrefix("CREATE TABLE t (") { type = columns(statement)["v"] }
                let insert = "INSERT INTO t (k, v) VALUES ("
                if statement.hasPrefix(insert), let type, let comma = statement.firstIndex(of: ","), comma != statement.endIndex {
                    let inside = statement.dropFirst(insert.count).dropLast()
                    let parts = inside.split(separator: ",", maxSplits: 1)
                    guard parts.count == 2, let number = Int32(parts[0]),
                        let constant = constant(parts[1].trimmingCharacters(in: .whitespaces))
                    else { continue }
                    let error = step["result"]?["error"]
                    if error?["code"]?.text == "0x2000" { continue }
                    let key = [UInt8](ByteSlice(bigEndian: number).array).hex
                    let entry = LiteralCase(type: type, constant: constant, stored: nil, message: error?["message"]?.text)
                    if entry.message == nil { pending[key] = entry } else { cases.append(entry) }
                }
                if statement == "SELECT k, v FROM t" {
                    for row in step["result"]?["rows"]?.array ?? [] {
                        let cells = row.array
                        guard cells.count == 2, let key = cells[0].text, var entry = pending[key] else { continue }
                        entry.stored = cells[1].text.flatMap { ByteSlice(hex: $0) }
                        cases.append(entry)
                    }
                }
            }
        }
        return cases
    }

    /// Every bound value of the scenarios bound/*.
    static func bound() throws -> [BoundCase] {
        var cases: [BoundCase] = []
        for scenario in try JSONValue.lines("cql-oracle/scenarios/literals.jsonl.gz") {
            guard scenario["scenario"]?.text?.hasPrefix("bound/") == true else { continue }
            var types: [String: CQLType] = [:]
            for step in scenario["steps"]?.array ?? [] {
                guard let statement = step["cql"]?.text else { continue }
                if statement.hasPrefix("CREATE TABLE t (") { types = columns(statement) }
                guard statement.hasPrefix("INSERT INTO t (k, "), let hex = step["values"]?.array.first?.text,
                    let bytes = ByteSlice(hex: hex), let close = statement.firstIndex(of: ")"),
                    let type = types[String(statement[..<close].dropFirst("INSERT INTO t (k, ".count))]
                else { continue }
                let error = step["result"]?["error"]
                cases.append(
                    BoundCase(
                        type: type, bytes: bytes, message: error?["message"]?.text,
                        isInternal: error?["code"]?.text == "0x0000"))
            }
        }
        return cases
    }
}
