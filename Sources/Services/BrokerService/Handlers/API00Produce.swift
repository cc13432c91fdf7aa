import BrokerCore
import Bytes
import CommitLog
import Identifiers
import KafkaMessagesRecords
import RecordBatches
import Synchronization
import Telemetry

/// Appends record batches. Their bytes go from the request's frame to the log without being copied.
enum API00Produce: RequestHandler {
    /// The client id of Kafka's own tools that may write to internal topics.
    static let adminClientID = "__admin_client"

    static func handle(_ request: ProduceRequest, _ context: RequestContext, _ broker: Broker) -> Answer<ProduceResponse> {
        let work = ProduceWork(request)
        for topicIndex in request.topicData.indices {
            for partitionIndex in request.topicData[topicIndex].partitionData.indices {
                append(request, at: (topicIndex, partitionIndex), work, context, broker)
            }
        }
        let pending = work.allStarted()
        guard request.acks != 0 else {
            // No answer is wanted, so an error can only be shown by closing the connection.
            return work.hasRefusal ? .close : .nothing
        }
        return .later(pending)
    }

    private static func append(
        _ request: ProduceRequest, at place: ProduceWork.Place, _ work: ProduceWork, _ context: RequestContext, _ broker: Broker
    ) {
        let topic = request.topicData[place.topic]
        let asked = topic.partitionData[place.partition]
        guard [-1, 0, 1].contains(request.acks) else { return work.refuse(place, .invalidRequiredAcks) }
        guard work.isNamedOnce(place) else {
            return work.refuse(place, .invalidRequest, message: "The partition is named more than once in the request.")
        }
        // Also those that do not exist yet.
        if context.apiVersion < 13, InternalTopics.names.contains(topic.name), context.clientID != adminClientID {
            return work.refuse(place, .invalidTopicException)
        }
        let found =
            context.apiVersion >= 13
            ? broker.partitions.partition(id: topic.topicID, asked.index)
            : broker.partitions.partition(topic.name, asked.index)
        guard let partition = found else {
            let isUnknownID = context.apiVersion >= 13 && broker.topics.topic(id: topic.topicID) == nil
            return work.refuse(place, isUnknownID ? .unknownTopicId : .unknownTopicOrPartition)
        }
        if InternalTopics.names.contains(partition.id.topic), context.clientID != adminClientID {
            return work.refuse(place, .invalidTopicException)
        }
        guard let records = asked.records else {
            return work.refuse(place, .invalidRequest, message: "The records are null.")
        }
        do throws(ProduceRejection) {
            if request.transactionalID == nil, isTransactional(records) {
                return work.refuse(place, .transactionalIdAuthorizationFailed)
            }
            var rules = partition.rules
            rules.allowsZstd = context.apiVersion >= 7
            let batch = try ProduceValidation.validateForProduce(records, rules: rules, now: context.nowMs)
            if batch.header.attributes.isTransactional {
                // Transactions are refused when their producer id is asked for, so nobody can have one here.
                return work.refuse(place, .invalidProducerIdMapping)
            }
            append(batch, to: partition, request.acks, place, work, context, broker)
        } catch {
            broker.counters.rejectedBatches.add()
            let start = error.answersLogStartOffset ? partition.offsets.start : Offset.none
            work.refuse(place, error.code, message: error.answerMessage, faults: error.recordFaults, logStartOffset: start)
        }
    }

    /// Whether the first batch says that it belongs to a transaction; what cannot be read does not.
    private static func isTransactional(_ records: ByteSlice) -> Bool {
        var reader = ByteReader(records)
        return (try? RecordBatchHeader(from: &reader))?.attributes.isTransactional ?? false
    }

    private static func append(
        _ batch: ValidatedBatch, to partition: Partition, _ acks: Int16, _ place: ProduceWork.Place, _ work: ProduceWork,
        _ context: RequestContext, _ broker: Broker
    ) {
        let isSynced = acks == -1 && broker.configuration.syncsOnAcksAll
        do throws(LogError) {
            let completion: Partition.Completion? = acks == 0 ? nil : { @Sendable in work.finished(place, $0) }
            if acks != 0 { work.isWaiting(place) }
            let result = try partition.append(
                batch, origin: .client(startsAtZero: false), durability: isSynced ? .synced : .written, nowMs: context.nowMs,
                completion: completion)
            work.appended(place, result)
        } catch {
            work.refuse(place, error.kafkaErrorCode, logStartOffset: partition.offsets.start, wasWaiting: acks != 0)
        }
    }
}

