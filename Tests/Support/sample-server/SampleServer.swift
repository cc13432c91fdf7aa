import Glibc
import ProgramRunning
import Settings
import Threads

/// The least program that keeps every rule of ProgramRunning, for its tests.
@main
enum SampleServer {
    static func main() {
        let schema = SettingsSchema([
            SettingDefinition("data.folder", .string, default: "", doc: "data folder"),
            SettingDefinition("sample.name", .string, default: "world", doc: "a name"),
            SettingDefinition("sample.count", .integer, default: "1", range: 0...10, doc: "a count"),
            SettingDefinition("sample.words", .list, default: "", doc: "words"),
            SettingDefinition("sample.secret", .string, secret: true, doc: "a secret"),
            SettingDefinition("sample.fails", .boolean, default: "false", doc: "fails once it runs"),
            SettingDefinition("sample.drain", .choice(["fast", "never"]), default: "fast", doc: "how it drains"),
        ])
        let program = ProgramDescription(
            name: "sample-server", summary: "keeps the rules", schema: schema,
            flags: [
                .init("--data", "FOLDER", key: "data.folder"), .init("--fails", nil, key: "sample.fails"),
                .init("--word", "WORD", key: "sample.words", repeatable: true),
            ],
            operands: "[NAME...]", operandCount: 0...2, dataFolderKey: "data.folder", operationsAddress: "127.0.0.1:0",
            check: { settings, _ throws(ProgramFailure) in
                if settings.string("sample.name") == "nobody" { throw .configuration("sample.name=nobody is nobody") }
            })
        ProgramRunner.run(program) { context throws(ProgramFailure) in
            if context.settings.boolean("sample.fails") { context.fail(.damaged("it failed")) }
            return Running(context)
        }
    }

    final class Running: RunningProgram {
        private let context: ProgramContext
        init(_ context: ProgramContext) { self.context = context }
        var readyFields: [(name: String, value: String)] {
            [("name", context.settings.string("sample.name")), ("count", "\(context.settings.int("sample.count"))")]
        }
        var unreadyReason: String? { nil }
        func drain() {
            if context.settings.string("sample.drain") == "never" { Latch().wait() }
        }
    }
}
