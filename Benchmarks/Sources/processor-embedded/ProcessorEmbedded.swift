import Bytes
import Foundation
import StreamRuntime
import StreamSQL

/// Records a second of the processor's own layer: JSON text in, net rows and state changes of 100 ms epochs out, one thread.
///
///     swift run -c release --package-path Benchmarks processor-embedded [CAPTURE.jsonl] [RECORDS]
///
/// Without a capture, records of the same shape and size are made, with 900 venues.
@main enum ProcessorEmbedded {
    static let pipeline = """
        CREATE TABLE rsvps (
          venue ROW<venue_name STRING, lon STRING, lat STRING>, response STRING, `group` ROW<group_city STRING>
        ) WITH ('connector' = 'kafka', 'topic' = 'meetup_topic', 'properties.bootstrap.servers' = 'x', 'format' = 'json');
        CREATE TABLE meetup_table (
          venue_name STRING, lon STRING, lat STRING, group_city STRING, `count` BIGINT,
          PRIMARY KEY (venue_name, lon, lat, group_city) NOT ENFORCED
        ) WITH ('connector' = 'cassandra', 'hosts' = 'x', 'keyspace' = 'k', 'table' = 't');
        INSERT INTO meetup_table
        SELECT venue.venue_name, venue.lon, venue.lat, `group`.group_city, COUNT(*) FROM rsvps
        WHERE response = 'yes' AND venue.venue_name IS NOT NULL
        GROUP BY venue.venue_name, venue.lon, venue.lat, `group`.group_city;
        """

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let path = arguments.first { Int($0) == nil }
        let wanted = arguments.compactMap { Int($0) }.first ?? 1_000_000
        let lines = try path.map(captured) ?? made()
        let bytes = lines.reduce(0) { $0 + $1.count } / max(lines.count, 1)
        print("\(wanted) records of \(bytes) bytes on average, \(lines.count) different ones, 1,000 a batch, 15,000 an epoch")
        for round in 1...3 { try measure(lines, wanted, round) }
    }

    private static func measure(_ lines: [ByteSlice], _ wanted: Int, _ round: Int) throws {
        guard let plan = try Planner.plans(of: pipeline).first else { return }
        let execution = try PipelineExecution(plan: plan)
        var rows = 0
        var changes = 0
        var sent = 0
        let wallStart = now(CLOCK_MONOTONIC)
        let busyStart = now(CLOCK_PROCESS_CPUTIME_ID)
        while sent < wanted {
            let records = (sent..<sent + 1000).map {
                SourceRecord(partition: 0, offset: Int64($0), value: lines[$0 % lines.count])
            }
            try execution.process(records, source: 0)
            sent += 1000
            if sent % 15_000 == 0 || sent >= wanted {
                let output = try execution.endEpoch()
                rows += output.sinks[0].rowCount
                changes += output.stateChanges.count
            }
        }
        let wall = now(CLOCK_MONOTONIC) - wallStart
        let busy = now(CLOCK_PROCESS_CPUTIME_ID) - busyStart
        let rates = "\(Int(Double(sent) / wall)) records/s, \(Int(Double(sent) / busy)) a second of CPU"
        print("round \(round): \(rates); \(rows) rows and \(changes) state changes out")
    }

    /// Seconds by one of the system's clocks.
    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func captured(_ path: String) throws -> [ByteSlice] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { ByteSlice(utf8: String($0)) }
    }

    private static func made() -> [ByteSlice] {
        (0..<5000).map { index in
            let venue = index * index % 900
            let words = String(repeating: "Some words of a description, ", count: 30)
            return ByteSlice(
                utf8: """
                    {"venue":{"venue_name":"Venue \(venue)","lon":-74.\(venue)1,"lat":40.\(venue)7,"venue_id":\(venue)},\
                    "visibility":"public","response":"\(index % 4 == 0 ? "no" : "yes")","guests":0,\
                    "member":{"member_id":\(index),"member_name":"m"},"rsvp_id":\(index),"mtime":1489925470960,\
                    "event":{"event_name":"An event","event_url":"https:\\/\\/example.org\\/events\\/\(index)\\/"},\
                    "group":{"group_topics":[{"urlkey":"a","topic_name":"A"}],"group_city":"City \(venue % 50)",\
                    "group_name":"\(words)"}}
                    """)
        }
    }
}
