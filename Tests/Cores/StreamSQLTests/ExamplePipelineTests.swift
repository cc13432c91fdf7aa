import Bytes
import FixtureFiles
import Foundation
import StreamSQL
import Testing

@Suite("The pipeline of meetup-rsvp")
struct ExamplePipelineTests {
    private func plan() throws -> PhysicalPlan {
        let file = FixtureFiles.packageFolder.appendingPathComponent("Examples/meetup-rsvp/pipeline.sql")
        let plans = try Planner.plans(of: String(contentsOf: file, encoding: .utf8))
        #expect(plans.count == 1)
        return try #require(plans.first)
    }

    @Test("reads only the fields the query names")
    func fields() throws {
        let source = try #require(try plan().nodes.first)
        guard case .source(let scan) = source.operation else { throw SQLError.invalid("no source first") }
        let paths = scan.columns.map { column -> String in
            if case .physical(let names) = column.origin { names.joined(separator: ".") } else { "?" }
        }
        #expect(paths == ["response", "venue.venue_name", "venue.lon", "venue.lat", "group.group_city"])
        #expect(scan.columns.allSatisfy { $0.type == .string })
    }

    @Test("rows of the result are told apart by the table's key")
    func key() throws {
        let plan = try plan()
        let sink = plan[try #require(plan.sinks.first)]
        #expect(sink.upsertKeys == [[0, 1, 2, 3]])
        #expect(sink.changelog == [.insert, .updateBefore, .updateAfter])
        #expect(sink.columns.map(\.name) == ["venue_name", "lon", "lat", "group_city", "count"])
        #expect(sink.columns.last?.type.kind == .int)
    }

    @Test("EXPLAIN shows the operators from the sink down")
    func explain() throws {
        let lines = try plan().explain().split(separator: "\n").map { $0.drop { $0 == " " }.prefix { $0 != "(" } }
        #expect(lines == ["Sink", "Calc", "GroupAggregate", "Calc", "Source"])
    }
}
