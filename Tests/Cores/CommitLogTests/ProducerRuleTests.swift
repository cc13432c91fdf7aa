import CommitLog
import Identifiers
import RecordBatches
import SimulatedDisk
import Testing

/// The sequence rules of idempotent producers (KIP-98), as Kafka 4.3.1 answers them (recorded scenarios "idempotence").
@Suite struct ProducerRuleTests {
    private func log() throws -> PartitionLog { try openLog(SimulatedDisk()) }

    private func code(_ body: () throws -> Void) -> KafkaErrorCode? {
        do {
            try body()
            return nil
        } catch let error as LogError {
            return error.kafkaErrorCode
        } catch {
            return .unknownServerError
        }
    }

    @Test func anyOfTheLastFiveBatchesIsADuplicate() throws {
        var log = try log()
        for sequence in 0..<7 { try log.add(try batch(["\(sequence)"], producer: 1, epoch: 0, sequence: Int32(sequence))) }
        for sequence in 2..<7 {
            let again = try log.add(try batch(["\(sequence)"], producer: 1, epoch: 0, sequence: Int32(sequence)))
            #expect(again.isDuplicate && again.baseOffset == Offset(Int64(sequence)) && again.logAppendTimeMs == 1_000_000)
        }
        #expect(log.logEndOffset == 7)
        #expect(code { try log.add(try batch(["1"], producer: 1, epoch: 0, sequence: 1)) } == .outOfOrderSequenceNumber)
    }

    @Test func aGapIsOutOfOrder() throws {
        var log = try log()
        try log.add(try batch(["a", "b"], producer: 1, epoch: 0, sequence: 0))
        #expect(code { try log.add(try batch(["d"], producer: 1, epoch: 0, sequence: 3)) } == .outOfOrderSequenceNumber)
        try log.add(try batch(["c"], producer: 1, epoch: 0, sequence: 2))
    }

    @Test func anOldEpochIsFencedAndANewOneStartsAtZero() throws {
        var log = try log()
        try log.add(try batch(["a"], producer: 1, epoch: 3, sequence: 0))
        #expect(code { try log.add(try batch(["b"], producer: 1, epoch: 2, sequence: 1)) } == .invalidProducerEpoch)
        #expect(code { try log.add(try batch(["b"], producer: 1, epoch: 4, sequence: 1)) } == .outOfOrderSequenceNumber)
        try log.add(try batch(["b"], producer: 1, epoch: 4, sequence: 0))
        #expect(code { try log.add(try batch(["a"], producer: 1, epoch: 3, sequence: 0)) } == .invalidProducerEpoch)
    }

    @Test func anUnknownProducerMayStartAnywhereUnlessItsTransactionIsOfVersionTwo() throws {
        var log = try log()
        let late = try batch(["a"], producer: 1, epoch: 0, sequence: 40)
        #expect(code { try log.add(late, origin: .client(startsAtZero: true)) } == .outOfOrderSequenceNumber)
        try log.add(late)
        try log.add(try batch(["b"], producer: 1, epoch: 0, sequence: 41))
    }

    @Test func sequencesWrapInsideABatchAndBetweenBatches() throws {
        var log = try log()
        try log.add(try batch(["a", "b", "c"], producer: 1, epoch: 0, sequence: .max - 1))
        try log.add(try batch(["d"], producer: 1, epoch: 0, sequence: 1))
        try log.add(try batch(["x"], producer: 2, epoch: 0, sequence: .max))
        try log.add(try batch(["y"], producer: 2, epoch: 0, sequence: 0))
        #expect(log.producerStates.map(\.lastSequence) == [1, 0])
    }

    @Test func aPlainBatchInsideATransactionIsRefused() throws {
        var log = try log()
        try log.add(try batch(["a"], producer: 1, epoch: 0, sequence: 0, transactional: true))
        #expect(code { try log.add(try batch(["b"], producer: 1, epoch: 0, sequence: 1)) } == .invalidTxnState)
        #expect(log.lastStableOffset == 0 && log.highWatermark == 1)
    }

    @Test func markersEndTransactionsAndMoveTheLastStableOffset() throws {
        var log = try log()
        try log.add(try batch(["a"], producer: 1, epoch: 0, sequence: 0, transactional: true))
        try log.add(try batch(["b"], producer: 2, epoch: 0, sequence: 0, transactional: true))
        try log.add(try marker(.commit(coordinatorEpoch: 4), producer: 1), origin: .coordinator)
        #expect(log.lastStableOffset == 1)
        try log.add(try marker(.abort(coordinatorEpoch: 4), producer: 2), origin: .coordinator)
        #expect(log.lastStableOffset == 4)
        let aborted = log.abortedTransactions(from: 0, to: 4)
        #expect(aborted == [AbortedTransaction(producerID: 2, firstOffset: 1, lastOffset: 3, lastStableOffset: 4)])
        #expect(log.abortedTransactions(from: 0, to: 1).isEmpty && log.abortedTransactions(from: 4, to: 9).isEmpty)
        #expect(log.producerStates.map(\.coordinatorEpoch) == [4, 4])
        try log.add(try batch(["c"], producer: 1, epoch: 0, sequence: 1))
    }

    @Test func lateMarkersAreFenced() throws {
        var log = try log()
        try log.add(try batch(["a"], producer: 1, epoch: 2, sequence: 0, transactional: true))
        let old = try marker(.commit(coordinatorEpoch: 5), producer: 1, epoch: 1)
        #expect(code { try log.add(old, origin: .coordinator) } == .invalidProducerEpoch)
        try log.add(try marker(.commit(coordinatorEpoch: 5), producer: 1, epoch: 2), origin: .coordinator)
        let replaced = try marker(.abort(coordinatorEpoch: 4), producer: 1, epoch: 2)
        #expect(code { try log.add(replaced, origin: .coordinator) } == .transactionCoordinatorFenced)
    }

    @Test func anUndecidedMarkerHoldsTheLastStableOffset() throws {
        var log = try log()
        try log.add(try batch(["a"], producer: 1, epoch: 0, sequence: 0, transactional: true))
        _ = try log.append(
            try marker(.commit(coordinatorEpoch: 0), producer: 1), leaderEpoch: 0, origin: .coordinator, durability: .synced,
            now: 1_000_000)
        #expect(log.lastStableOffset == 0)
        try log.writeOut(syncing: false)
        #expect(log.lastStableOffset == 2)
    }

    @Test func silentProducersAreForgotten() throws {
        var log = try log()
        try log.add(try batch(["a"], producer: 1, epoch: 0, sequence: 0))
        try log.add(try batch(["a"], producer: 2, epoch: 0, sequence: 0, transactional: true))
        _ = try log.removeOldSegments(now: 1_000_000 + 86_400_001)
        #expect(log.producerStates.map(\.producerID) == [2])
    }
}
