import Bytes
import CommitLog
import Identifiers
import RecordBatches
import SimulatedDisk
import Testing

@Suite struct PartitionLogTests {
    @Test func offsetsFollowEachOtherAndBytesAreStampedNotChanged() throws {
        var log = try openLog(SimulatedDisk())
        let made = try batch(["a", "b"])
        let result1 = try log.add(made, epoch: 3)
        #expect(result1.baseOffset == 0)
        let result2 = try log.add(made, epoch: 4)
        #expect(result2.baseOffset == 2)
        let batches = try log.readAll()
        #expect(batches.map(\.header.baseOffset) == [0, 2] && batches.map(\.header.partitionLeaderEpoch) == [3, 4])
        #expect(batches.allSatisfy { $0.isChecksumRight && $0.payload == made.payload })
        #expect(log.leaderEpochs.map(\.startOffset) == [0, 2])
    }

    @Test func nothingIsVisibleBeforeItIsWritten() throws {
        var log = try openLog(SimulatedDisk())
        log.beginLeaderEpoch(0)
        try log.writeOut(syncing: false)
        _ = try log.append(
            try batch(["a"]), leaderEpoch: 0, origin: .coordinator, durability: .written, now: 1_000_000)
        #expect(log.logEndOffset == 1 && log.writtenOffset == 0 && log.highWatermark == 0 && log.unwrittenBytes > 0)
        let plan = try log.nextPlan()
        #expect(!plan.needsSync && plan.bytes == log.unwrittenBytes)
        let isAnotherGiven = log.hasPlan
        #expect(!isAnotherGiven)
        log.complete(plan.run())
        #expect(log.highWatermark == 1 && log.unwrittenBytes == 0 && log.syncedOffset == 0)
    }

    @Test func highWatermarkWaitsForThePendingSyncOnly() throws {
        var log = try openLog(SimulatedDisk())
        func append(_ value: String, _ durability: AppendDurability) throws {
            _ = try log.append(
                try batch([value]), leaderEpoch: 0, origin: .coordinator, durability: durability, now: 1_000_000)
        }
        try append("a", .written)
        try append("b", .synced)
        let first = try log.nextPlan()
        #expect(first.needsSync)
        try append("c", .synced)
        try append("d", .written)
        #expect(log.highWatermark == 0)
        log.complete(first.run())
        #expect(log.highWatermark == 2 && log.syncedOffset == 2)
        let second = try log.nextPlan()
        log.complete(second.run())
        #expect(log.highWatermark == 4 && log.syncedOffset == 4)
    }

