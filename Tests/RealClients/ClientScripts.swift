import FixtureFiles
import Foundation
import ProgramFixtures

/// Runs the scripts of `Tests/RealClients/clients`, which drive real clients and end with the line `all seen`.
enum ClientScripts {
    /// The Python with the clients of Tests/requirements.txt, when `./test` has set it up.
    static let python = ProcessInfo.processInfo.environment["MILLRACE_PYTHON"]

    static var folder: String { FixtureFiles.packageFolder.path + "/Tests/RealClients/clients" }

    static func has(_ program: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    /// Runs a script to its end.
    ///
    /// - Throws: ``TestProgramFailure`` with all it said, unless it ended with `all seen`.
    static func run(_ command: [String], seconds: Double = 180) throws {
        let script = try TestProgram("/usr/bin/env", command, workingFolder: folder)
        script.closeInput()
        let status = try script.awaitExit(seconds: seconds)
        guard status == 0, script.output.hasSuffix("all seen\n") else {
            throw TestProgramFailure(
                description:
                    "\(command.joined(separator: " ")) ended with \(status):\n\(script.output)\n\(script.errors.suffix(4000))")
        }
    }
}
