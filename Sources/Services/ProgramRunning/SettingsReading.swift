import Glibc
import Settings

/// Settings from the command line, the environment and a file.
enum SettingsReading {
    static func settings(
        for program: ProgramDescription, _ request: CommandLineRequest
    ) throws(ProgramFailure) -> Settings {
        var settings = Settings(program.schema)
        do throws(SettingsError) {
            for assignment in request.assignments { try settings.merge(assignment: assignment, from: .flag) }
            // `millrace` shares its prefix with the variables of all the others.
            let isShared = program.environmentPrefix == "MILLRACE_"
            try settings.merge(environment: environment(), prefix: program.environmentPrefix, refusingUnknown: !isShared)
        } catch {
            throw .configuration("\(error)")
        }
        guard let file = request.configurationFile else { return settings }
        guard let text = DataFolder.contents(of: file) else {
            throw .usage("cannot read \(file): \(String(cString: strerror(errno)))")
        }
        do throws(SettingsError) {
            try settings.merge(fileText: text, name: file)
        } catch {
            throw .configuration("\(error)")
        }
        return settings
    }

    /// `key=value` lines that `--config` takes again; where each came from stands in a comment above.
    static func printed(_ settings: Settings) -> String {
        settings.entries.map { entry in
            "# \(entry.origin)\n" + (entry.isSecret ? "# \(entry.key) is secret\n" : "\(entry.key)=\(entry.value)\n")
        }.joined()
    }

    private static func environment() -> [String: String] {
        var variables: [String: String] = [:]
        var cursor = environ
        while let entry = cursor.pointee {
            let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            cursor += 1
        }
        return variables
    }
}
