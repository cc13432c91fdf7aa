extension Settings {
    /// Takes the `key=value` lines of a file. Blank lines and lines that begin with `#` or `!` are comments.
    ///
    /// - Parameter name: the file's name, for messages.
    /// - Throws: ``SettingsError`` naming file and line.
    public mutating func merge(fileText text: String, name: String) throws(SettingsError) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = SettingValue.trimmed(line)
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("!") { continue }
            do throws(SettingsError) {
                try merge(assignment: line, from: .file)
            } catch {
                throw SettingsError("\(name):\(index + 1): \(error)")
            }
        }
    }

    /// Takes one `key=value`.
    public mutating func merge(assignment: String, from origin: Origin) throws(SettingsError) {
        guard let equals = assignment.firstIndex(of: "="), equals != assignment.startIndex else {
            throw SettingsError("\(assignment) is not key=value")
        }
        let key = SettingValue.trimmed(assignment[..<equals])
        let value = SettingValue.trimmed(assignment[assignment.index(after: equals)...])
        try set(key, value, from: origin)
    }

    /// Takes the environment variables that begin with `prefix`: `MILLRACE_BROKER_LOG_RETENTION_MS` sets `log.retention.ms`
    /// under the prefix `MILLRACE_BROKER_`.
    ///
    /// - Parameter refusingUnknown: false where others' variables share the prefix.
    public mutating func merge(
        environment: [String: String], prefix: String, refusingUnknown: Bool = true
    ) throws(SettingsError) {
        var keys: [String: String] = [:]
        for definition in schema.definitions where !definition.isPattern {
            keys[Settings.variable(for: definition.key, prefix: prefix)] = definition.key
        }
        for (variable, value) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix(prefix) {
            if let key = keys[variable] {
                do throws(SettingsError) {
                    try set(key, value, from: .environment)
                } catch {
                    throw SettingsError("environment variable \(variable): \(error)")
                }
            } else if refusingUnknown {
                let near = nearest(to: variable, among: Array(keys.keys))
                throw SettingsError("unknown environment variable \(variable)" + (near.map { "; did you mean \($0)?" } ?? ""))
            }
        }
    }

    /// The environment variable that sets `key`: upper case, everything but letters and digits as `_`.
    public static func variable(for key: String, prefix: String) -> String {
        prefix + String(key.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
