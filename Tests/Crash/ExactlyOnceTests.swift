import FixtureFiles
import Foundation
import ProgramFixtures
import Testing

/// `SplitMix64`, so that a failing run can be repeated by its seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Exactly once", .serialized, .enabled(if: ProcessInfo.processInfo.environment["MILLRACE_PYTHON"] != nil))
struct ExactlyOnceTests {
    static let isLong = ProcessInfo.processInfo.environment["MILLRACE_TEST_ALL"] == "1"
    static var kills: Int { isLong ? 100 : 20 }
    static let recordsPerSecond = 2_000
    static let recordsWanted = 200_000

    /// A capture, or records made from a seed where there is none; the file, and how often to send it.
    static func input(for pipeline: PipelineUnderTest) throws -> (path: String, times: Int) {
        if let captures = FixtureFiles.captures {
            let path = captures.appendingPathComponent("meetup-rsvp-2017-03-19-dirty.jsonl.gz").path
            if FileManager.default.fileExists(atPath: path) { return (path, recordsWanted / 1_542 + 1) }
        }
        let path = "\(pipeline.folder.path)/input.jsonl"
        let made = try pipeline.python("Support/Expected/make_rsvps.py", ["2000", "7", path])
        try #require(made.isGood, "\(made.output)")
        return (path, recordsWanted / 2_000)
    }

    /// The environment of a program whose wall clock is 10 s behind. (libfaketime hides a Swift program's arguments from it.)
    static func clockSetBack(_ pipeline: PipelineUnderTest) throws -> [String: String] {
        let library = "\(pipeline.folder.path)/clock.so"
        let source = FixtureFiles.packageFolder.appendingPathComponent("Tests/Support/Clock/clock_set_back.c").path
        let compiler = try TestProgram("/usr/bin/env", ["clang", "-shared", "-fPIC", "-o", library, source])
        try #require(try compiler.awaitExit() == 0, "\(compiler.errors)")
        return ["LD_PRELOAD": library, "CLOCK_BEHIND_S": "10"]
    }

    @Test("kill -9 of processor, store and broker at random moments, the processor's clock set back half way")
    func randomKills() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("» kills by seed \(seed)")
        var random = SeededGenerator(state: seed)
        let pipeline = try PipelineUnderTest()
        let created = try pipeline.python("Crash/tables.py", ["create", pipeline.storeAddress])
        try #require(created.isGood, "\(created.output)")
        let input = try Self.input(for: pipeline)
        let producer = try TestProgram(
            "millrace-producer",
            [
                "--broker", pipeline.brokerAddress, "--topic", "meetup_topic", "--rate", "\(Self.recordsPerSecond)", "--repeat",
                "\(input.times)", "--progress", "never", input.path,
            ])
        try pipeline.await("the topic", seconds: 30) { (try? pipeline.start(.processor)) != nil }
        var slowest = 0.0
        let spacing = Double(Self.recordsWanted) / Double(Self.recordsPerSecond) / Double(Self.kills + 1)
        for kill in 0..<Self.kills where producer.isRunning {
            Thread.sleep(forTimeInterval: Double.random(in: 0.2...1, using: &random) * spacing)
            if kill == Self.kills / 2 { pipeline.processorEnvironment = try Self.clockSetBack(pipeline) }
            let part = PipelineUnderTest.Part.allCases.randomElement(using: &random) ?? .processor
            let killed = Date()
            try pipeline.killAndRestart(part)
            guard part == .processor, producer.isRunning else { continue }
            try pipeline.await("a row after the processor's kill", seconds: 20) {
                pipeline.metric("millrace_processor_rows_written_total") ?? 0 > 0
            }
            slowest = max(slowest, Date().timeIntervalSince(killed))
        }
        let status = try producer.awaitExit(seconds: 300)
        try #require(status == 0, "seed \(seed): \(producer.errors.suffix(2000))")
        print("» slowest first row after a processor kill: \((slowest * 1000).rounded()) ms")
        let total = Double(try Self.delivered(producer))
        try pipeline.await("all \(total) records applied", seconds: 60) {
            pipeline.metric("millrace_processor_applied_offset") == total
                && pipeline.metric("millrace_processor_outbox_rows") == 0
        }
        let compared = try pipeline.python(
            "Crash/tables.py", ["compare", pipeline.storeAddress, input.path, "\(input.times)"])
        #expect(compared.isGood, "seed \(seed): \(compared.output)")
    }

    /// Records the producer's summary counts.
    static func delivered(_ producer: TestProgram) throws -> Int {
        let text = producer.output + producer.errors
        guard let match = text.firstMatch(of: /delivered ([0-9]+) records/) else {
            throw TestProgramFailure(description: "no summary in: \(text)")
        }
        return Int(match.1) ?? 0
    }
}
