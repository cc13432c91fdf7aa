import BrokerCore
import CommitLog
import DiskFiles
import EventLoops
import Identifiers
import Telemetry
import RecordBatches

/// Opening a data folder at start, and leaving it whole at the end.
enum BrokerLoading {
    static func load(
        _ configuration: BrokerConfiguration, io: IOThreads, metrics: MetricsRegistry, log: Logger
    ) throws(BrokerFailure) -> Broker {
        let folder = LogFolder(fileSystem: DiskFileSystem(), path: configuration.dataFolder)
        let counters = BrokerCounters(metrics)
        let tailMemory = TailMemory(limitBytes: configuration.tailMemoryBytes)
        do {
            try folder.fileSystem.createFolder(folder.path)
            let clusterID = try identify(folder, configuration)
            try removeDeleted(folder)
            var checkpoints = PartitionRegistry.Checkpoints()
            checkpoints.recoveryPoints = try folder.offsets(.recoveryPoint)
            checkpoints.logStarts = try folder.offsets(.logStart)
            checkpoints.wasCleanShutdown = try folder.takeCleanShutdownMarker()
            let registry = PartitionRegistry(
                folder: folder, checkpoints: checkpoints, tailMemory: tailMemory, io: io, counters: counters, log: log)
            var metadata = ClusterMetadata(broker: configuration.nodeID, staticConfigs: configuration.topicDefaults)
            let metadataPartition = TopicPartition(InternalTopics.clusterMetadata, 0)
            let context = LogOpenContext(
                wasCleanShutdown: checkpoints.wasCleanShutdown,
                recoveryPoint: checkpoints.recoveryPoints[metadataPartition] ?? 0, tailMemory: tailMemory, now: WallClock.nowMs)
            var metadataLog = try MetadataLog.open(folder, context: context, into: &metadata)
            if metadataLog.isNew {
                try metadataLog.append(DynamicConfigs.initialRecords)
                for record in DynamicConfigs.initialRecords { metadata.apply(record) }
            }
            let known = Set(metadata.topics.all.flatMap { topic in topic.partitions.map { TopicPartition(topic.name, $0) } })
            for id in try folder.partitions() where id != metadataPartition && !known.contains(id) { try registry.setAside(id) }
            for topic in metadata.topics.all { try registry.open(topic, metadata.configs.topicSettings(topic.name)) }
            let topics = TopicDirectory(
                metadata: metadata, metadataLog: metadataLog, partitions: registry, configuration: configuration, io: io, log: log
            )
            log.log(
                .info, event: "broker.loaded",
                [
                    "topics": metadata.topics.count, "partitions": registry.all.count,
                    "clean_shutdown": checkpoints.wasCleanShutdown,
                ])
            let groups = GroupCoordinator(
                groups: try loadGroups(registry, configuration, log), partitions: registry, topics: topics,
                configuration: configuration, counters: counters, log: log)
            topics.whenRemoved { groups.topicRemoved($0) }
            return Broker(
                configuration: configuration, clusterID: clusterID, topics: topics, partitions: registry, groups: groups,
                io: io, counters: counters, log: log)
        } catch let error as LogError {
            throw .storage("\(error)")
        } catch let error as BrokerFailure {
            throw error
        } catch {
            throw .storage("\(error)")
        }
    }

    /// The cluster's id, kept in `meta.properties`; made for a new folder.
    private static func identify(_ folder: LogFolder, _ configuration: BrokerConfiguration) throws -> String {
        if let known = try folder.metaProperties() {
            guard known.nodeID == configuration.nodeID else {
                throw BrokerFailure.damaged(
                    "\(folder.path) belongs to node \(known.nodeID), and node.id is \(configuration.nodeID)")
            }
            return known.clusterID
        }
        var generator = SystemRandomNumberGenerator()
        let clusterID = UniqueID.random(using: &generator).base64
        let directoryID = UniqueID.random(using: &generator).base64
        try folder.write(MetaProperties(clusterID: clusterID, nodeID: configuration.nodeID, directoryID: directoryID))
        return clusterID
    }

    /// Groups and offsets, from the records that keep them.
    private static func loadGroups(
        _ registry: PartitionRegistry, _ configuration: BrokerConfiguration, _ log: Logger
    ) throws -> [GroupID: Group] {
        var loader = GroupLoader(limits: configuration.groupLimits, nowMs: MonotonicClock.nowMs)
        for partition in registry.partitions(of: InternalTopics.consumerOffsets) {
            let (records, unreadable) = try partition.allRecords()
            for record in records {
                if let key = record.key { loader.apply(key: key, value: record.value) }
            }
            if unreadable > 0 {
                log.log(.error, event: "groups.unreadable", ["partition": partition.id, "batches": unreadable])
            }
        }
        return loader.groups
    }

    /// What a stop left of deleted topics.
    private static func removeDeleted(_ folder: LogFolder) throws {
        for path in try folder.foldersMarkedForDeletion() { try folder.fileSystem.removeFolder(path) }
    }

    /// The end of a clean stop: everything on the disk, checkpoints, and last the marker that says so. Blocks.
    static func close(_ broker: Broker) {
        do {
            for partition in broker.partitions.all { try partition.close() }
            try broker.topics.close()
            try writeCheckpoints(broker)
            try broker.partitions.folder.leaveCleanShutdownMarker()
            broker.log.log(.info, event: "broker.stopped")
        } catch {
            broker.log.log(.error, event: "broker.stop_not_clean", ["reason": "\(error)"])
        }
    }

    /// Recovery points, log starts and high watermarks of all partitions.
    static func writeCheckpoints(_ broker: Broker) throws {
        var recoveryPoints: [TopicPartition: Offset] = [:]
        var logStarts: [TopicPartition: Offset] = [:]
        var highWatermarks: [TopicPartition: Offset] = [:]
        for partition in broker.partitions.all {
            let (synced, start, high, first) = partition.withLog { log in
                (log.syncedOffset, log.logStartOffset, log.highWatermark, log.segments.first?.baseOffset ?? 0)
            }
            recoveryPoints[partition.id] = synced
            highWatermarks[partition.id] = high
            // Where segments begin is seen from their names; only a start inside one has to be kept.
            if start > first { logStarts[partition.id] = start }
        }
        let folder = broker.partitions.folder
        try folder.write(recoveryPoints, to: .recoveryPoint)
        try folder.write(logStarts, to: .logStart)
        try folder.write(highWatermarks, to: .replication)
    }
}
