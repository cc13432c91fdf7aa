/// A setting's text, read as its type says.
public enum ConfigValue: Equatable, Sendable {
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    case text(String)
    case list([String])
}

/// Why a value is refused, in Kafka's words.
public struct ConfigObjection: Error, Equatable, Sendable {
    public let message: String

    public init(_ message: String) { self.message = message }

    static func invalid(_ value: String, _ name: String, _ reason: String) -> ConfigObjection {
        ConfigObjection("Invalid value \(value) for configuration \(name): \(reason)")
    }
}

extension ConfigDefinition {
    /// Reads `text` as this setting's value. Space around it does not count.
    /// - Throws: ``ConfigObjection`` for text of another type or outside the setting's rule.
    public func value(of text: String) throws(ConfigObjection) -> ConfigValue {
        let trimmed = Self.trimmed(text)
        let value: ConfigValue
        switch type {
        case .boolean:
            switch trimmed.lowercased() {
            case "true": value = .boolean(true)
            case "false": value = .boolean(false)
            default: throw .invalid(text, name, "Expected value to be either true or false")
            }
        case .int: value = .integer(Int64(try integer(trimmed, Int32.self)))
        case .short: value = .integer(Int64(try integer(trimmed, Int16.self)))
        case .long: value = .integer(try integer(trimmed, Int64.self))
        case .double:
            guard let number = Double(trimmed), !number.isNaN else {
                throw .invalid(trimmed, name, "Not a number of type DOUBLE")
            }
            value = .double(number)
        case .string, .class, .password: value = .text(trimmed)
        case .list: value = .list(Self.items(trimmed))
        }
        if let rule = scope == .topic ? ConfigRule.ofTopic(name) : nil {
            if case .list(let items) = value {
                if let (part, reason) = rule.objection(toList: items, of: name) { throw .invalid(part, name, reason) }
            } else if let reason = rule.objection(to: value) {
                throw .invalid(trimmed, name, reason)
            }
        }
        return value
    }

    private func integer<T: FixedWidthInteger>(_ text: String, _: T.Type) throws(ConfigObjection) -> T {
        guard let number = T(text) else { throw .invalid(text, name, "Not a number of type \(self.type.text)") }
        return number
    }

    /// The items of a list's text: commas between them, no space around them.
    static func items(_ text: String) -> [String] {
        text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false).map { trimmed(String($0)) }
    }

    static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
