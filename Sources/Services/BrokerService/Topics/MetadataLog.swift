import BrokerCore
import Bytes
import CommitLog
import EventLoops
import Identifiers
import KafkaPrimitives
import RecordBatches
import StoredRecords

/// The log of everything that describes the cluster: topics, partitions, settings, producer id blocks, as Kafka's metadata
/// records in `__cluster_metadata-0`. Every change is durable before it takes effect.
struct MetadataLog: ~Copyable, Sendable {
    private var log: PartitionLog

    /// Why a change could not be stored.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private init(_ log: consuming PartitionLog) { self.log = log }

    /// Opens the log and applies what it holds to `metadata`. Blocks.
    static func open(
        _ folder: LogFolder, context: LogOpenContext, into metadata: inout ClusterMetadata
    ) throws(LogError) -> MetadataLog {
        let id = TopicPartition(InternalTopics.clusterMetadata, 0)
        var configuration = LogConfiguration()
        configuration.retentionMs = nil
        configuration.deletesOldSegments = false
        let log = try PartitionLog.open(
            folder.fileSystem, folder: folder.path(of: id), configuration: configuration, context: context)
        var loaded = metadata
        _ = try InternalLogReader.forEachRecord(in: log) { record in
            // A record of a type that this release does not know describes what this release does not have.
            if let value = record.value, let known = try? AnyMetadataRecord(fromValue: value) { loaded.apply(known) }
        }
        metadata = loaded
        return MetadataLog(log)
    }

    /// Whether nothing was ever stored.
    var isNew: Bool { log.logEndOffset == 0 }

    /// Stores records, all or none, durably. Blocks.
    mutating func append(_ records: [AnyMetadataRecord]) throws(Failure) {
        let nowMs = WallClock.nowMs
        do {
            var builder = RecordBatchBuilder()
            for record in records { builder.append(timestamp: nowMs, key: nil, value: try record.encodedValue()) }
            let batch = try ValidatedBatch(trusted: try builder.build())
            _ = try log.append(batch, leaderEpoch: 0, origin: .coordinator, durability: .synced, now: nowMs)
            try log.writeOut(syncing: true)
        } catch {
            throw Failure(description: "\(error)")
        }
    }

    mutating func close() throws(LogError) { try log.close() }
}

extension AnyMetadataRecord {
    /// The bytes of a record that the broker writes.
    func encodedValue() throws(EncodeError) -> ByteSlice {
        switch self {
        case .topic(let record): try record.encodedValue()
        case .partition(let record): try record.encodedValue(version: 1)
        case .config(let record): try record.encodedValue()
        case .removeTopic(let record): try record.encodedValue()
        case .producerIDs(let record): try record.encodedValue()
        default: throw EncodeError(.unsupportedVersion, field: "metadata record that this broker does not write")
        }
    }
}
