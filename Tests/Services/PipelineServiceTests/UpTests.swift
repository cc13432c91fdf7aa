import Bytes
import FixtureFiles
import Foundation
import ProgramFixtures
import Testing

/// `millrace up` on the main example, with free ports.
struct UpBench {
    let folder: TemporaryFolder
    let example = FixtureFiles.packageFolder.appendingPathComponent("Examples/meetup-rsvp").path

    init() throws { folder = try TemporaryFolder() }

    var data: String { folder.path + "/data" }

    func start(_ words: [String]) throws -> TestProgram { try TestProgram("millrace", ["up", example, "--free-ports"] + words) }

    /// Rows of `/api/data` by their key parts.
    static func rows(_ address: String) throws -> [String: Int] {
        let answer = try TestHTTP.get(address, "/api/data")
        let parsed = try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
        guard let rows = parsed as? [[String: Any]] else { return [:] }
        var counts: [String: Int] = [:]
        for row in rows {
            let parts = ["venue_name", "lon", "lat", "group_city"].map { row[$0] as? String ?? "?" }
            counts[parts.joined(separator: "|")] = row["count"] as? Int ?? -1
        }
        return counts
    }

    /// Polls until the condition holds: there is no event to wait for across processes.
    static func eventually(seconds: Double = 30, _ what: String, _ condition: () throws -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while true {
            if (try? condition()) == true { return }
            guard Date() < deadline else { throw TestProgramFailure(description: "not within \(seconds) s: \(what)") }
            usleep(50_000)
        }
    }
}

private func rsvp(_ venue: String?, _ lon: String, _ lat: String, _ city: String, response: String = "yes") -> String {
    let place = venue.map { "\"venue\":{\"venue_name\":\($0),\"lon\":\(lon),\"lat\":\(lat)}," } ?? ""
    return "{\(place)\"response\":\"\(response)\",\"group\":{\"group_city\":\(city)}}"
}

@Suite("millrace up", .serialized)
struct UpTests {
    private let lines = [
        rsvp("\"A\"", "1e-05", "-0.10", "\"X\""), rsvp("\"A\"", "1e-05", "-0.10", "\"X\""),
        rsvp("\"A\"", "0.00001", "-0.10", "\"X\""),
        rsvp("\"B\"", "12.345678901234567", "0", "\"Y\""), rsvp("\"B\"", "1", "0", "\"Y\"", response: "no"),
        rsvp(nil, "0", "0", "\"Y\""), "", rsvp("\"C\"", "null", "0", "\"Y\""), rsvp("\"\"", "0", "0", "\"Y\""), "{cut",
        rsvp("\"<b>&amp;\"", "0", "0", "\"Z\""),
    ]

    /// Counted by hand from `lines`.
    private let expected = [
        "A|1e-05|-0.10|X": 2, "A|0.00001|-0.10|X": 1, "B|12.345678901234567|0|Y": 1, "<b>&amp;|0|0|Z": 1,
    ]

    @Test(
        "--once prints the top venues with ties by name, the dead letters by reason, time and memory, and leaves nothing behind")
    func once() throws {
        let bench = try UpBench()
        let input = try bench.folder.write("in.jsonl", lines.joined(separator: "\n"))
        let program = try bench.start(["--input", input, "--once"])
        #expect(try program.awaitExit() == 0, "\(program.errors)")
        let output = program.output.split(separator: "\n").map(String.init)
        #expect(output.first?.hasPrefix("ready broker.kafka=127.0.0.1:") == true)
        let venues = output.drop { !$0.hasPrefix("Venue") }.dropFirst().prefix(4).map {
            $0.split(separator: " ").map(String.init)
        }
        #expect(Array(venues) == [["A", "X", "2"], ["<b>&amp;", "Z", "1"], ["A", "X", "1"], ["B", "Y", "1"]])
        #expect(output.contains("dead letters: 3"))
        #expect(output.contains { $0.hasPrefix("input: delivered 10 records") && $0.contains("1 blank not sent") })
        #expect(output.last?.hasPrefix("complete in ") == true && output.last?.contains("MB (sum of Pss)") == true)
        #expect(program.errors.contains("part") && program.errors.contains("Kafka clients"))
    }

