import Bytes
import CommitLog
import Compression
import FixtureFiles
import Foundation
import Identifiers
import RecordBatches
import SimulatedDisk
import Testing

/// Folders written by Apache Kafka 4.3.1, after a clean stop and after kill -9, against what its own dump tool says.
@Suite struct KafkaFolderTests {
    static let names = ["clean", "kill9"]

    /// One partition on a simulated disk, opened as a broker would open it.
    private func open(
        _ folder: KafkaFolder, _ partition: String, clean: Bool, configure: (inout LogConfiguration) -> Void = { _ in }
    ) throws -> PartitionLog {
        let disk = SimulatedDisk()
        for (path, bytes) in try folder.files(of: partition) { disk.place(bytes, at: "data/\(path)") }
        for (path, bytes) in try folder.files(of: "") { disk.place(bytes, at: "data/\(path)") }
        let checkpoints = LogFolder(fileSystem: disk, path: "data")
        let name = try #require(TopicPartition(folderName: partition))
        let point = try checkpoints.offsets(.recoveryPoint)[name] ?? 0
        return try openLog(
            disk, folder: "data/\(partition)", clean: clean, recoveryPoint: point, now: recordedNow, configure: configure)
    }

    @Test(arguments: names) func batchesAndRecordsAgreeWithTheDumpTool(_ name: String) throws {
        let folder = try KafkaFolder(name)
        var batchesSeen = 0
        for partition in folder.partitions where !partition.hasPrefix("__cluster_metadata") || name == "clean" {
            let log = try open(folder, partition, clean: name == "clean")
            #expect(log.refusal == nil && log.recovery.bytesCut == 0, "\(partition): \(log.recovery)")
            let batches = try log.readAll()
            let rows = folder.rows(partition, suffix: ".log", kinds: ["batch"])
            #expect(batches.count == rows.count, "\(partition)")
            for (batch, row) in zip(batches, rows) { expect(batch, agreesWith: row, partition) }
            let records = try batches.flatMap { try $0.records() }
            let recordRows = folder.rows(partition, suffix: ".log", kinds: ["record"])
            #expect(records.count == recordRows.count, "\(partition)")
            for (record, row) in zip(records, recordRows) { expect(record, agreesWith: row, partition) }
            batchesSeen += batches.count
        }
        #expect(batchesSeen > 80)
    }

    private func expect(_ batch: RecordBatch, agreesWith row: [String: Any], _ partition: String) {
        let header = batch.header
        let place: Comment = "\(partition) at \(header.baseOffset)"
        #expect(row.number("baseOffset") == header.baseOffset.rawValue, place)
        #expect(row.number("lastOffset") == header.lastOffset.rawValue, place)
        #expect(row.number("count") == Int64(header.recordsCount), place)
        #expect(row.number("baseSequence") == Int64(header.baseSequence), place)
        #expect(row.number("lastSequence") == Int64(header.lastSequence), place)
        #expect(row.number("producerId") == header.producerID.rawValue, place)
        #expect(row.number("producerEpoch") == Int64(header.producerEpoch.rawValue), place)
        #expect(row.number("partitionLeaderEpoch") == Int64(header.partitionLeaderEpoch.rawValue), place)
        #expect(row.flag("isTransactional") == header.attributes.isTransactional, place)
        #expect(row.flag("isControl") == header.attributes.isControl, place)
        #expect(row.number("size") == Int64(header.sizeInBytes), place)
        #expect(row.number("crc") == Int64(header.crc) && batch.isChecksumRight, place)
        #expect(row.number("CreateTime") ?? row.number("LogAppendTime") == header.maxTimestamp, place)
        let codec = header.attributes.codec.map { $0.name == "uncompressed" ? "none" : $0.name }
        #expect(row.word("compresscodec") == codec, place)
    }

