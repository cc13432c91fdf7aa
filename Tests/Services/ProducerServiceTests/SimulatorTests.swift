import Bytes
import Foundation
import ProducerService
import ProgramFixtures
import Testing

@Suite("Meetup simulator")
struct SimulatorTests {
    private func object(_ record: ByteSlice) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(record.array))) as? [String: Any]
    }

    @Test("equal seeds give equal records; the stream has the shares its settings ask for and the shape of the capture")
    func shape() throws {
        let simulator = MeetupSimulator(SimulatorSettings())
        let count = 10_000
        var yes = 0
        var withVenue = 0
        var broken = 0
        var venues: [String: Int] = [:]
        var ids: [Int: Int] = [:]
        for number in 0..<count {
            let record = simulator.record(number, nowMs: 1_700_000_000_000)
            guard let rsvp = object(record), let group = rsvp["group"] as? [String: Any] else {
                broken += 1
                continue
            }
            // The names of the capture's records, in meetup-rsvp-2017-03-19.jsonl.
            #expect(
                Set(rsvp.keys).subtracting(["venue"]) == [
                    "visibility", "response", "guests", "member", "rsvp_id", "mtime", "event", "group",
                ])
            #expect(group["group_topics"] is [Any] && group["group_lat"] is Double)
            if rsvp["response"] as? String == "yes" { yes += 1 }
            if let venue = rsvp["venue"] as? [String: Any], let name = venue["venue_name"] as? String {
                withVenue += 1
                venues[name, default: 0] += 1
            }
            ids[rsvp["rsvp_id"] as? Int ?? 0, default: 0] += 1
        }
        #expect((1...30).contains(broken))
        #expect((6_300...7_500).contains(yes) && (7_600...8_400).contains(withVenue))
        #expect(ids.values.contains { $0 > 1 } && ids.count > 8_000)
        // Skew: the busiest tenth of the venues has more than a third of the records.
        let busiest = venues.values.sorted(by: >).prefix(venues.count / 10).reduce(0, +)
        #expect(busiest * 3 > withVenue)
        let again = MeetupSimulator(SimulatorSettings())
        for number in [0, 17, 9_999] {
            #expect(again.record(number, nowMs: 5) == MeetupSimulator(SimulatorSettings()).record(number, nowMs: 5))
        }
        var other = SimulatorSettings()
        other.seed = 2
        #expect(MeetupSimulator(other).record(0, nowMs: 5) != again.record(0, nowMs: 5))
    }

    @Test("a run goes on where the last one stopped")
    func resumes() throws {
        let bench = try ProducerBench()
        let settings = try bench.folder.write("simulator.json", #"{"seed": 3, "records_per_second": 0, "broken_share": 0}"#)
        let words = ["--simulate", settings, "--position", bench.folder.path + "/position"]
        #expect(try bench.run(words + ["--records", "5"]).status == 0)
        #expect(try bench.run(words + ["--records", "5"]).status == 0)
        func identity(_ text: String) -> String {
            String(text.prefix(upTo: text.range(of: "\"mtime\"")?.lowerBound ?? text.startIndex))
        }
        let file = try SimulatorSettings(ByteSlice(utf8: #"{"seed": 3, "broken_share": 0}"#), name: "x")
        let simulator = MeetupSimulator(file)
        let expected = (0..<10).map { identity(simulator.record($0, nowMs: 0).utf8Text ?? "") }
        #expect(try bench.values().map(identity) == expected)
    }

    @Test(
        "settings that make no sense are refused by name",
        arguments: ["[]", "{", #"{"sed": 1}"#, #"{"yes_share": 2}"#, #"{"venues": 0}"#, #"{"seed": -1}"#, #"{"skew": "x"}"#])
    func refused(text: String) {
        #expect(throws: ProducerFailure.self) { try SimulatorSettings(ByteSlice(utf8: text), name: "simulator.json") }
    }
}
