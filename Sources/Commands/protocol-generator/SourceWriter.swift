/// Collects lines of Swift at the current indentation.
struct SourceWriter {
    private(set) var text = ""
    private var depth = 0

    /// What stands on top of every generated file.
    static let notice = """
        // Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
        // swift-format-ignore-file

        """

    mutating func line(_ line: String = "") {
        if line.isEmpty {
            text += "\n"
        } else {
            text += String(repeating: "    ", count: depth) + line + "\n"
        }
    }

    /// Writes `head {`, the body one step further in, and `}`.
    mutating func block(_ head: String, _ body: (inout SourceWriter) -> Void) {
        line(head + " {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    /// Writes lines one step further in.
    mutating func indented(_ body: (inout SourceWriter) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }
}
