import Settings

/// What a command line asks for.
struct CommandLineRequest {
    enum Mode { case run, checkConfiguration, printConfiguration, help, version }
    var mode = Mode.run
    var configurationFile: String?
    /// `key=value` of `--set` and of the program's own options, in order.
    var assignments: [String] = []
    var operands: [String] = []
}

extension CommandLineRequest {
    /// Reads the words after the program's name.
    init(_ words: [String], for program: ProgramDescription) throws(ProgramFailure) {
        var words = words[...]
        var repeated: [String: [String]] = [:]
        switch words.first {
        case "check-config": mode = .checkConfiguration
        case "print-config": mode = .printConfiguration
        default: break
        }
        if mode != .run { words = words.dropFirst() }
        if words.starts(with: program.subcommand) { words = words.dropFirst(program.subcommand.count) }
        var isOption = true
        while let word = words.popFirst() {
            guard isOption, word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            if word == "--" {
                isOption = false
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts[0]
            func value() throws(ProgramFailure) -> String {
                if parts.count == 2 { return parts[1] }
                guard let next = words.popFirst() else { throw .usage("\(name) needs a value (\(program.name) --help)") }
                return next
            }
            switch name {
            case "--help", "-h": mode = .help
            case "--version": mode = .version
            case "--config": configurationFile = try value()
            case "--set": assignments.append(try value())
            case "--http" where program.operationsAddress != nil: assignments.append("millrace.http.listen=\(try value())")
            default:
                guard let flag = program.flags.first(where: { $0.name == name }) else {
                    throw .usage(CommandLineRequest.unknown(name, in: program))
                }
                let text = flag.value == nil ? parts.count == 2 ? parts[1] : "true" : try value()
                if flag.isRepeatable { repeated[flag.key, default: []].append(text) }
                let joined = flag.isRepeatable ? repeated[flag.key, default: []].joined(separator: ",") : text
                assignments.append("\(flag.key)=\(joined)")
            }
        }
        if mode == .help || mode == .version { return }
        guard program.operandCount.contains(operands.count) else {
            let wanted = program.operands.isEmpty ? "takes no arguments" : "takes \(program.operands)"
            throw .usage("\(program.name) \(wanted), not \(operands.joined(separator: " ")) (\(program.name) --help)")
        }
    }

    private static func unknown(_ name: String, in program: ProgramDescription) -> String {
        let known = program.flags.map(\.name) + ["--config", "--set", "--help", "--version", "--http"]
        let near = nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
        return "unknown option \(name)\(near) (\(program.name) --help)"
    }
}

extension ProgramDescription {
    /// What `--help` prints.
    var help: String {
        let command = ([name] + subcommand).joined(separator: " ")
        let checks = subcommand.isEmpty ? " [check-config|print-config]" : ""
        var text = "\(command): \(summary)\n\nusage: \(command)\(checks) [options]"
        text += operands.isEmpty ? "\n\noptions:\n" : " \(operands)\n\noptions:\n"
        var rows: [(String, String)] = flags.map { flag in
            let definition = schema.definition(of: flag.key)
            let fallback = definition?.defaultValue.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
            return ([flag.name, flag.value].compactMap { $0 }.joined(separator: " "), (definition?.doc ?? "") + fallback)
        }
        if let operationsAddress {
            rows.append(("--http HOST:PORT|none", "address of /healthz, /readyz and /metrics (\(operationsAddress))"))
        }
        rows += [
            ("--config FILE", "key=value lines"), ("--set KEY=VALUE", "sets one key"), ("--help", "this text"),
            ("--version", "the version"),
        ]
        let width = (rows.map(\.0.count).max() ?? 0) + 2
        for (left, right) in rows { text += "  \(left)\(String(repeating: " ", count: width - left.count))\(right)\n" }
        text += "\nkeys (--set, --config, or the environment as \(environmentPrefix)...):\n"
        for definition in schema.definitions {
            text += "  \(definition.key)\(definition.defaultValue.map { "=\($0)" } ?? "")\n      \(definition.doc)\n"
        }
        return text
    }
}
