/// What is wrong with a schema, and where.
struct SchemaError: Error, CustomStringConvertible {
    var file: String
    var line: Int
    var problem: String

    var description: String { "\(file):\(line): \(problem)" }
}

/// Reads the notation that stands on top of each file in Schemas/.
struct SchemaParser {
    private let file: String
    private var line = 0
    private var messages: [Message] = []
    /// Structs that enclose the next line, outermost first; the empty name is the message itself.
    private var open: [String] = []

    private init(file: String) { self.file = file }

    static func parse(_ text: String, file: String, name: String) throws(SchemaError) -> Schema {
        var parser = SchemaParser(file: file)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            parser.line += 1
            let indent = line.prefix { $0 == " " }.count
            let words = line.split(separator: " ").map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            guard indent.isMultiple(of: 2) else { throw parser.error("odd indentation") }
            if indent == 0 {
                try parser.beginMessage(words)
            } else {
                try parser.addLine(words, depth: indent / 2)
            }
        }
        for message in parser.messages { try parser.check(message) }
        return Schema(name: name, messages: parser.messages)
    }

    private func error(_ problem: String) -> SchemaError { SchemaError(file: file, line: line, problem: problem) }

    private mutating func beginMessage(_ words: [String]) throws(SchemaError) {
        guard words.count >= 7, words[3] == "versions", words[5] == "flexible" else {
            throw error("a message is: KIND KEY Name versions V flexible V")
        }
        guard let kind = Message.Kind(rawValue: words[0]) else { throw error("unknown kind \(words[0])") }
        var message = Message(
            kind: kind, key: Int(words[1]), name: words[2], versions: try versions(words[4]), flexible: try versions(words[6]),
            root: Structure(name: words[2]))
        guard message.versions.range.map({ $0.upperBound < VersionSet.everLater }) ?? false else {
            throw error("a message's versions must end")
        }
        var rest = words.dropFirst(7)
        while let word = rest.popFirst() {
            switch word {
            case "listeners": message.listeners = (rest.popFirst() ?? "").split(separator: ",").map(String.init)
            case "unstable-latest": message.newestIsUnstable = true
            default: throw error("unknown word \(word)")
            }
        }
        messages.append(message)
        open = [""]
    }

    private func versions(_ text: String) throws(SchemaError) -> VersionSet {
        guard let set = VersionSet(text) else { throw error("\(text) is no version set") }
        return set
    }

    private mutating func addLine(_ words: [String], depth: Int) throws(SchemaError) {
        guard !messages.isEmpty, depth <= open.count else { throw error("nothing to belong to") }
        open.removeLast(open.count - depth)
        let last = messages.count - 1
        if words[0] == "struct" {
            guard words.count == 3 else { throw error("a struct is: struct Name V") }
            if messages[last].structure(named: words[1]) == nil {
                messages[last].structures.append(Structure(name: words[1]))
            }
            open.append(words[1])
            return
        }
        let field = try parseField(words)
        let owner = open[depth - 1]
        if owner.isEmpty {
            messages[last].root.fields.append(field)
        } else if let index = messages[last].structures.firstIndex(where: { $0.name == owner }) {
            messages[last].structures[index].fields.append(field)
        } else {
            throw error("\(owner) is no struct")
        }
        if let name = field.type.structureName, messages[last].structure(named: name) == nil {
            messages[last].structures.append(Structure(name: name))
        }
        open.append(field.type.structureName ?? "?")
    }

    private func parseField(_ words: [String]) throws(SchemaError) -> Field {
        guard words.count >= 3 else { throw error("a field is: Name TYPE V") }
        var field = Field(name: words[0], type: FieldType(words[1]), versions: try versions(words[2]))
        var rest = words.dropFirst(3)
        while let word = rest.popFirst() {
            switch word {
            case "key": break
            case "ignorable": field.isIgnorable = true
            case "null": field.nullable = try versions(rest.popFirst() ?? "")
            case "default": field.defaultText = rest.popFirst()
            case "entity": field.entity = rest.popFirst()
            case "tag":
                let parts = (rest.popFirst() ?? "").split(separator: "@")
                guard parts.count == 2, let number = Int(parts[0]) else { throw error("a tag is: N@V") }
                field.tag = (number, try versions(String(parts[1])))
            default: throw error("unknown word \(word)")
            }
        }
        if let entity = field.entity, SwiftTypes.identifier(entity, for: field.type.element ?? field.type) == nil {
            throw error("entity \(entity) does not fit \(words[1])")
        }
        return field
    }

    private func check(_ message: Message) throws(SchemaError) {
        for structure in message.structures where structure.fields.isEmpty {
            throw SchemaError(file: file, line: line, problem: "\(message.name).\(structure.name) has no fields")
        }
    }
}
