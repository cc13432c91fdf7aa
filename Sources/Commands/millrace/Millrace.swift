import Glibc
import PipelineService
import ProgramRunning
import Settings
import Telemetry

/// The command for people: runs pipelines, and looks into topics, groups, queries and dead letters.
@main
enum Millrace {
    static func main() {
        let words = CommandLine.arguments.dropFirst().drop { $0 == "check-config" || $0 == "print-config" }
        for command in commands where words.starts(with: command.subcommand) { command.run() }
        let isHelp = words.first == "--help" || words.first == "-h"
        if words.first == "--version" {
            StandardStreams.write("millrace \(millraceVersion)\n", to: STDOUT_FILENO)
            exit(0)
        }
        StandardStreams.write(usage(Array(words.prefix(2)), isHelp: isHelp), to: isHelp ? STDOUT_FILENO : STDERR_FILENO)
        exit(isHelp ? 0 : 2)
    }

    private static func usage(_ words: [String], isHelp: Bool) -> String {
        let names = commands.map { $0.subcommand.joined(separator: " ") }
        var text = ""
        if !isHelp, !words.isEmpty {
            let word = words.joined(separator: " ")
            let near = nearest(to: word, among: names).map { "; did you mean millrace \($0)?" } ?? ""
            text += "millrace: unknown command \(word)\(near)\n"
        }
        text += "usage: millrace COMMAND [options]\n\n"
        let width = names.map(\.count).max() ?? 0
        for command in commands {
            let name = command.subcommand.joined(separator: " ")
            text += "  \(name)\(String(repeating: " ", count: width - name.count))  \(command.summary)\n"
        }
        return text + "\nmillrace COMMAND --help tells its options.\n"
    }

    static let commands: [PeopleCommand] = [
        PeopleCommand(
            ["up"], "runs every part of a pipeline folder", operands: "FOLDER", operandCount: 1...1,
            settings: UpSettings.definitions,
            flags: [
                .init("--input", "FILE|-", key: "up.input"), .init("--data", "FOLDER", key: "up.data"),
                .init("--once", nil, key: "up.once"), .init("--free-ports", nil, key: "up.free.ports"),
            ]
        ) { context throws(PipelineFailure) in
            let run = PipelineRun(
                .init(folder: context.arguments[0], settings: context.settings, programs: programsFolder()),
                isEnding: { context.isEnding })
            try run.run()
        },
        .query(["topic", "list"], "topics with their partitions and records") { request throws(PipelineFailure) in
            try ClusterCommands.listTopics(brokers: request.brokers)
        },
        .query(["topic", "describe"], "a topic's partitions and settings", operands: "NAME", 1) {
            request throws(PipelineFailure) in
            try ClusterCommands.describeTopic(request.arguments[0], brokers: request.brokers)
        },
        .query(["group", "list"], "consumer groups with their lag") { request throws(PipelineFailure) in
            try ClusterCommands.listGroups(brokers: request.brokers)
        },
        .query(["group", "describe"], "a group's offsets, lag and members", operands: "NAME", 1) {
            request throws(PipelineFailure) in
            try ClusterCommands.describeGroup(request.arguments[0], brokers: request.brokers)
        },
        .query(["table", "apply"], "runs a file of CQL statements against the store", operands: "FILE", 1) {
            request throws(PipelineFailure) in
            try TableCommands.apply(request.arguments[0], store: try request.address("store"))
        },
        .query(["query", "list"], "what the processor has done") { request throws(PipelineFailure) in
            try QueryCommands.list(processor: try request.address("processor"))
        },
        .query(["dead-letters", "list"], "records that a query could not use") { request throws(PipelineFailure) in
            try DeadLetterCommands.list(store: try request.address("store"))
        },
        .query(["dead-letters", "show"], "one of them", operands: "QUERY TOPIC PARTITION OFFSET", 4) {
            request throws(PipelineFailure) in
            try DeadLetterCommands.show(try request.deadLetter(), store: try request.address("store"))
        },
        .query(["dead-letters", "replay"], "publishes one of them again", operands: "QUERY TOPIC PARTITION OFFSET", 4) {
            request throws(PipelineFailure) in
            try DeadLetterCommands.replay(
                try request.deadLetter(), store: try request.address("store"), brokers: request.brokers)
        },
    ]

    /// The other programs stand beside this one.
    private static func programsFolder() -> String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &path, path.count - 1)
        guard length > 0 else { return "." }
        let text = String(decoding: path[0..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.lastIndex(of: "/").map { String(text[..<$0]) } ?? "."
    }
}
