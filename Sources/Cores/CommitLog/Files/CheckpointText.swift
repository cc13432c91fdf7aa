import Bytes

/// The text form of all of Kafka's checkpoint files: a line `0` (the version), a line with the number of entries, and a
/// line for each. The count makes a torn file visible.
enum CheckpointText {
    static func encode(_ lines: [String]) -> ByteSlice {
        ByteSlice(utf8: (["0", "\(lines.count)"] + lines).map { $0 + "\n" }.joined())
    }

    /// The entries' lines.
    /// - Throws: ``DecodeError`` `.badText`, `.badValue` for another version, `.badLength` when lines are missing or left.
    static func decode(_ bytes: ByteSlice) throws(DecodeError) -> [Substring] {
        guard let text = bytes.utf8Text else { throw DecodeError(.badText, at: 0) }
        let lines = text.split(separator: "\n")
        guard lines.count >= 2, lines[0] == "0" else { throw DecodeError(.badValue, at: 0) }
        guard let count = Int(lines[1]), count == lines.count - 2 else { throw DecodeError(.badLength, at: 2) }
        return Array(lines.dropFirst(2))
    }
}
