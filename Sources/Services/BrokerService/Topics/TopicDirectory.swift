import BrokerCore
import CommitLog
import EventLoops
import Identifiers
import StoredRecords
import Synchronization
import Telemetry

/// Why a topic could not be made or changed, with the code and text that answers carry.
struct TopicRefusal: Error, Sendable {
    let code: KafkaErrorCode
    let message: String?

    init(_ code: KafkaErrorCode, _ message: String? = nil) {
        self.code = code
        self.message = message
    }
}

/// The topics there are: the catalog, the metadata log that keeps it, and the partitions that follow it.
///
/// Reads are cheap and come from any thread. Changes block (they sync the metadata log and make folders): call them on a
/// storage thread, ``Broker/onStorageThread(_:)``. One change is made at a time.
final class TopicDirectory: Sendable {
    private let metadata: Mutex<ClusterMetadata>
    private let changes: Mutex<MetadataLog>
    private let partitions: PartitionRegistry
    private let configuration: BrokerConfiguration
    private let io: IOThreads
    private let log: Logger
    private let observer = Mutex<(@Sendable (TopicName) -> Void)?>(nil)
    /// Topics being made in the background, so that a client that asks again does not start another creation.
    private let inCreation = Mutex<Set<TopicName>>([])

    init(
        metadata: ClusterMetadata, metadataLog: consuming MetadataLog, partitions: PartitionRegistry,
        configuration: BrokerConfiguration, io: IOThreads, log: Logger
    ) {
        self.metadata = Mutex(metadata)
        self.changes = Mutex(metadataLog)
        self.partitions = partitions
        self.configuration = configuration
        self.io = io
        self.log = log
    }

    /// Has `observer` called with each topic that is deleted.
    func whenRemoved(_ observer: @escaping @Sendable (TopicName) -> Void) { self.observer.withLock { $0 = observer } }

    // MARK: Reads

    func topic(named name: TopicName) -> TopicDescription? { metadata.withLock { $0.topics.topic(named: name) } }
    func topic(id: UniqueID) -> TopicDescription? { metadata.withLock { $0.topics.topic(id: id) } }
    /// Every topic, by name.
    var all: [TopicDescription] { metadata.withLock { $0.topics.all } }
    /// Topics and settings as they are now.
    var snapshot: ClusterMetadata { metadata.withLock { $0 } }

    // MARK: Changes

    /// Makes a change: `decide` looks at what there is and gives the records; they are durable, applied, and their
    /// partitions opened or closed when this returns. Blocks.
    /// - Throws: what `decide` throws, and code 56 when the metadata log cannot be written.
    func change<Result>(
        _ decide: (ClusterMetadata) throws(TopicRefusal) -> (records: [AnyMetadataRecord], result: Result)
    ) throws(TopicRefusal) -> Result {
        // Held over the write, so that the next decision sees this one's outcome.
        try changes.withLock { (metadataLog) throws(TopicRefusal) -> Result in
            let before = snapshot
            let decision = try decide(before)
            guard !decision.records.isEmpty else { return decision.result }
            do throws(MetadataLog.Failure) {
                try metadataLog.append(decision.records)
            } catch {
                log.log(.error, event: "metadata.not_written", ["reason": error])
                throw TopicRefusal(.kafkaStorageError)
            }
            var after = before
            for record in decision.records { after.apply(record) }
            try follow(before, after)
            return decision.result
        }
    }

    /// Opens what is new and removes what is gone. New partitions are open before the catalog names them; removed topics
    /// are out of the catalog before their partitions close.
    private func follow(_ before: ClusterMetadata, _ after: ClusterMetadata) throws(TopicRefusal) {
        for topic in after.topics.all {
            let settings = after.configs.topicSettings(topic.name)
            if let old = before.topics.topic(id: topic.id) {
                if before.configs.topicSettings(topic.name) != settings { partitions.reconfigure(topic, settings) }
                if old == topic { continue }
            }
            do throws(LogError) {
                try partitions.open(topic, settings)
            } catch {
                log.log(.error, event: "partition.not_opened", ["topic": topic.name, "reason": error])
                throw TopicRefusal(.kafkaStorageError)
            }
        }
        metadata.withLock { $0 = after }
        for topic in before.topics.all where after.topics.topic(id: topic.id) == nil {
            partitions.remove(topic)
            observer.withLock { $0 }?(topic.name)
            log.log(.info, event: "topic.removed", ["topic": topic.name, "id": topic.id.base64])
        }
    }