    @Test("results are served, survive a stop and the death of every part; a dead letter is shown and sent again")
    func keepsResults() throws {
        let bench = try UpBench()
        let input = try bench.folder.write("in.jsonl", lines.joined(separator: "\n"))
        let first = try bench.start(["--input", input, "--data", bench.data])
        let ready = try first.awaitReady()
        let api = try #require(ready["api.api"])
        let store = try #require(ready["store.cql"])
        let broker = try #require(ready["broker.kafka"])
        try UpBench.eventually("the counts of the file") { try UpBench.rows(api) == expected }
        let page = try TestHTTP.get(api, "/api/top_venues")
        #expect(page.status == 200 && page.body.contains("&lt;b&gt;&amp;amp;") && !page.body.contains("<b>&"))
        let live = try TestHTTP.read(api, "/api/live", until: "\"count\":2}")
        #expect(live.contains("event: row\ndata: {"))

        let letters = try TestProgram.run("millrace", ["dead-letters", "list", "--store", store])
        #expect(letters.status == 0 && letters.output.contains("venue_counts  meetup_topic"), "\(letters)")
        let key = ["venue_counts", "meetup_topic", "0", "8"]
        let shown = try TestProgram.run("millrace", ["dead-letters", "show", "--store", store] + key)
        #expect(shown.output.hasSuffix("\n\n{cut\n"), "\(shown)")
        let replayed = try TestProgram.run("millrace", ["dead-letters", "replay", "--store", store, "--broker", broker] + key)
        #expect(replayed.status == 0, "\(replayed)")
        try UpBench.eventually("the letter comes back") {
            try TestProgram.run("millrace", ["dead-letters", "list", "--store", store]).output.contains(
                "meetup_topic          0      10")
        }
        let topic = try TestProgram.run("millrace", ["topic", "describe", "meetup_topic", "--broker", broker])
        #expect(topic.output.contains("retention.bytes") && topic.output.contains("11"), "\(topic)")
        #expect(try TestProgram.run("millrace", ["group", "list", "--broker", broker]).output.contains("meetup-rsvp"))

        first.signal(SIGINT)
        #expect(try first.awaitExit() == 0, "\(first.errors)")
        let again = try bench.start(["--input", "/dev/null", "--data", bench.data])
        let next = try #require(try again.awaitReady()["api.api"])
        #expect(again.errors.contains("holds data of an earlier run"))
        try UpBench.eventually("the counts of before") { try UpBench.rows(next) == expected }
        let inUse = try TestProgram.run("millrace", ["up", bench.example, "--free-ports", "--data", bench.data])
        #expect(inUse.status == 5 && inUse.errors.contains("is in use by millrace-broker"), "\(inUse)")

        for part in ["processor", "store", "broker", "api"] {
            let killed = try TestProgram.run(
                "/usr/bin/env", ["pkill", "-9", "-P", "\(again.processID)", "-f", "millrace-\(part) "])
            #expect(killed.status == 0, "\(part)")
            try again.awaitText("\(part) ended with 137")
        }
        try UpBench.eventually("the counts after all parts died") { try UpBench.rows(next) == expected }
        again.terminate()
        #expect(try again.awaitExit() == 0, "\(again.errors)")
    }

    @Test("a taken port is 5, a missing file 2, a statement that makes no sense 5, and nothing is left half started")
    func refusals() throws {
        let bench = try UpBench()
        let holder = try TestProgram("sample-server", ["--data", bench.folder.path + "/s"])
        let taken = try #require(try holder.awaitReady()["http"])
        let words = ["--set", "broker.listen=\(taken)", "--data", bench.data]
        let refused = try TestProgram.run("millrace", ["up", bench.example, "--free-ports"] + words)
        #expect(refused.status == 5 && refused.errors.contains("\(taken) is taken by another program"), "\(refused)")
        #expect(refused.errors.contains("--free-ports takes free ones") && refused.output.isEmpty)
        #expect(try TestProgram.run("millrace", ["up", bench.example, "--input", "/nonexistent"]).status == 2)
        #expect(try TestProgram.run("millrace", ["up", "/nonexistent"]).status == 2)
        #expect(try TestProgram.run("millrace", ["up", bench.example, "--set", "brker.x=1"]).status == 5)
        #expect(try TestProgram.run("millrace", ["tpic", "list"]).errors.contains("did you mean millrace topic list?"))
        #expect(try TestProgram.run("millrace", ["topic", "list", "--broker", "127.0.0.1:1"]).status == 3)
        try bench.folder.write("pipeline.sql", "SELEC 1;")
        let bad = try TestProgram.run("millrace", ["up", bench.folder.path, "--free-ports", "--once"])
        #expect(bad.status == 5 && bad.errors.contains("pipeline.sql:1:1"), "\(bad)")
    }

    @Test(
        "a real capture's counts equal those counted here, row for row", .enabled(if: FixtureFiles.captures != nil),
        arguments: ["meetup-rsvp-2017-03-19.jsonl.gz", "meetup-rsvp-2017-03-19-dirty.jsonl.gz"])
    func capture(name: String) throws {
        let file = try #require(FixtureFiles.captures).appendingPathComponent(name)
        let text = try FixtureFiles.bytes(at: file).utf8Text ?? ""
        var counts: [String: Int] = [:]
        var broken = 0
        let place = /"venue":\{"venue_name":"(?:[^"\\]|\\.)*","lon":([^,]*),"lat":([^,]*),/
        for line in text.split(separator: "\n") {
            guard let record = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                broken += 1
                continue
            }
            guard record["response"] as? String == "yes", let venue = record["venue"] as? [String: Any],
                let group = record["group"] as? [String: Any], let numbers = line.firstMatch(of: place)
            else { continue }
            let city = group["group_city"] as? String ?? "?"
            counts["\(venue["venue_name"] as? String ?? "?")|\(numbers.1)|\(numbers.2)|\(city)", default: 0] += 1
        }
        let program = try UpBench().start(["--input", file.path])
        let api = try #require(try program.awaitReady()["api.api"])
        try UpBench.eventually("the counts of the capture") { try UpBench.rows(api) == counts }
        program.terminate()
        #expect(try program.awaitExit() == 0)
        let once = try UpBench().start(["--input", file.path, "--once"])
        #expect(try once.awaitExit() == 0)
        #expect(once.output.contains("dead letters: \(broken)\n"), "\(once.output)")
    }
}
