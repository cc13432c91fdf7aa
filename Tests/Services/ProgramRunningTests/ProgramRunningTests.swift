import Foundation
import ProgramFixtures
import Testing

/// Starts the sample server on a data folder of its own.
private struct Sample {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }
    var data: [String] { ["--data", folder.path + "/data"] }
    func start(_ more: [String] = [], environment: [String: String] = [:]) throws -> TestProgram {
        try TestProgram("sample-server", data + more, environment: environment)
    }
    func run(_ words: [String], environment: [String: String] = [:]) throws -> (status: Int32, output: String, errors: String) {
        try TestProgram.run("sample-server", words, environment: environment)
    }
}

@Suite("What every program does alike")
struct ProgramRunningTests {
    @Test("the first line says ready and where; /healthz, /readyz and /metrics answer; SIGTERM drains and exits 0")
    func lifecycle() throws {
        let program = try Sample().start()
        let ready = try program.awaitReady()
        #expect(program.output.hasPrefix("ready name=world count=1 http=127.0.0.1:"))
        let address = try #require(ready["http"])
        for (path, expected) in [("/healthz", "ok\n"), ("/readyz", "ok\n"), ("/metrics", "process_resident_memory_bytes ")] {
            let answer = try TestHTTP.get(address, path)
            #expect(answer.status == 200 && answer.body.contains(expected), "\(path): \(answer)")
        }
        program.terminate()
        #expect(try program.awaitExit() == 0)
        #expect(program.output.split(separator: "\n").count == 1)
    }

    @Test("a second signal ends it at once with 130; SIGINT alone drains")
    func signals() throws {
        let stuck = try Sample().start(["--set", "sample.drain=never"])
        _ = try stuck.awaitReady()
        stuck.signal(SIGINT)
        try stuck.awaitText("event=program.stopping")
        stuck.signal(SIGINT)
        #expect(try stuck.awaitExit() == 130)
        let willing = try Sample().start()
        _ = try willing.awaitReady()
        willing.signal(SIGINT)
        #expect(try willing.awaitExit() == 0)
    }

    @Test("a part started with SIGINT ignored leaves the terminal's Ctrl-C to its parent")
    func ignoredInterrupt() throws {
        let sample = try Sample()
        let part = try TestProgram("sample-server", sample.data, ignoringInterrupt: true)
        _ = try part.awaitReady()
        part.signal(SIGINT)
        part.terminate()
        #expect(try part.awaitExit() == 0)
        #expect(part.errors.contains("signal=SIGTERM") && !part.errors.contains("SIGINT"))
    }

    @Test("a folder in use and a taken port are 5, and say what to do; a killed holder lets go")
    func takenThings() throws {
        let sample = try Sample()
        let first = try sample.start()
        let ready = try first.awaitReady()
        let second = try sample.run(sample.data)
        #expect(second.status == 5)
        #expect(
            second.errors.contains(
                "is in use by sample-server (process \(first.processID)); stop it, or name another with --data"))
        let other = try Sample()
        let third = try other.run(other.data + ["--http", ready["http"] ?? ""])
        #expect(third.status == 5)
        #expect(third.errors.contains("is taken by another program; stop it, or name another port with --http"))
        first.kill()
        #expect(try first.awaitExit() == 128 + SIGKILL)
        let next = try sample.start()
        _ = try next.awaitReady()
    }

    @Test("another program's or version's data is 4 and untouched")
    func foreignData() throws {
        let sample = try Sample()
        try FileManager.default.createDirectory(atPath: sample.folder.path + "/data", withIntermediateDirectories: true)
        try sample.folder.write("data/millrace.format", "sample-server 2\n")
        let result = try sample.run(sample.data)
        #expect(result.status == 4)
        #expect(result.errors.contains("holds \"sample-server 2\", and this is \"sample-server 1\""))
        #expect(result.output.isEmpty)
    }

    @Test("a failure once it runs ends it with the failure's status, and says why")
    func failure() throws {
        let program = try Sample().start(["--fails"])
        #expect(try program.awaitExit() == 4)
        #expect(program.errors.hasSuffix("sample-server: it failed\n"))
    }

    @Test("flag beats environment beats file beats default")
    func precedence() throws {
        let sample = try Sample()
        let file = try sample.folder.write("a.properties", "sample.name=file\nsample.count=2\nsample.secret=hush\n")
        let environment = ["SAMPLE_SERVER_SAMPLE_COUNT": "3", "SAMPLE_SERVER_SAMPLE_NAME": "environment"]
        let result = try sample.run(
            ["print-config", "--config", file, "--set", "sample.name=flag", "--word", "a", "--word=b"], environment: environment)
        #expect(result.status == 0)
        #expect(result.output.contains("# flag\nsample.name=flag\n"))
        #expect(result.output.contains("# environment\nsample.count=3\n"))
        #expect(result.output.contains("# flag\nsample.words=a,b\n"))
        #expect(result.output.contains("# default\nsample.drain=fast\n"))
        #expect(!result.output.contains("hush"))
    }

    @Test(
        "wrong usage and missing files are 2, bad configuration 5, each with one line that names the remedy",
        arguments: [
            (["--dta", "x"], 2, "unknown option --dta; did you mean --data? (sample-server --help)"),
            (["--data"], 2, "--data needs a value"), (["a", "b", "c"], 2, "takes [NAME...], not a b c"),
            (["--config", "/nonexistent/x"], 2, "cannot read /nonexistent/x: No such file or directory"),
            (["--set", "sample.nam=1"], 5, "unknown key sample.nam; did you mean sample.name?"),
            (["--set", "sample.count=11"], 5, "sample.count=11 is not between 0 and 10"),
            (["--set", "sample.name=nobody"], 5, "sample.name=nobody is nobody"),
            (["check-config", "--set", "sample.name=nobody"], 5, "sample.name=nobody is nobody"),
            (["--http", "nowhere"], 5, "millrace.http.listen=nowhere is not HOST:PORT or none"),
            (["--data", "/proc/nothing"], 5, "cannot make the data folder /proc/nothing"),
        ])
    func refusals(words: [String], status: Int32, message: String) throws {
        let sample = try Sample()
        let result = try sample.run(words.contains("--data") ? words : words + sample.data)
        #expect(result.status == status, "\(result)")
        #expect(result.errors.contains("sample-server: ") && result.errors.contains(message), "\(result)")
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(result.output.isEmpty)
    }

    @Test("check-config, --help and --version print and exit 0, and start nothing")
    func information() throws {
        let sample = try Sample()
        let good = try sample.run(["check-config"])
        #expect(good.status == 0 && good.output == "sample-server: the configuration is good\n")
        let help = try sample.run(["--help"])
        #expect(help.status == 0 && help.output.contains("--http HOST:PORT|none") && help.output.contains("sample.count=1"))
        let version = try sample.run(["--version"])
        #expect(version.status == 0 && version.output.hasPrefix("sample-server "))
    }

    @Test("the operations server can be switched off")
    func noOperations() throws {
        let program = try Sample().start(["--http", "none"])
        #expect(try program.awaitReady() == ["name": "world", "count": "1"])
    }
}
