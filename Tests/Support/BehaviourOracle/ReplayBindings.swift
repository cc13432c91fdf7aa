import Foundation
public import KafkaSchemas

/// The values that placeholders of a scenario stand for: `<member:1>` is what the first answer with it held.
public struct ReplayBindings: Sendable {
    private var values: [String: JSONValue] = [:]

    public init() {}

    /// Placeholders that stand for any value.
    private static let wild: Set<String> = [
        "<ts>", "<host>", "<port>", "<cluster>", "<dir>", "<bytes>", "<client-host>", "<all>", "<any>", "<hmac>", "<token-id>",
    ]

    static func isPlaceholder(_ text: String) -> Bool { text.hasPrefix("<") && text.hasSuffix(">") && text.count > 2 }

    /// Whether `actual` may stand where a scenario has `placeholder`; binds it at its first appearance.
    mutating func accepts(_ placeholder: String, _ actual: JSONValue) -> Bool {
        if Self.wild.contains(placeholder) { return true }
        if placeholder == "<nil>" { return actual == .null }
        if let known = values[placeholder] { return known == actual }
        values[placeholder] = actual
        return true
    }

    /// A request with its placeholders filled in.
    public func fill(_ json: JSONValue, nowMs: Int64) -> JSONValue {
        switch json {
        case .string(let text):
            if let value = values[text] { return value }
            if text.hasPrefix("<now"), text.hasSuffix("m>"), let minutes = Int64(text.dropFirst(4).dropLast(2)) {
                return .integer(nowMs + minutes * 60_000)
            }
            return fillInside(text)
        case .array(let items): return .array(items.map { fill($0, nowMs: nowMs) })
        case .object(let members) where members["string_of_len"] != nil:
            let count = Int(members["string_of_len"]?.integer ?? 0)
            return .string(String(repeating: members["of"]?.text ?? "x", count: count))
        case .object(let members): return .object(members.mapValues { fill($0, nowMs: nowMs) })
        default: return json
        }
    }

    /// Placeholders in the middle of a text.
    private func fillInside(_ text: String) -> JSONValue {
        guard text.contains("<") else { return .string(text) }
        var filled = text
        for (placeholder, value) in values {
            if let replacement = value.text { filled = filled.replacingOccurrences(of: placeholder, with: replacement) }
        }
        return .string(filled)
    }
}
