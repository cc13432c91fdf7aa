import BrokerCore
import Bytes
import CommitLog
import EventLoops
import Identifiers
import KafkaMessagesRecords
import KafkaPrimitives
import Synchronization
import Telemetry

/// Sends record batches as they are stored, now or when there are enough.
enum API01Fetch: RequestHandler {
    typealias Body = FetchAnswer

    static func handle(_ request: FetchRequest, _ context: RequestContext, _ broker: Broker) -> Answer<FetchAnswer> {
        // Kafka says -1 to these, which clients take for a fault of the broker.
        guard request.maxBytes >= 0, (0...1).contains(request.isolationLevel) else { return .now(refused(request)) }
        let isReplica = request.replicaID >= 0 || request.replicaState.replicaID >= 0
        switch openSession(request, context, broker) {
        case .failure(let code): return .now(FetchAnswer(FetchResponse(errorCode: code)))
        case .success(let session):
            let work = FetchWork(request, session, isReplica: isReplica, context: context, broker: broker)
            return work.start()
        }
    }

    /// An answer must name what was asked, else Java clients drop it.
    private static func refused(_ request: FetchRequest) -> FetchAnswer {
        var response = FetchResponse(errorCode: .invalidRequest)
        response.responses = request.topics.map { topic in
            .init(
                topic: topic.topic, topicID: topic.topicID,
                partitions: topic.partitions.map { FetchWork.failed($0.partition, .invalidRequest) })
        }
        return FetchAnswer(response: response, records: request.topics.map { $0.partitions.map { _ in [] } })
    }

    private static func openSession(
        _ request: FetchRequest, _ context: RequestContext, _ broker: Broker
    ) -> Result<FetchSessions.Use, KafkaErrorCode> {
        let usesIDs = context.apiVersion >= 13
        func name(_ id: UniqueID, _ asked: TopicName) -> TopicName {
            // The name stays with the session: it tells a deleted topic from one that never was.
            usesIDs ? broker.topics.topic(id: id)?.name ?? "" : asked
        }
        let targets = request.topics.flatMap { topic in
            let name = name(topic.topicID, topic.topic)
            return topic.partitions.map { asked in
                FetchTarget(
                    key: .init(topic: name, topicID: topic.topicID, partition: asked.partition), offset: asked.fetchOffset,
                    bytesMax: asked.partitionMaxBytes, currentLeaderEpoch: asked.currentLeaderEpoch,
                    lastFetchedEpoch: asked.lastFetchedEpoch)
            }
        }
        let forgotten = request.forgottenTopicsData.flatMap { topic in
            let name = name(topic.topicID, topic.topic)
            return topic.partitions.map { FetchTarget.Key(topic: name, topicID: topic.topicID, partition: $0) }
        }
        return broker.fetchSessions.withLock {
            $0.open(
                sessionID: request.sessionID, epoch: request.sessionEpoch, usesTopicIDs: usesIDs, targets: targets,
                forgotten: forgotten, nowMs: MonotonicClock.nowMs, freshID: Int32.random(in: 1 ... .max))
        }
    }

    static func frame(_ answer: FetchAnswer, version: Int16, correlationID: Int32) throws(EncodeError) -> [ByteSlice] {
        try FetchFrame.encode(answer, version: version, correlationID: correlationID)
    }
}

/// A Fetch answer whose records are still where they were found.
struct FetchAnswer: Sendable {
    /// With empty records.
    var response: FetchResponse
    /// The record bytes of each partition of each topic; empty where there are none.
    var records: [[[ByteSlice]]]

    /// An answer without topics.
    init(_ response: FetchResponse) {
        self.response = response
        records = []
    }

    init(response: FetchResponse, records: [[[ByteSlice]]]) {
        self.response = response
        self.records = records
    }
}

/// A Fetch request under way: tried at once, and again whenever one of its partitions has more, until there is enough or its
/// time is over. Runs on its connection's loop; cold reads go to a storage thread.
final class FetchWork: @unchecked Sendable {
    /// What was found for one partition.
    private struct Found {
        var data: FetchResponse.PartitionData
        var slices: [ByteSlice] = []
        /// To be loaded where waiting is allowed.
        var cold: SegmentRead?
        var partition: Partition?
        var endsWait = false
    }

    private let request: FetchRequest
    private let session: FetchSessions.Use
    private let isReplica: Bool
    private let context: RequestContext
    private let broker: Broker
    private let pending = PendingAnswer<FetchAnswer>()
    private let number: UInt64
    // Confined to the loop.
    private var observed: [Partition] = []
    private var timer: TimerID?
    private var isDone = false
    /// Set by whoever sees more first, so that one wake-up does for many appends.
    private let isWoken = Atomic<Bool>(false)

