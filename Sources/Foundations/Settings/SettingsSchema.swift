/// Every key a program knows.
public struct SettingsSchema: Sendable {
    public let definitions: [SettingDefinition]
    private let exact: [String: Int]
    private let patterns: [Int]

    /// - Precondition: no key occurs twice, and every default is a value its key takes.
    public init(_ definitions: [SettingDefinition]) {
        self.definitions = definitions
        var exact: [String: Int] = [:]
        var patterns: [Int] = []
        for (index, definition) in definitions.enumerated() {
            if definition.isPattern {
                patterns.append(index)
            } else {
                precondition(exact.updateValue(index, forKey: definition.key) == nil, "\(definition.key) is defined twice")
            }
            if let value = definition.defaultValue {
                precondition(definition.objection(to: value) == nil, "the default of \(definition.key) is refused")
            }
        }
        self.exact = exact
        self.patterns = patterns
    }

    /// This schema and `other`'s keys.
    public func adding(_ other: [SettingDefinition]) -> SettingsSchema { SettingsSchema(definitions + other) }

    /// What is known of `key`, nil when it is unknown.
    public func definition(of key: String) -> SettingDefinition? {
        if let index = exact[key] { return definitions[index] }
        return patterns.lazy.map { definitions[$0] }.first { $0.matches(key) }
    }

    /// The known key that looks most like `key`; nil when none is near enough to be meant.
    public func nearestKey(to key: String) -> String? { nearest(to: key, among: definitions.map(\.key)) }
}

/// The candidate with the fewest edits from `word`, nil when more than a third of it (at least three letters) differs.
public func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased().utf8.prefix(editLengthMax))
    let limit = max(3, letters.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
        let distance = editDistance(letters, Array(candidate.lowercased().utf8.prefix(editLengthMax)))
        if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
}

/// Longer words are compared by their beginning: the work grows with the square.
private let editLengthMax = 200

/// Levenshtein's distance: insertions, removals and replacements that turn `a` into `b`.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var previous = Array(0...b.count)
    var current = previous
    for (i, letter) in a.enumerated() {
        current[0] = i + 1
        for (j, other) in b.enumerated() {
            current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (letter == other ? 0 : 1))
        }
        swap(&previous, &current)
    }
    return previous[b.count]
}
