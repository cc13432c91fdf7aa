/// Writes what is made of many messages at once: the table of APIs, the error codes, the choices of stored records.
enum TableEmitter {
    /// `ApiKey`'s constants and the table of every API.
    static func apiTable(_ requests: [Message]) -> String {
        let sorted = requests.sorted { ($0.key ?? 0) < ($1.key ?? 0) }
        var out = SourceWriter()
        out.line(SourceWriter.notice)
        out.block("extension ApiKey") { out in
            for request in sorted {
                out.line("public static let \(apiName(request)) = ApiKey(rawValue: \(request.key ?? 0))")
            }
            out.line()
            out.line("/// Every API of the schemas, ascending by key.")
            out.line("static let schemas: [ApiSchema] = [")
            out.indented { out in
                for request in sorted {
                    guard let range = request.versions.range else { continue }
                    let stable = request.newestIsUnstable ? range.upperBound - 1 : range.upperBound
                    let flexible = request.flexible.range.map { "\($0.lowerBound)" } ?? "nil"
                    out.line(
                        "ApiSchema(key: .\(apiName(request)), name: \"\(request.name.dropLast("Request".count))\", "
                            + "versions: \(range.lowerBound)...\(range.upperBound), newestStable: \(stable), "
                            + "firstFlexibleVersion: \(flexible), isForClients: \(request.listeners.contains("broker"))),")
                }
            }
            out.line("]")
        }
        return out.text
    }

    private static func apiName(_ request: Message) -> String {
        SwiftTypes.memberName(String(request.name.dropLast("Request".count)))
    }

    /// One case per key of an internal topic.
    static func coordinatorKeys(_ schema: Schema) -> String {
        let keys = schema.messages.filter { $0.kind == .coordinatorKey }
        let name = "\(schema.name.dropFirst("Stored".count))Key"
        var out = SourceWriter()
        out.line(SourceWriter.notice)
        out.line("public import Bytes")
        out.line()
        out.line("/// The key of any record of the topic.")
        out.block("public enum \(name): Equatable, Sendable") { out in
            for key in keys { out.line("case \(caseName(key, dropping: "Key"))(\(key.name))") }
            out.line("/// A type that this release does not know: readers pass over it.")
            out.line("case unknown(recordType: Int16)")
            out.line()
            out.line("/// Reads a record's key.")
            out.block("public init(from slice: ByteSlice) throws(DecodeError)") { out in
                out.line("var reader = ByteReader(slice)")
                out.line("let recordType = try reader.integer(Int16.self)")
                out.line("switch recordType {")
                for key in keys {
                    let value = "try \(key.name)(from: &reader, version: 0)"
                    out.line("case \(key.key ?? 0): self = .\(caseName(key, dropping: "Key"))(\(value))")
                }
                out.line("default: self = .unknown(recordType: recordType)")
                out.line("}")
            }
            out.line()
            out.line("/// The key itself; nil for a type that this release does not know.")
            out.block("public var key: (any CoordinatorKey)?") { out in
                out.line("switch self {")
                for key in keys { out.line("case .\(caseName(key, dropping: "Key"))(let key): key") }
                out.line("case .unknown: nil")
                out.line("}")
            }
        }
        return out.text
    }

    /// One case per record type of `__cluster_metadata`.
    static func metadataRecords(_ schema: Schema) -> String {
        var out = SourceWriter()
        out.line(SourceWriter.notice)
        out.line("import Bytes")
        out.line()
        out.line("/// Any record of `__cluster_metadata`.")
        out.block("public enum AnyMetadataRecord: Equatable, Sendable") { out in
            for record in schema.messages { out.line("case \(caseName(record, dropping: "Record"))(\(record.name))") }
            out.line("/// A type that this release does not know.")
            out.line("case unknown(recordType: Int16)")
            out.line()
            out.line("init(recordType: Int16, version: Int16, from reader: inout ByteReader) throws(DecodeError) {")
            out.indented { out in
                out.line("switch recordType {")
                for record in schema.messages {
                    let value = "try \(record.name)(from: &reader, version: version)"
                    out.line("case \(record.key ?? 0): self = .\(caseName(record, dropping: "Record"))(\(value))")
                }
                out.line("default: self = .unknown(recordType: recordType)")
                out.line("}")
            }
            out.line("}")
            out.line()
            out.line("/// The record itself; nil for a type that this release does not know.")
            out.block("public var record: (any MetadataRecord)?") { out in
                out.line("switch self {")
                for record in schema.messages {
                    out.line("case .\(caseName(record, dropping: "Record"))(let record): record")
                }
                out.line("case .unknown: nil")
                out.line("}")
            }
        }
        return out.text
    }

    private static func caseName(_ message: Message, dropping suffix: String) -> String {
        SwiftTypes.memberName(message.name.hasSuffix(suffix) ? String(message.name.dropLast(suffix.count)) : message.name)
    }

    /// `ConfigDefinition`s from lines of scope, name, type, default, broker synonym, read only, sensitive.
    static func configDefinitions(_ table: String) -> String {
        var out = SourceWriter()
        out.line(SourceWriter.notice)
        out.block("extension ConfigDefinition") { out in
            out.line("/// Kafka 4.3's settings.")
            out.line("static let all: [ConfigDefinition] = [")
            out.indented { out in
                for line in table.split(separator: "\n").dropFirst() {
                    let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                    let scope = SwiftTypes.memberName(ofConstant: cells[0].split(separator: "-").joined(separator: "_"))
                    let value = cells[3] == "null" ? "nil" : cells[3] == "(empty)" ? "\"\"" : "\"\(cells[3])\""
                    let synonym = cells[4] == "-" ? "nil" : "\"\(cells[4])\""
                    out.line(
                        "ConfigDefinition(scope: .\(scope), name: \"\(cells[1])\", type: .\(cells[2]), defaultValue: \(value), "
                            + "brokerSynonym: \(synonym), isReadOnly: \(cells[5]), isSensitive: \(cells[6])),")
                }
            }
            out.line("]")
        }
        return out.text
    }

    /// `KafkaErrorCode` from lines of code, name, retriable.
    static func errorCodes(_ table: String) -> String {
        let rows = table.split(separator: "\n").dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        var out = SourceWriter()
        out.line(SourceWriter.notice)
        out.line("/// Kafka's error codes, by the names of its protocol guide. A code this table lacks keeps its number.")
        out.block("public struct KafkaErrorCode: RawRepresentable, Hashable, Sendable, Error") { out in
            out.line("public let rawValue: Int16")
            out.line("public init(rawValue: Int16) { self.rawValue = rawValue }")
            out.line()
            for row in rows {
                let name = SwiftTypes.memberName(ofConstant: row[1])
                out.line("public static let \(name) = KafkaErrorCode(rawValue: \(row[0]))")
            }
        }
        out.line()
        out.block("extension KafkaErrorCode: CustomStringConvertible") { out in
            out.line("/// The name in the protocol guide, or the number.")
            out.block("public var description: String") { out in
                out.line("switch rawValue {")
                for row in rows { out.line("case \(row[0]): \"\(row[1])\"") }
                out.line("default: \"ERROR_\\(rawValue)\"")
                out.line("}")
            }
            out.line()
            out.line("/// Whether a client may try the same request again.")
            out.block("public var isRetriable: Bool") { out in
                out.line("switch rawValue {")
                out.line("case \(rows.filter { $0[2] == "yes" }.map { String($0[0]) }.joined(separator: ", ")): true")
                out.line("default: false")
                out.line("}")
            }
        }
        return out.text
    }
}
