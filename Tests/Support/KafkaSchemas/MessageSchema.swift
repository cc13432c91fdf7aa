import FixtureFiles
import Foundation

/// A message of Schemas/, read at run time: independent of the generator and of what it writes.
public struct MessageSchema: Sendable {
    /// Versions from which, and up to which, something exists.
    struct Versions {
        var first: Int
        var last: Int

        init(_ text: Substring) {
            if text == "none" {
                (first, last) = (Int.max, Int.min)
            } else if text.hasSuffix("+") {
                (first, last) = (Int(text.dropLast()) ?? 0, Int.max)
            } else {
                let ends = text.split(separator: "-").compactMap { Int($0) }
                (first, last) = (ends.first ?? 0, ends.last ?? 0)
            }
        }

        func contains(_ version: Int) -> Bool { first <= version && version <= last }
    }

    struct Field {
        var name: String
        /// Without the brackets of an array.
        var type: String
        var isArray: Bool
        var versions: Versions
        var nullable = Versions("none")
        var defaultText: String?
        var tag: (number: Int, versions: Versions)?

        func isPresent(_ version: Int) -> Bool { versions.contains(version) && (tag?.versions.contains(version) ?? true) }
    }

    let name: String
    let flexible: Versions
    /// Fields by struct; the message's own under the empty name.
    private(set) var structures: [String: [Field]] = ["": []]

    func isFlexible(_ version: Int) -> Bool { flexible.contains(version) }

    /// All messages of Schemas/ by name.
    public static let all: [String: MessageSchema] = {
        var found: [String: MessageSchema] = [:]
        let folder = FixtureFiles.packageFolder.appendingPathComponent("Schemas")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasSuffix(".txt") {
            let text = (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
            for message in parse(text) { found[message.name] = message }
        }
        return found
    }()

    private static func parse(_ text: String) -> [MessageSchema] {
        var messages: [MessageSchema] = []
        var open: [String] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            let depth = line.prefix { $0 == " " }.count / 2
            if depth == 0 {
                messages.append(MessageSchema(name: String(words[2]), flexible: Versions(words[6])))
                open = [""]
            } else if words[0] == "struct" {
                open = [""]
                open.append(String(words[1]))
            } else {
                open.removeLast(open.count - depth)
                let field = field(words)
                messages[messages.count - 1].structures[open[depth - 1], default: []].append(field)
                open.append(field.type)
            }
        }
        return messages
    }

    private static func field(_ words: [Substring]) -> Field {
        let isArray = words[1].hasPrefix("[]")
        var field = Field(
            name: String(words[0]), type: String(isArray ? words[1].dropFirst(2) : words[1]), isArray: isArray,
            versions: Versions(words[2]))
        var rest = words.dropFirst(3)
        while let word = rest.popFirst() {
            switch word {
            case "null": field.nullable = Versions(rest.popFirst() ?? "none")
            case "default": field.defaultText = rest.popFirst().map(String.init)
            case "entity": _ = rest.popFirst()
            case "tag":
                let parts = (rest.popFirst() ?? "").split(separator: "@")
                if parts.count == 2, let number = Int(parts[0]) { field.tag = (number, Versions(parts[1])) }
            default: break
            }
        }
        return field
    }
}
