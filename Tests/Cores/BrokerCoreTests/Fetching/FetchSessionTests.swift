import BrokerCore
import Identifiers
import Testing

/// Codes and epochs as in KIP-227 and the scenarios "fetch session" of Kafka's oracle.
@Suite struct FetchSessionTests {
    private func key(_ partition: Int32) -> FetchTarget.Key {
        .init(topic: "t", topicID: .zero, partition: PartitionIndex(partition))
    }
    private func target(_ partition: Int32, _ offset: Int64 = 0) -> FetchTarget {
        FetchTarget(key: key(partition), offset: Offset(offset), bytesMax: 100)
    }
    private func summary(_ high: Int64, records: Bool = false, error: Bool = false) -> FetchSummary {
        FetchSummary(
            hasRecords: records, mustShow: error, highWatermark: Offset(high), lastStableOffset: Offset(high), logStartOffset: 0)
    }

    private func open(
        _ sessions: inout FetchSessions, _ id: Int32, _ epoch: Int32, _ targets: [FetchTarget] = [],
        forgotten: [FetchTarget.Key] = [], ids: Bool = false, nowMs: Int64 = 0, fresh: Int32 = 7
    ) -> Result<FetchSessions.Use, KafkaErrorCode> {
        sessions.open(
            sessionID: id, epoch: epoch, usesTopicIDs: ids, targets: targets, forgotten: forgotten, nowMs: nowMs, freshID: fresh)
    }

    @Test func anIncrementalFetchNamesOnlyWhatChanged() throws {
        var sessions = FetchSessions(sessionsMax: 2)
        let full = try open(&sessions, 0, 0, [target(0), target(1)]).get()
        #expect(full.answeredID == 7 && !full.isIncremental)
        #expect(sessions.close(full, results: [summary(0), summary(5)]) == [true, true])
        let first = try open(&sessions, 7, 1).get()
        #expect(first.targets.map(\.key) == [key(0), key(1)])
        #expect(sessions.close(first, results: [summary(0), summary(6)]) == [false, true])
        let second = try open(&sessions, 7, 2, [target(2)], forgotten: [key(1)]).get()
        #expect(second.targets.map(\.key) == [key(0), key(2)])
        #expect(sessions.close(second, results: [summary(0, error: true), summary(0)]) == [true, true])
        let third = try open(&sessions, 7, 3).get()
        #expect(sessions.close(third, results: [summary(0, error: true), summary(0)]) == [true, false])
    }

    @Test func servedPartitionsGoToTheEnd() throws {
        var sessions = FetchSessions(sessionsMax: 2)
        let full = try open(&sessions, 0, 0, [target(0), target(1), target(2)]).get()
        _ = sessions.close(full, results: [summary(1, records: true), summary(0), summary(0)])
        #expect(try open(&sessions, 7, 1).get().targets.map(\.key) == [key(1), key(2), key(0)])
    }

    @Test func wrongSessionsEpochsAndMixturesAreRefused() throws {
        var sessions = FetchSessions(sessionsMax: 2)
        _ = try open(&sessions, 0, 0, [target(0)]).get()
        #expect(throws: KafkaErrorCode.fetchSessionIdNotFound) { try open(&sessions, 8, 1).get() }
        #expect(throws: KafkaErrorCode.fetchSessionIdNotFound) { try open(&sessions, 0, 1).get() }
        #expect(throws: KafkaErrorCode.invalidFetchSessionEpoch) { try open(&sessions, 7, 2).get() }
        #expect(throws: KafkaErrorCode.fetchSessionTopicIdError) { try open(&sessions, 7, 1, [target(0)], ids: true).get() }
        // The last epoch ends the session; the fetch itself is served.
        #expect(try open(&sessions, 7, -1, [target(0)]).get().answeredID == 0)
        #expect(sessions.count == 0)
    }

    @Test func aFullCacheOfYoungSessionsMakesNoNewOne() throws {
        var sessions = FetchSessions(sessionsMax: 1, evictionMs: 100)
        #expect(try open(&sessions, 0, 0, [target(0)], nowMs: 0, fresh: 1).get().answeredID == 1)
        #expect(try open(&sessions, 0, 0, [target(0)], nowMs: 100, fresh: 2).get().answeredID == 0)
        #expect(try open(&sessions, 0, 0, [target(0)], nowMs: 101, fresh: 3).get().answeredID == 3)
        #expect(sessions.count == 1)
    }

    @Test func forgettingEverythingEndsTheSession() throws {
        var sessions = FetchSessions(sessionsMax: 1)
        _ = try open(&sessions, 0, 0, [target(0)]).get()
        #expect(try open(&sessions, 7, 1, forgotten: [key(0)]).get().targets.isEmpty)
        #expect(sessions.count == 0)
    }

    @Test func aPartitionNamedTwiceCountsAsItWasNamedLast() throws {
        var sessions = FetchSessions(sessionsMax: 1)
        let full = try open(&sessions, 0, 0, [target(0, 1), target(0, 2)]).get()
        #expect(full.targets == [target(0, 2)])
    }
}