/// A Produce request under way: its answer, filled in as batches reach what their producer was promised.
final class ProduceWork: Sendable {
    typealias Place = (topic: Int, partition: Int)

    private struct State {
        var response: ProduceResponse
        /// Batches whose completion is awaited, and one more until all have been started.
        var waiting = 1
        var hasRefusal = false
    }

    private let state: Mutex<State>
    private let pending = PendingAnswer<ProduceResponse>()
    /// Partitions that the request names more than once; empty in all sane requests.
    private let repeated: Set<String>
    private let names: [[String]]

    init(_ request: ProduceRequest) {
        var response = ProduceResponse()
        response.responses = request.topicData.map { topic in
            .init(
                name: topic.name, topicID: topic.topicID,
                partitionResponses: topic.partitionData.map { .init(index: $0.index, baseOffset: .none) })
        }
        state = Mutex(State(response: response))
        let isSingle = request.topicData.count == 1 && request.topicData[0].partitionData.count == 1
        guard !isSingle else {
            (names, repeated) = ([], [])
            return
        }
        var seen: Set<String> = []
        var twice: Set<String> = []
        names = request.topicData.map { topic in
            topic.partitionData.map { "\(topic.name)/\(topic.topicID)/\($0.index)" }
        }
        for name in names.joined() where !seen.insert(name).inserted { twice.insert(name) }
        repeated = twice
    }

    func isNamedOnce(_ place: Place) -> Bool {
        repeated.isEmpty || !repeated.contains(names[place.topic][place.partition])
    }

    func refuse(
        _ place: Place, _ code: KafkaErrorCode, message: String? = nil, faults: [ProduceRejection.RecordFault] = [],
        logStartOffset: Offset = .none, wasWaiting: Bool = false
    ) {
        change { state in
            state.hasRefusal = true
            if wasWaiting { state.waiting -= 1 }
            var answer = state.response.responses[place.topic].partitionResponses[place.partition]
            answer.errorCode = code
            answer.errorMessage = message
            answer.logStartOffset = logStartOffset
            answer.recordErrors = faults.map { .init(batchIndex: $0.batchIndex, batchIndexErrorMessage: $0.message) }
            state.response.responses[place.topic].partitionResponses[place.partition] = answer
        }
    }

    func isWaiting(_ place: Place) { state.withLock { $0.waiting += 1 } }

    func appended(_ place: Place, _ result: AppendResult) {
        state.withLock { state in
            // The completion may have come before: its error stays.
            guard state.response.responses[place.topic].partitionResponses[place.partition].errorCode == .none else { return }
            state.response.responses[place.topic].partitionResponses[place.partition].baseOffset = result.baseOffset
            state.response.responses[place.topic].partitionResponses[place.partition].logAppendTimeMs = result.logAppendTimeMs
            state.response.responses[place.topic].partitionResponses[place.partition].logStartOffset = result.logStartOffset
        }
    }

    func finished(_ place: Place, _ code: KafkaErrorCode) {
        change { state in
            state.waiting -= 1
            guard code != .none else { return }
            state.hasRefusal = true
            state.response.responses[place.topic].partitionResponses[place.partition] = .init(
                index: state.response.responses[place.topic].partitionResponses[place.partition].index, errorCode: code,
                baseOffset: .none)
        }
    }

    var hasRefusal: Bool { state.withLock { $0.hasRefusal } }

    func allStarted() -> PendingAnswer<ProduceResponse> {
        change { $0.waiting -= 1 }
        return pending
    }

    private func change(_ body: (inout State) -> Void) {
        let response = state.withLock { state -> ProduceResponse? in
            body(&state)
            return state.waiting == 0 ? state.response : nil
        }
        if let response { pending.complete(response) }
    }
}
