import Bytes
import Identifiers
import StreamRuntime
import Testing

@Suite("Commit rules")
struct CommitTests {
    @Test("a clock set back never repeats or lowers a row timestamp")
    func clockSetBack() {
        var clock = RowClock()
        #expect(clock.next(wallClockUs: 1_000) == 1_000)
        #expect(clock.next(wallClockUs: 1_000) == 1_001)
        #expect(clock.next(wallClockUs: 5) == 1_002)
        #expect(clock.next(wallClockUs: 9_000) == 9_000)
        clock.observe(20_000)
        #expect(clock.next(wallClockUs: 9_001) == 20_001)
        var last = RowClock(lastUs: .max)
        #expect(last.next(wallClockUs: 0) == .max)
    }

    static let position = SourcePosition(
        topic: "meetup_topic", partition: 3, topicID: UniqueID(high: 1, low: 2), nextOffset: 100, leaderEpoch: 4,
        epochOffset: 90)

    @Test("positions and outbox rows come back from their bytes; no truncation passes or traps")
    func encodings() throws {
        let position = Self.position
        #expect(try SourcePosition(encoded: position.encoded) == position)
        let row = OutboxRow(statement: 7, values: [ByteSlice(utf8: "venue"), nil, []])
        #expect(try OutboxRow(encoded: row.encoded) == row)
        for length in 0..<row.encoded.count {
            #expect(throws: DecodeError.self) { _ = try OutboxRow(encoded: row.encoded[0..<length]) }
        }
        for length in 0...41 {
            #expect(throws: DecodeError.self) { _ = try SourcePosition(encoded: position.encoded[0..<length]) }
        }
    }

    func decide(
        stored: StoredProgress?, facts: PartitionFacts? = nil, text: String = "INSERT", groupHasOffsets: Bool = false,
        isRebuild: Bool = false, mode: StartupMode = .earliest
    ) -> StartDecision {
        let partition =
            facts
            ?? PartitionFacts(
                topic: "meetup_topic", partition: 3, topicID: UniqueID(high: 1, low: 2), startOffset: 10, endOffset: 200)
        return .decide(
            stored: stored, pipelineText: text, partitions: [partition], modes: ["meetup_topic": mode], group: "g",
            groupHasOffsets: groupHasOffsets, isRebuild: isRebuild)
    }

    @Test("an empty folder starts where the table says")
    func emptyFolder() {
        guard case .start(let first) = decide(stored: nil) else { Issue.record("refused"); return }
        #expect(first.map(\.nextOffset) == [10])
        guard case .start(let latest) = decide(stored: nil, mode: .latest) else { Issue.record("refused"); return }
        #expect(latest.map(\.nextOffset) == [200])
    }

    @Test("a group with offsets but no state is refused, unless it is rebuilt from the earliest record")
    func lostState() {
        guard case .refused(let why) = decide(stored: nil, groupHasOffsets: true) else { Issue.record("started"); return }
        #expect(why.contains("--rebuild"))
        let rebuilt = decide(stored: nil, groupHasOffsets: true, isRebuild: true, mode: .latest)
        guard case .start(let positions) = rebuilt else { Issue.record("refused"); return }
        #expect(positions.map(\.nextOffset) == [10])
    }

    @Test("the state goes on where it stopped, and a changed text is refused")
    func goesOn() {
        let stored = StoredProgress(pipelineText: "INSERT", positions: [Self.position])
        #expect(decide(stored: stored, groupHasOffsets: true) == .start([Self.position]))
        guard case .refused = decide(stored: stored, text: "INSERT 2") else { Issue.record("started"); return }
    }

    @Test(
        "a log that is another, shorter, cut, or already deleted is damage",
        arguments: [
            PartitionFacts(
                topic: "meetup_topic", partition: 3, topicID: UniqueID(high: 9, low: 9), startOffset: 0, endOffset: 200),
            PartitionFacts(
                topic: "meetup_topic", partition: 3, topicID: UniqueID(high: 1, low: 2), startOffset: 0, endOffset: 99),
            PartitionFacts(
                topic: "meetup_topic", partition: 3, topicID: UniqueID(high: 1, low: 2), startOffset: 101, endOffset: 200),
            PartitionFacts(
                topic: "meetup_topic", partition: 3, topicID: UniqueID(high: 1, low: 2), startOffset: 0, endOffset: 200,
                storedEpochEnd: 50),
            PartitionFacts(
                topic: "meetup_topic", partition: 4, topicID: UniqueID(high: 1, low: 2), startOffset: 0, endOffset: 200),
        ])
    func damage(facts: PartitionFacts) {
        let stored = StoredProgress(pipelineText: "INSERT", positions: [Self.position])
        guard case .damaged = decide(stored: stored, facts: facts) else { Issue.record("\(facts) was accepted"); return }
    }
}
