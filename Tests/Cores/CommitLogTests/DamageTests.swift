import Bytes
import CommitLog
import Identifiers
import RecordBatches
import SimulatedDisk
import Testing

/// One test for each way in which a partition's files can be damaged. Above the recovery point a bad batch is a torn
/// tail, cut and said; below it, damage: nothing is dropped and the partition takes no more writes.
@Suite struct DamageTests {
    private static let folder = "data/t-0"

    /// Three segments of three batches each, stopped cleanly: offsets 0 to 8.
    private func threeSegments() throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        var log = try openLog(disk) { $0.segmentBytes = 300 }
        for index in 0..<9 { try log.add(try batch(["value \(index)"])) }
        #expect(log.segments.map(\.baseOffset) == [0, 3, 6])
        try log.close()
        return disk
    }

    private func file(_ name: String) -> String { "\(Self.folder)/\(name)" }
    private static let logs = ["00000000000000000000.log", "00000000000000000003.log", "00000000000000000006.log"]

    /// Changes a file's bytes, durably.
    private func damage(_ disk: SimulatedDisk, _ name: String, _ change: (inout [UInt8]) -> Void) throws {
        var bytes = try #require(try disk.contents(of: file(name))).array
        change(&bytes)
        disk.place(ByteSlice(bytes), at: file(name))
    }

    private func expectTornTail(_ log: borrowing PartitionLog, end: Offset, cut: Int64) {
        #expect(log.refusal == nil && log.logEndOffset == end && log.recovery.cutFrom == end)
        #expect(log.recovery.bytesCut == cut && log.recovery.damage == nil)
    }

    private func expectDamage(_ log: inout PartitionLog, in name: String, at offset: Offset) throws {
        #expect(log.recovery.damage?.file == name && log.recovery.damage?.offset == offset)
        #expect(log.recovery.bytesCut == 0)
        let error = #expect(throws: LogError.self) { try log.add(try batch(["no"])) }
        #expect(error?.kafkaErrorCode == .kafkaStorageError)
    }

    @Test func lastBatchCutShort() throws {
        let disk = try threeSegments()
        try damage(disk, Self.logs[2]) { $0.removeLast(5) }
        let log = try openLog(disk, recoveryPoint: 6)
        let size = try #require(try disk.contents(of: file(Self.logs[1]))).count / 3
        expectTornTail(log, end: 8, cut: Int64(size - 5))
        #expect(try log.values() == (0..<8).map { "value \($0)" })
    }

    @Test func headerOfTheLastBatchCutShort() throws {
        let disk = try threeSegments()
        let size = try #require(try disk.contents(of: file(Self.logs[2]))).count / 3
        try damage(disk, Self.logs[2]) { $0.removeLast(size - 20) }
        expectTornTail(try openLog(disk, recoveryPoint: 6), end: 8, cut: 20)
    }

    @Test func tailOfZeros() throws {
        let disk = try threeSegments()
        try damage(disk, Self.logs[2]) { $0 += [UInt8](repeating: 0, count: 4096) }
        expectTornTail(try openLog(disk, recoveryPoint: 9), end: 9, cut: 4096)
    }

    @Test func tailOfNoise() throws {
        let disk = try threeSegments()
        var random = SeededRandom(seed: 1)
        try damage(disk, Self.logs[2]) { $0 += (0..<500).map { _ in UInt8(truncatingIfNeeded: random.next()) } }
        expectTornTail(try openLog(disk, recoveryPoint: 9), end: 9, cut: 500)
    }

    @Test func oneBitFlippedAboveTheRecoveryPoint() throws {
        let disk = try threeSegments()
        try damage(disk, Self.logs[1]) { $0[$0.count - 1] ^= 1 }
        var log = try openLog(disk, recoveryPoint: 3)
        #expect(log.recovery.cutReason == "checksum mismatch")
        // The third segment goes too: its records would follow a hole.
        #expect(log.logEndOffset == 5 && log.segments.map(\.baseOffset) == [0, 3])
        #expect(try !disk.names(in: Self.folder).contains(Self.logs[2]))
        try log.add(try batch(["again"]))
        #expect(try log.values() == (0..<5).map { "value \($0)" } + ["again"])
    }

    @Test func oneBitFlippedBelowTheRecoveryPoint() throws {
        let disk = try threeSegments()
        let size = try #require(try disk.contents(of: file(Self.logs[2]))).count
        try damage(disk, Self.logs[2]) { $0[70] ^= 1 }
        var log = try openLog(disk, recoveryPoint: 9)
        try expectDamage(&log, in: Self.logs[2], at: 6)
        #expect(try disk.contents(of: file(Self.logs[2]))?.count == size)
        #expect(try log.values(limit: 6) == (0..<6).map { "value \($0)" })
    }

    /// The broker writes the checkpoints again: neither that nor a second start may turn damage into a torn tail.
    @Test func damageStaysDamageWhenTheLogIsOpenedAgain() throws {
        let disk = try threeSegments()
        try damage(disk, Self.logs[1]) { $0[70] ^= 1 }
        try damage(disk, Self.logs[2]) { $0.removeLast(4) }
        let first = try openLog(disk, recoveryPoint: 5)
        #expect(first.syncedOffset == 5 && first.recovery.damage?.offset == 3 && first.recovery.bytesCut == 0)
        var second = try openLog(disk, recoveryPoint: first.syncedOffset)
        try expectDamage(&second, in: Self.logs[1], at: 3)
        #expect(try second.values(from: 6, limit: 8) == ["value 6", "value 7"])
    }

    @Test func baseOffsetOfABatchChanged() throws {
        let disk = try threeSegments()
        let size = try #require(try disk.contents(of: file(Self.logs[2]))).count
        try damage(disk, Self.logs[2]) { $0[size / 3 + 2] ^= 1 }
        var log = try openLog(disk, recoveryPoint: 9)
        try expectDamage(&log, in: Self.logs[2], at: 7)
    }

    @Test func lastSegmentShorterThanItsRecoveryPoint() throws {
        let disk = try threeSegments()
        try damage(disk, Self.logs[2]) { $0.removeLast($0.count / 3) }
        var log = try openLog(disk, recoveryPoint: 9)
        try expectDamage(&log, in: Self.logs[2], at: 8)
    }

    @Test func lastSegmentShorterAfterACleanStop() throws {
        let disk = try threeSegments()
        try damage(disk, Self.logs[2]) { $0.removeLast($0.count / 3) }
        var log = try openLog(disk, clean: true, recoveryPoint: 9)
        try expectDamage(&log, in: Self.logs[2], at: 8)
    }

    @Test func middleSegmentShorterAboveTheRecoveryPoint() throws {
        let disk = try threeSegments()
        try damage(disk, Self.logs[1]) { $0.removeLast($0.count / 3) }
        let log = try openLog(disk, recoveryPoint: 0)
        #expect(log.logEndOffset == 5 && log.refusal == nil && log.recovery.cutFrom == 5)
    }

    @Test func logFileOfTheLastSegmentMissing() throws {
        let disk = try threeSegments()
        try disk.removeFile(file(Self.logs[2]))
        var log = try openLog(disk, recoveryPoint: 9)
        try expectDamage(&log, in: Self.logs[1], at: 6)
    }

    @Test(arguments: ["index", "timeindex"]) func indexMissing(_ suffix: String) throws {
        let disk = try threeSegments()
        for base in [0, 3, 6] { try disk.removeFile(file("0000000000000000000\(base).\(suffix)")) }
        let log = try openLog(disk, clean: true, recoveryPoint: 9)
        #expect(log.refusal == nil && log.recovery.indexesRebuilt == 3)
        #expect(try log.values() == (0..<9).map { "value \($0)" })
    }

    @Test func indexOfNoWholeEntries() throws {
        let disk = try threeSegments()
        try damage(disk, "00000000000000000003.timeindex") { $0.removeLast() }
        let log = try openLog(disk, clean: true, recoveryPoint: 9)
        #expect(log.recovery.indexesRebuilt == 1)
        #expect(try disk.contents(of: file("00000000000000000003.timeindex"))?.count == 12)
    }

    @Test func indexThatPointsBehindTheLog() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk) { $0.indexIntervalBytes = 10 }
        for index in 0..<6 { try log.add(try batch(["value \(index)"])) }
        try log.close()
        try damage(disk, "00000000000000000000.index") { $0.replaceSubrange(($0.count - 4)..., with: [0, 1, 0, 0]) }
        let opened = try openLog(disk, clean: true, recoveryPoint: 6)
        #expect(opened.recovery.indexesRebuilt == 1)
        #expect(try opened.values() == (0..<6).map { "value \($0)" })
    }

    @Test func snapshotWithAWrongChecksum() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk)
        try log.add(try batch(["a"], producer: 5, epoch: 0, sequence: 0))
        try log.close()
        try damage(disk, "00000000000000000001.snapshot") { $0[12] ^= 1 }
        let opened = try openLog(disk, clean: true, recoveryPoint: 1)
        #expect(opened.recovery.snapshotsDropped == 1)
        #expect(opened.producerStates.map(\.producerID) == [5])
    }

    @Test func transactionIndexMissing() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk)
        try log.add(try batch(["a"], producer: 5, epoch: 0, sequence: 0, transactional: true))
        try log.add(try marker(.abort(coordinatorEpoch: 0), producer: 5), origin: .coordinator)
        try log.writeOut(syncing: true)
        try disk.removeFile(file("00000000000000000000.txnindex"))
        let opened = try openLog(disk)
        #expect(opened.abortedTransactions(from: 0, to: 9).map(\.lastOffset) == [1])
        #expect(try disk.contents(of: file("00000000000000000000.txnindex"))?.count == 34)
    }

    @Test func leaderEpochCheckpointUnreadable() throws {
        let disk = try threeSegments()
        disk.place(ByteSlice(utf8: "0\n7\n"), at: file("leader-epoch-checkpoint"))
        let log = try openLog(disk)
        #expect(log.leaderEpochs.map(\.epoch) == [0] && log.leaderEpochs.map(\.startOffset) == [0])
    }

    @Test func leftoversOfAnInterruptedDeletion() throws {
        let disk = try threeSegments()
        for suffix in ["deleted", "cleaned", "tmp"] { disk.place([1], at: file("00000000000000000000.log.\(suffix)")) }
        let log = try openLog(disk, clean: true, recoveryPoint: 9)
        #expect(log.logEndOffset == 9)
        #expect(try disk.names(in: Self.folder).allSatisfy { !$0.hasSuffix("deleted") && !$0.hasSuffix("cleaned") })
    }

    /// Every byte of a segment, changed in turn: the log opens, and never serves a record that was not written.
    @Test func anyByteOfASegmentChanged() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk)
        for index in 0..<3 { try log.add(try batch(["value \(index)"])) }
        try log.close()
        let original = try #require(try disk.contents(of: file(Self.logs[0]))).array
        for position in original.indices {
            for replacement in [0x00, 0x7F, 0xFF, original[position] ^ 1] where replacement != original[position] {
                var bytes = original
                bytes[position] = replacement
                let damaged = SimulatedDisk()
                damaged.place(ByteSlice(bytes), at: file(Self.logs[0]))
                let opened = try openLog(damaged)
                // The leader epoch is stamped by the broker and lies outside the checksum; it changes no record.
                let isEpoch = (12..<16).contains(position % (original.count / 3))
                #expect(opened.logEndOffset < 3 || isEpoch, "byte \(position)")
                #expect(try opened.values() == (0..<opened.logEndOffset.rawValue).map { "value \($0)" })
            }
        }
    }
}

/// An end-of-transaction marker, ready to append.
func marker(_ record: ControlRecord, producer: ProducerID, epoch: ProducerEpoch = 0) throws -> ValidatedBatch {
    try ValidatedBatch(
        trusted: try RecordBatchBuilder.endTransactionMarker(
            record, producerID: producer, producerEpoch: epoch, timestamp: 1_000_000))
}
