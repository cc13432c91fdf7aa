import Foundation

/// Writes the Swift types of Kafka's messages from the notation in Schemas/.
@main
struct ProtocolGenerator {
    static let usage = """
        Usage: protocol-generator [--schemas FOLDER] [--sources FOLDER]
        Reads the notation in Schemas/ and writes the generated files below Sources/ (or the folders given).
        """

    static func main() {
        var folders = ["--schemas": "Schemas", "--sources": "Sources"]
        var arguments = CommandLine.arguments.dropFirst()
        while let flag = arguments.popFirst() {
            guard folders[flag] != nil, let folder = arguments.popFirst() else { stop(usage, status: flag == "--help" ? 0 : 2) }
            folders[flag] = folder
        }
        do {
            let files = try generate(URL(fileURLWithPath: folders["--schemas"] ?? ""))
            try write(files, to: URL(fileURLWithPath: folders["--sources"] ?? ""))
        } catch {
            stop("protocol-generator: \(error)", status: 1)
        }
    }

    static func stop(_ message: String, status: Int32) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(status)
    }

    /// The text of every generated file by its path below Sources/.
    static func generate(_ folder: URL) throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        var files: [String: String] = [:]
        var requests: [Message] = []
        for name in names where name.hasSuffix(".txt") {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let schema = try SchemaParser.parse(text, file: name, name: String(name.dropLast(4)))
            let isStored = schema.name.hasPrefix("Stored")
            let target = isStored ? "StoredRecords/Generated" : "KafkaProtocol/Generated/\(schema.name)"
            for message in schema.messages {
                files["Codecs/\(target)/\(message.name).swift"] = MessageEmitter.source(of: message)
            }
            requests += schema.messages.filter { $0.kind == .request }
            if schema.messages.contains(where: { $0.kind == .coordinatorKey }) {
                files["Codecs/\(target)/\(schema.name.dropFirst(6))Key.swift"] = TableEmitter.coordinatorKeys(schema)
            }
            if schema.messages.contains(where: { $0.kind == .metadata }) {
                files["Codecs/\(target)/AnyMetadataRecord.swift"] = TableEmitter.metadataRecords(schema)
            }
        }
        files["Codecs/KafkaProtocol/Frames/ApiKey+Schemas.swift"] = TableEmitter.apiTable(requests)
        let errors = try String(contentsOf: folder.appendingPathComponent("kafka-errors.tsv"), encoding: .utf8)
        files["Foundations/Identifiers/KafkaErrorCode.swift"] = TableEmitter.errorCodes(errors)
        let configs = try String(contentsOf: folder.appendingPathComponent("kafka-configs.tsv"), encoding: .utf8)
        files["Cores/BrokerCore/Configs/ConfigDefinition+Table.swift"] = TableEmitter.configDefinitions(configs)
        return files
    }

    /// Writes what differs from what is there, so that an unchanged file is not compiled again, and removes generated
    /// files of messages that are gone.
    static func write(_ files: [String: String], to folder: URL) throws {
        let manager = FileManager.default
        for (path, text) in files {
            let file = folder.appendingPathComponent(path)
            if let old = try? String(contentsOf: file, encoding: .utf8), old == text { continue }
            try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        for root in ["Codecs/KafkaProtocol/Generated", "Codecs/StoredRecords/Generated"] {
            let base = folder.appendingPathComponent(root)
            for path in manager.enumerator(atPath: base.path) ?? NSEnumerator() {
                guard let path = path as? String, path.hasSuffix(".swift"), files["\(root)/\(path)"] == nil else { continue }
                try manager.removeItem(at: base.appendingPathComponent(path))
            }
        }
    }
}