    init(_ request: FetchRequest, _ session: FetchSessions.Use, isReplica: Bool, context: RequestContext, broker: Broker) {
        self.request = request
        self.session = session
        self.isReplica = isReplica
        self.context = context
        self.broker = broker
        number = broker.nextTicket()
    }

    func start() -> Answer<FetchAnswer> {
        let found = lookUp()
        if isEnough(found) || request.maxWaitMs <= 0 || session.targets.isEmpty {
            finish(found)
        } else {
            park(found)
        }
        return .later(pending)
    }

    private func isEnough(_ found: [Found]) -> Bool {
        var bytes = 0
        for one in found {
            if one.endsWait || one.cold != nil { return true }
            bytes += one.slices.reduce(0) { $0 + $1.count }
        }
        return bytes >= max(1, Int(request.minBytes)) || request.minBytes == 0
    }

    private func park(_ found: [Found]) {
        observed = found.compactMap(\.partition)
        for partition in observed { partition.addObserver(number) { [self] in wake() } }
        timer = context.loop.schedule(afterMs: Int64(request.maxWaitMs)) { [self] in
            timer = nil
            retry(isLast: true)
        }
        broker.parkedFetches.add(number) { [self] in context.loop.execute { [self] in retry(isLast: true) } }
        // What came between the look and the observer told nobody; and a stop may have begun meanwhile.
        if broker.isDraining { context.loop.execute { [self] in retry(isLast: true) } } else { wake() }
    }

    private func wake() {
        guard isWoken.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged else { return }
        context.loop.execute { [self] in
            isWoken.store(false, ordering: .releasing)
            retry(isLast: false)
        }
    }

    private func retry(isLast: Bool) {
        guard !isDone else { return }
        let found = lookUp()
        if isLast || isEnough(found) { finish(found) }
    }

    private func finish(_ found: [Found]) {
        isDone = true
        if let timer { context.loop.cancel(timer) }
        for partition in observed { partition.removeObserver(number) }
        if !observed.isEmpty { broker.parkedFetches.remove(number) }
        observed = []
        guard found.contains(where: { $0.cold != nil }) else { return answer(found) }
        let isQueued = broker.onStorageThread { [self] in answer(found.map(loaded)) }
        if !isQueued { answer(found) }
    }

    private func loaded(_ found: Found) -> Found {
        guard let cold = found.cold else { return found }
        var found = found
        do throws(LogError) {
            let bytes = try cold.load()
            if !bytes.isEmpty { found.slices = [bytes] }
        } catch {
            found.data = Self.failed(found.data.partitionIndex, error.kafkaErrorCode)
        }
        return found
    }

    // MARK: Looking

    private func lookUp() -> [Found] {
        var budget = min(Int(request.maxBytes), broker.configuration.fetchBytesMax)
        var hasRecords = false
        return session.targets.map { target in
            let found = lookUp(target, budget: budget, givesFirstBatch: !hasRecords)
            let bytes = found.slices.reduce(0) { $0 + $1.count }
            if bytes > 0 || found.cold != nil { hasRecords = true }
            budget = max(0, budget - (found.cold == nil ? bytes : Int(max(0, target.bytesMax))))
            return found
        }
    }

    private func lookUp(_ target: FetchTarget, budget: Int, givesFirstBatch: Bool) -> Found {
        let key = target.key
        func failed(_ code: KafkaErrorCode, endsWait: Bool = true) -> Found {
            Found(data: Self.failed(key.partition, code), endsWait: endsWait)
        }
        let byID = context.apiVersion >= 13
        let resolved =
            byID
            ? broker.partitions.partition(id: key.topicID, key.partition)
            : broker.partitions.partition(key.topic, key.partition)
        guard let partition = resolved else {
            let isUnknownID = byID && key.topic.rawValue.isEmpty
            // An unknown topic beside others does not end the wait: the others may still bring something.
            var unknown = failed(
                isUnknownID ? .unknownTopicId : .unknownTopicOrPartition, endsWait: session.targets.count == 1)
            // As Kafka does: none, where other errors have null.
            unknown.data.abortedTransactions = []
            return unknown
        }
        if isReplica { return failed(.notLeaderOrFollower) }
        if target.bytesMax < 0 { return failed(.invalidRequest) }
        if target.currentLeaderEpoch >= 0, target.currentLeaderEpoch != partition.leaderEpoch {
            return failed(target.currentLeaderEpoch < partition.leaderEpoch ? .fencedLeaderEpoch : .unknownLeaderEpoch)
        }
        do throws(LogError) {
            if target.lastFetchedEpoch >= 0, let found = diverging(partition, target) { return found }
            let (read, offsets) = try partition.read(
                from: target.offset, committedOnly: request.isolationLevel == 1,
                maxBytes: min(budget, Int(max(0, target.bytesMax))), givesFirstBatch: givesFirstBatch)
            var found = Found(data: data(key.partition, offsets), partition: partition)
            switch read {
            case .empty: break
            case .memory(let slices): found.slices = slices
            case .segment(let cold): found.cold = cold
            }
            if request.isolationLevel == 1 { found.data.abortedTransactions = aborted(partition, target, found) }
            return found
        } catch {
            return failed(error.kafkaErrorCode)
        }
    }