    /// Makes a topic. Blocks.
    /// - Throws: 17 for a bad or colliding name, 36 when it exists, 56 when it cannot be stored.
    @discardableResult
    func create(
        _ name: TopicName, partitions count: Int32? = nil, overrides: [String: String] = [:]
    ) throws(TopicRefusal) -> TopicDescription {
        if let objection = TopicNameRule.objection(to: name) { throw TopicRefusal(.invalidTopicException, objection) }
        var generator = SystemRandomNumberGenerator()
        let id = UniqueID.random(using: &generator)
        let (node, count) = (configuration.nodeID, count ?? configuration.partitionsDefault)
        try change { (metadata) throws(TopicRefusal) in
            let catalog = metadata.topics
            guard catalog.topic(named: name) == nil else {
                throw TopicRefusal(.topicAlreadyExists, "Topic '\(name)' already exists.")
            }
            if let other = catalog.collision(with: name) {
                throw TopicRefusal(.invalidTopicException, "Topic '\(name)' collides with existing topic: \(other)")
            }
            return (TopicChange.create(name, id: id, partitions: count, overrides: overrides, broker: node), ())
        }
        guard let topic = topic(id: id) else { throw TopicRefusal(.unknownTopicOrPartition) }
        log.log(.info, event: "topic.created", ["topic": name, "partitions": count, "id": id.base64])
        return topic
    }

    /// Starts making a topic that a client named; nothing happens when it is under way or cannot be made.
    func createInBackground(_ name: TopicName) {
        guard inCreation.withLock({ $0.insert(name).inserted }) else { return }
        let isInternal = InternalTopics.names.contains(name)
        let isQueued = io.submit { [self] in
            defer { _ = inCreation.withLock { $0.remove(name) } }
            do throws(TopicRefusal) {
                if isInternal {
                    _ = try internalTopic(name)
                } else {
                    try create(name)
                }
            } catch {
                log.log(
                    .warning, event: "topic.not_created",
                    ["topic": name, "code": error.code, "reason": error.message ?? "no more is known"])
            }
        }
        if !isQueued { _ = inCreation.withLock { $0.remove(name) } }
    }

    /// One of the broker's own topics, made when it is missing. Blocks.
    func internalTopic(_ name: TopicName) throws(TopicRefusal) -> TopicDescription {
        if let topic = topic(named: name) { return topic }
        do {
            return try create(
                name, partitions: configuration.offsetsTopicPartitions,
                overrides: ["cleanup.policy": "compact", "compression.type": "producer", "segment.bytes": "104857600"])
        } catch {
            // Another thread was first.
            if error.code == .topicAlreadyExists, let topic = topic(named: name) { return topic }
            throw error
        }
    }

    /// Reserves `count` producer ids, durably. Blocks.
    /// - Returns: the first of them.
    func reserveProducerIDs(_ count: Int64) throws(TopicRefusal) -> ProducerID {
        let node = configuration.nodeID
        return try change { (metadata) throws(TopicRefusal) in
            let first = metadata.topics.nextProducerID
            let record = ProducerIdsRecord(brokerID: node, brokerEpoch: 0, nextProducerID: ProducerID(first.rawValue + count))
            return ([.producerIDs(record)], first)
        }
    }

    /// Writes and syncs the metadata log. Blocks; for the end of a clean stop.
    func close() throws(LogError) {
        try changes.withLock { (metadataLog) throws(LogError) in try metadataLog.close() }
    }
}