    private func expect(_ record: Record, agreesWith row: [String: Any], _ partition: String) {
        let place: Comment = "\(partition) record \(record.offset)"
        #expect(row.number("offset") == record.offset.rawValue, place)
        #expect(row.number("CreateTime") ?? row.number("LogAppendTime") == record.timestamp, place)
        #expect(row.number("keySize") == Int64(record.key?.count ?? -1), place)
        #expect(row.number("valueSize") == Int64(record.value?.count ?? -1), place)
        let names = record.headers.compactMap(\.key.utf8Text).joined(separator: ",")
        if let headers = row.word("headerKeys") { #expect(headers == "[\(names)]", place) }
        guard partition.hasPrefix("seg-"), row.word("endTxnMarker") == nil, !(row["text"] as? String ?? "").contains("Marker")
        else { return }
        if let key = row["key"] as? String { #expect(record.key?.utf8Text == key, place) }
        if let payload = row["payload"] as? String { #expect(record.value?.utf8Text ?? "" == payload, place) }
    }

    @Test(arguments: names) func snapshotsAndTransactionIndexesAgreeWithTheDumpTool(_ name: String) throws {
        let folder = try KafkaFolder(name)
        for partition in ["seg-idem-0", "seg-compact-after-0", "seg-compact-before-0"] {
            let log = try open(folder, partition, clean: name == "clean")
            let rows = folder.rows(partition, suffix: ".txnindex", kinds: ["other"])
            #expect(!rows.isEmpty)
            let aborted = log.abortedTransactions(from: 0, to: log.logEndOffset)
            #expect(aborted.map(\.producerID.rawValue) == rows.compactMap { $0.number("producerId") }, "\(partition)")
            #expect(aborted.map(\.firstOffset.rawValue) == rows.compactMap { $0.number("firstOffset") })
            #expect(aborted.map(\.lastOffset.rawValue) == rows.compactMap { $0.number("lastOffset") })
            #expect(aborted.map(\.lastStableOffset.rawValue) == rows.compactMap { $0.number("lastStableOffset") })
        }
    }

    /// Kafka, started on the folder of kill -9, wrote a snapshot at the log's end: recovery must find the same producers.
    @Test(arguments: names) func producersAgreeWithKafkasOwnRecovery(_ name: String) throws {
        let kafkas = try KafkaFolder("clean")
        let log = try open(try KafkaFolder(name), "seg-idem-0", clean: name == "clean")
        let rows = (kafkas.expected["seg-idem-0/00000000000000000027.snapshot"] ?? [])
            .sorted { ($0.number("producerId") ?? 0) < ($1.number("producerId") ?? 0) }
        let states = log.producerStates
        #expect(states.map(\.producerID.rawValue) == rows.compactMap { $0.number("producerId") })
        #expect(states.map { Int64($0.epoch.rawValue) } == rows.compactMap { $0.number("producerEpoch") })
        #expect(states.map { Int64($0.coordinatorEpoch) } == rows.compactMap { $0.number("coordinatorEpoch") })
        #expect(states.map(\.lastTimestamp) == rows.compactMap { $0.number("lastTimestamp") })
        #expect(
            states.compactMap { $0.batches.last.map { Int64($0.lastSequence) } } == rows.compactMap { $0.number("lastSequence") })
        #expect(states.compactMap { $0.batches.last?.lastOffset.rawValue } == rows.compactMap { $0.number("lastOffset") })
        #expect(states.map(\.currentTransactionFirstOffset) == [nil, nil, 24])
        #expect(log.lastStableOffset == 24)
    }

    /// Our recovery of the same `.log` files writes the index files that Kafka wrote, byte for byte.
    @Test func rebuiltIndexesEqualKafkasBytes() throws {
        let folder = try KafkaFolder("clean")
        var compared = 0
        for partition in folder.partitions {
            let originals = try folder.files(of: partition)
            let disk = SimulatedDisk()
            for (path, bytes) in originals where path.hasSuffix(".log") { disk.place(bytes, at: "data/\(path)") }
            var log = try openLog(disk, folder: "data/\(partition)", now: recordedNow) { configuration in
                // The topic was made with a small interval, so that five batches have two entries.
                if partition == "seg-codecs-0" { configuration.indexIntervalBytes = 128 }
                configuration.isCompacted = true
            }
            try log.close()
            for (path, bytes) in originals where path.hasSuffix("index") && !path.hasSuffix(".txnindex") {
                // Kafka was killed and started again meanwhile: this one has an entry more, from the end of the first run.
                if path == "__cluster_metadata-0/00000000000000000000.timeindex" { continue }
                #expect(try disk.contents(of: "data/\(path)") == bytes, "\(path)")
                compared += 1
            }
        }
        #expect(compared > 40)
    }

    @Test func checkpointFilesAreReadAndWrittenAgain() throws {
        let files = try KafkaFolder("clean").files(of: "")
        let disk = SimulatedDisk()
        for (path, bytes) in files { disk.place(bytes, at: "data/\(path)") }
        let folder = LogFolder(fileSystem: disk, path: "data")
        let codecs = TopicPartition("seg-codecs", 0)
        #expect(try folder.offsets(.recoveryPoint)[codecs] == 15)
        #expect(try folder.offsets(.replication)[TopicPartition("seg-idem", 0)] == 28)
        #expect(try folder.offsets(.logStart) == [TopicPartition("seg-deleted", 0): 5])
        #expect(try folder.metaProperties()?.clusterID == "MkU3OEVBNTcwNTJENDM2Qk")
        #expect(try folder.metaProperties()?.directoryID == "dW74jWWZQROeb90KNX5AvQ")
        #expect(try folder.takeCleanShutdownMarker())
        #expect(try !folder.takeCleanShutdownMarker())
        for checkpoint in OffsetCheckpoint.allCases {
            let offsets = try folder.offsets(checkpoint)
            try folder.write(offsets, to: checkpoint)
            #expect(try folder.offsets(checkpoint) == offsets)
        }
        let properties = try #require(try folder.metaProperties())
        try folder.write(properties)
        #expect(try folder.metaProperties() == properties)
    }

    @Test func leaderEpochsAndTopicIDsComeFromTheFolder() throws {
        let folder = try KafkaFolder("clean")
        let log = try open(folder, "seg-idem-0", clean: true)
        #expect(log.topicID?.base64 == "pqpJGi7LQhmqRZi-vmng1w")
        #expect(log.leaderEpochs.map(\.epoch) == [0, 2] && log.leaderEpochs.map(\.startOffset) == [0, 27])
        #expect(log.endOffset(of: 0) == (0, 27) && log.endOffset(of: 1) == (0, 27) && log.endOffset(of: 2) == (2, 28))
        #expect(log.endOffset(of: 3) == (.unknown, .none))
    }

    @Test func recordsDeletedByKafkaStayDeleted() throws {
        let folder = try KafkaFolder("kill9")
        let disk = SimulatedDisk()
        for (path, bytes) in try folder.files(of: "seg-deleted-0") { disk.place(bytes, at: "data/\(path)") }
        let log = try openLog(disk, folder: "data/seg-deleted-0", recoveryPoint: 5, start: 5, now: recordedNow)
        #expect(log.logStartOffset == 5 && log.logEndOffset == 8)
        #expect(throws: LogError.self) {
            _ = try log.read(from: 4, limit: 8, maxBytes: 1, givesFirstBatch: true)
        }
        #expect(try log.readAll().last?.header.lastOffset == 7)
    }
}