    static func failed(_ index: PartitionIndex, _ code: KafkaErrorCode) -> FetchResponse.PartitionData {
        .init(
            partitionIndex: index, errorCode: code, highWatermark: .none, lastStableOffset: .none, logStartOffset: .none,
            abortedTransactions: nil)
    }

    private func data(_ index: PartitionIndex, _ offsets: Partition.Offsets) -> FetchResponse.PartitionData {
        .init(
            partitionIndex: index, highWatermark: offsets.highWatermark, lastStableOffset: offsets.lastStable,
            logStartOffset: offsets.start, abortedTransactions: request.isolationLevel == 1 ? [] : nil)
    }

    /// A consumer that was ahead of what a power loss left is told where its history and ours part (KIP-595).
    private func diverging(_ partition: Partition, _ target: FetchTarget) -> Found? {
        let (epoch, end, offsets) = partition.withLog { log in
            let (epoch, end) = log.endOffset(of: target.lastFetchedEpoch)
            return (epoch, end, log.logEndOffset)
        }
        if target.lastFetchedEpoch > partition.leaderEpoch {
            return Found(data: Self.failed(target.key.partition, .offsetOutOfRange), endsWait: true)
        }
        guard epoch >= 0, epoch < target.lastFetchedEpoch || end < target.offset, end <= offsets else { return nil }
        var found = Found(data: data(target.key.partition, partition.offsets), partition: partition, endsWait: true)
        found.data.divergingEpoch = .init(epoch: epoch, endOffset: end)
        return found
    }

    private func aborted(
        _ partition: Partition, _ target: FetchTarget, _ found: Found
    ) -> [FetchResponse.AbortedTransaction] {
        let end = found.data.lastStableOffset
        return partition.withLog { log in
            log.abortedTransactions(from: target.offset, to: end).map {
                .init(producerID: $0.producerID, firstOffset: $0.firstOffset)
            }
        }
    }

    // MARK: Answering

    private func answer(_ found: [Found]) {
        let summaries = found.map { one in
            FetchSummary(
                hasRecords: !one.slices.isEmpty, mustShow: one.data.errorCode != .none || one.data.divergingEpoch.epoch >= 0,
                highWatermark: one.data.highWatermark, lastStableOffset: one.data.lastStableOffset,
                logStartOffset: one.data.logStartOffset)
        }
        let isShown = broker.fetchSessions.withLock { $0.close(session, results: summaries) }
        var response = FetchResponse(sessionID: session.answeredID)
        var records: [[[ByteSlice]]] = []
        var bytes = 0
        var isLeaderNamed = false
        for index in found.indices where isShown[index] {
            let key = session.targets[index].key
            var data = found[index].data
            if data.errorCode == .fencedLeaderEpoch, context.apiVersion >= 16 {
                let epoch = broker.partitions.partition(id: key.topicID, data.partitionIndex)?.leaderEpoch ?? .unknown
                data.currentLeader = .init(leaderID: broker.configuration.nodeID, leaderEpoch: epoch)
                isLeaderNamed = true
            }
            bytes += found[index].slices.reduce(0) { $0 + $1.count }
            if let last = response.responses.last, last.topic == key.topic, last.topicID == key.topicID {
                response.responses[response.responses.count - 1].partitions.append(data)
                records[records.count - 1].append(found[index].slices)
            } else {
                response.responses.append(.init(topic: key.topic, topicID: key.topicID, partitions: [data]))
                records.append([found[index].slices])
            }
        }
        if isLeaderNamed {
            response.nodeEndpoints = [
                .init(nodeID: broker.configuration.nodeID, host: broker.advertised.host, port: Int32(broker.advertised.port))
            ]
        }
        broker.counters.fetchedBytes.add(bytes)
        pending.complete(FetchAnswer(response: response, records: records))
    }
}