    @Test func afterAFailedWriteTheLogRefusesUntilReopened() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk)
        try log.add(try batch(["a"]))
        disk.failAfter(operations: 0)
        _ = try log.append(try batch(["b"]), leaderEpoch: 0, origin: .coordinator, durability: .synced, now: 1_000_000)
        let plan = try log.nextPlan()
        let outcome = plan.run()
        #expect(outcome.failure != nil)
        log.complete(outcome)
        let isAnotherGiven = log.hasPlan
        #expect(log.highWatermark == 1 && !isAnotherGiven)
        let error = #expect(throws: LogError.self) { try log.add(try batch(["c"])) }
        #expect(error?.kafkaErrorCode == .kafkaStorageError)
        #expect(try log.values() == ["a"])
    }

    @Test func segmentsRollBySizeTimeIndexAndKeepAllRecords() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk) { configuration in
            configuration.segmentBytes = 300
            configuration.segmentMs = 1_000
        }
        let result3 = try log.add(try batch(["a"], timestamp: 0))
        #expect(!result3.rolled)
        let result4 = try log.add(try batch(["b"], timestamp: 1_001))
        #expect(result4.rolled)
        for index in 0..<4 { try log.add(try batch(["c\(index)"], timestamp: 1_001)) }
        #expect(log.segments.map(\.baseOffset) == [0, 1, 5])
        log.configuration.indexIntervalBytes = 1
        log.configuration.indexBytesMax = 24
        log.configuration.segmentBytes = 1 << 20
        for index in 0..<6 { try log.add(try batch(["d\(index)"], timestamp: 1_001)) }
        #expect(log.segments.count > 3)
        #expect(try log.values() == ["a", "b"] + (0..<4).map { "c\($0)" } + (0..<6).map { "d\($0)" })
        try log.close()
        let again = try openLog(disk, clean: true, recoveryPoint: 12)
        #expect(try again.values() == log.values() && again.segments == log.segments)
    }

    @Test func readsComeFromMemoryAndFromFilesAlike() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk) { configuration in
            configuration.segmentBytes = 2_000
            configuration.indexIntervalBytes = 100
        }
        for index in 0..<100 { try log.add(try batch(["value \(index)"])) }
        let fromMemory = try log.readAll().map(\.bytes)
        log.dropTail()
        for maxBytes in [1, 100, 500, 1 << 20] { #expect(try log.readAll(maxBytes: maxBytes).map(\.bytes) == fromMemory) }
        for offset in 0..<100 {
            let first = try #require(try log.readAll(from: Offset(Int64(offset)), limit: Offset(Int64(offset + 1))).first)
            #expect(first.header.baseOffset.rawValue == Int64(offset))
        }
        guard case .segment(let read) = try log.read(from: 50, limit: 70, maxBytes: 300, givesFirstBatch: true) else {
            Issue.record("expected a file read")
            return
        }
        let range = try #require(try read.locate())
        #expect(try range.file.bytes(at: range.position, count: range.count) == read.load() && range.count <= 300)
    }

    @Test func theOffsetBehindFetchedBatchesIsFoundAcrossPieces() throws {
        var log = try openLog(SimulatedDisk())
        for index in 0..<4 { try log.add(try batch([String(repeating: "v", count: index.isMultiple(of: 2) ? 10 : 9_000), "w"])) }
        guard case .memory(let pieces) = try log.read(from: 0, limit: 8, maxBytes: 1 << 20, givesFirstBatch: true) else {
            Issue.record("expected a read from memory")
            return
        }
        #expect(pieces.count == 6)
        #expect(try PartitionLog.nextOffset(after: pieces) == 8 && PartitionLog.nextOffset(after: []) == nil)
    }

    @Test func limitsOfAReadAreKept() throws {
        var log = try openLog(SimulatedDisk())
        for index in 0..<3 { try log.add(try batch(["value \(index)"])) }
        #expect(throws: LogError.self) { _ = try log.read(from: 4, limit: 3, maxBytes: 9, givesFirstBatch: true) }
        guard case .empty = try log.read(from: 3, limit: 3, maxBytes: 9, givesFirstBatch: true) else {
            Issue.record("nothing is at the end")
            return
        }
        guard case .empty = try log.read(from: 0, limit: 3, maxBytes: 9, givesFirstBatch: false) else {
            Issue.record("the first batch is larger than nine bytes")
            return
        }
        log.dropTail()
        guard case .segment(let read) = try log.read(from: 0, limit: 3, maxBytes: 9, givesFirstBatch: false) else {
            Issue.record("the tail was dropped")
            return
        }
        #expect(try read.load().isEmpty && read.locate() == nil)
    }

    @Test func offsetsAreFoundByTime() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk) { configuration in
            configuration.segmentBytes = 500
            configuration.indexIntervalBytes = 80
        }
        // Two records a batch, a second apart; batch 7 is late.
        for index in 0..<20 {
            let time = index == 7 ? 50 : Int64(index) * 1_000
            try log.add(try batch(["a", "b"], timestamp: time))
        }
        func find(_ time: Int64) throws -> Offset? { try log.search(timestamp: time, limit: log.highWatermark).run()?.offset }
        #expect(try find(0) == 0 && find(1) == 1 && find(2) == 2 && find(5_000) == 10 && find(6_002) == 16)
        #expect(try find(19_001) == 39 && find(19_002) == nil)
        #expect(try log.search(timestamp: 5_001, limit: 11).run() == nil)
        #expect(try log.searchMaxTimestamp(limit: log.highWatermark)?.run()?.offset == 39)
        try log.close()
        let again = try openLog(disk, clean: true, recoveryPoint: 40)
        #expect(try again.search(timestamp: 6_002, limit: 40).run()?.offset == 16)
    }

    @Test func retentionBySizeAndTimeTakesWholeOldSegments() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk) { configuration in
            configuration.segmentBytes = 300
            configuration.retentionBytes = 600
        }
        for index in 0..<12 { try log.add(try batch(["value \(index)"], timestamp: Int64(index) * 1_000)) }
        #expect(log.segments.map(\.baseOffset) == [0, 3, 6, 9])
        let bySize = try log.removeOldSegments(now: 12_000)
        #expect(bySize.segments == [0] && log.logStartOffset == 3)
        try bySize.markDeleted()
        #expect(try disk.names(in: "data/t-0").contains("00000000000000000000.log.deleted"))
        try bySize.remove()
        #expect(try !disk.names(in: "data/t-0").contains { $0.hasPrefix("00000000000000000000.log") })
        log.configuration.retentionMs = 3_000
        let result5 = try log.removeOldSegments(now: 12_000)
        #expect(result5.segments == [3, 6])
        // All records are too old: the active segment is closed and goes as well.
        let result6 = try log.removeOldSegments(now: 100_000)
        #expect(result6.segments == [9])
        #expect(log.logStartOffset == 12 && log.logEndOffset == 12)
        try log.add(try batch(["new"], timestamp: 100_000))
        #expect(try log.values() == ["new"])
    }

    @Test func deletedRecordsAreGoneAtOnceAndTheirSegmentsLater() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk) { $0.segmentBytes = 300 }
        for index in 0..<7 { try log.add(try batch(["value \(index)"])) }
        try log.deleteRecords(before: 4)
        try log.deleteRecords(before: 2)
        #expect(log.logStartOffset == 4)
        #expect(throws: LogError.self) { try log.deleteRecords(before: 8) }
        let result7 = try log.removeOldSegments(now: 1_000_000)
        #expect(result7.segments == [0])
        #expect(try log.values() == ["value 4", "value 5", "value 6"])
        #expect(log.leaderEpochs.map(\.startOffset) == [4])
    }

    @Test func theTailOfAllLogsTogetherIsBounded() throws {
        let memory = TailMemory(limitBytes: 1_000)
        var logs: [Int] = []
        for number in 0..<3 {
            var log = try PartitionLog.open(
                SimulatedDisk(), folder: "data/t-\(number)", configuration: LogConfiguration(),
                context: LogOpenContext(wasCleanShutdown: false, tailMemory: memory, now: 0))
            for index in 0..<30 { try log.add(try batch(["value \(index)"])) }
            #expect(memory.usedBytes <= 1_000)
            #expect(try log.readAll().count == 30)
            logs.append(number)
        }
        #expect(logs.count == 3 && memory.usedBytes == 0)
    }

    @Test func cleanStopNeedsNoRecoveryAndKeepsEverything() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk)
        try log.add(try batch(["a"], producer: 3, epoch: 1, sequence: 0), epoch: 5)
        try log.close()
        let power = disk.losePower(seed: 1)
        let again = try openLog(power, clean: true, recoveryPoint: 1)
        #expect(!again.recovery.recovered && again.recovery.bytesChecked == 0)
        #expect(again.producerStates.map(\.epoch) == [1] && again.latestLeaderEpoch == 5)
        #expect(try again.values() == ["a"])
    }
}
