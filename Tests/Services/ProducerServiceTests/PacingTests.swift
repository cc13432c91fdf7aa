import Bytes
import JSONReading
import ProducerService
import Testing

@Suite("When records are due, and where fields stand")
struct PacingTests {
    private func due(_ pace: ProducerConfiguration.Pace, _ timestamps: [Int64?]) -> [Int64] {
        var keeper = PaceKeeper(pace, startNs: 1_000)
        return timestamps.map { keeper.due(timestampMs: $0) - 1_000 }
    }

    @Test("a fixed rate spaces records evenly, flat out not at all")
    func fixed() {
        #expect(due(.fixed(recordsPerSecond: 4), [nil, nil, nil]) == [0, 250_000_000, 500_000_000])
        #expect(due(.flatOut, [5, nil, 7]) == [0, 0, 0])
    }

    @Test(
        "recorded times are replayed at their distances, divided by the speed; what lies behind or lacks a time waits for nobody")
    func recorded() {
        let distances = due(.recorded(speed: 2), [1_000, 1_010, 1_004, nil, 1_020, -5_000])
        #expect(distances == [0, 5_000_000, 5_000_000, 5_000_000, 10_000_000, 10_000_000])
        // A time that would lie thousands of years ahead does not overflow.
        #expect(due(.recorded(speed: 0.000_1), [0, .max])[1] == 300_000_000_000_000_000)
    }

    // The document and the pointers of RFC 6901, section 5.
    @Test(
        "pointers find what RFC 6901 says they find",
        arguments: [
            ("/foo/0", "\"bar\""), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"), ("/g|h", "4"), ("/i\\j", "5"),
            ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
        ])
    func pointers(text: String, expected: String) throws {
        let document = #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#
        let root = try JSONValue.parse(ByteSlice(utf8: document))
        let found = try #require(JSONPointer(text)?.value(in: root))
        #expect(found == (try JSONValue.parse(ByteSlice(utf8: expected))))
        #expect(JSONPointer("")?.value(in: root) == root)
        for absent in ["/foo/2", "/foo/01", "/foo/-", "/nothing", "/foo/0/x"] {
            #expect(JSONPointer(absent)?.value(in: root) == nil)
        }
    }

    @Test("what is no pointer is refused", arguments: ["foo", "/a~2", "/a~"])
    func noPointer(text: String) { #expect(JSONPointer(text) == nil) }
}
