/// A SQL/JSON path of plain steps: `lax $.name`, `$['name']`, `$[0]`. Without a mode it is strict, as in Flink.
public struct JSONPath: Hashable, Sendable {
    public enum Step: Hashable, Sendable {
        case member(String)
        case element(Int)
    }

    /// Whether the path asked for lax mode.
    public var isLax: Bool
    public var steps: [Step]

    /// nil when the path has anything else in it, filters and wildcards for example.
    public init?(_ text: String) {
        var rest = text[...]
        isLax = false
        steps = []
        let mode = rest.drop { $0 == " " }
        if mode.hasPrefix("strict ") {
            rest = mode.dropFirst(7).drop { $0 == " " }
        } else if mode.hasPrefix("lax ") {
            isLax = true
            rest = mode.dropFirst(4).drop { $0 == " " }
        }
        guard rest.first == "$" else { return nil }
        rest = rest.dropFirst()
        while let mark = rest.first {
            rest = rest.dropFirst()
            if mark == "." {
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                guard !name.isEmpty, name.allSatisfy(\.isASCII) else { return nil }
                steps.append(.member(String(name)))
                rest = rest.dropFirst(name.count)
            } else if mark == "[", let end = rest.firstIndex(of: "]") {
                guard let step = JSONPath.bracketed(rest[..<end]) else { return nil }
                steps.append(step)
                rest = rest[rest.index(after: end)...]
            } else {
                return nil
            }
        }
    }

    private static func bracketed(_ text: Substring) -> Step? {
        if text.first == "'", text.last == "'", text.count >= 3 {
            let name = text.dropFirst().dropLast()
            return name.contains("'") || name.contains("\\") || name.contains(",") ? nil : .member(String(name))
        }
        return CalendarTime.digits(text, atMost: 6).map { .element(Int($0)) }
    }
}
