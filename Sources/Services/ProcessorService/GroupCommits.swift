internal import Identifiers
internal import KafkaClient
internal import StreamRuntime
internal import Telemetry
internal import Threads

/// Once a second: commits the group's offsets, which every tool shows as lag, and confirms the leader epochs of what was read.
/// Both serve others or a later start; neither decides where this processor goes on.
final class GroupCommits: Sendable {
    static let intervalMs: Int64 = 1_000

    private let consumer: KafkaConsumer
    private let positions: PositionTable
    private let outbox: OutboxWriter
    private let probe: BrokerProbe
    private let log: Logger
    private let stopping = Latch()
    private let ended = Latch()

    init(consumer: KafkaConsumer, positions: PositionTable, outbox: OutboxWriter, probe: BrokerProbe, log: Logger) {
        self.consumer = consumer
        self.positions = positions
        self.outbox = outbox
        self.probe = probe
        self.log = log
    }

    func start() throws(ThreadFailure) {
        try Threads.start("group-commits") { [self] in
            var committed: [OutboxWriter.PartitionPlace: Int64] = [:]
            repeat {
                stopping.wait(milliseconds: Self.intervalMs)
                commit(&committed)
                if !stopping.isOpen { confirmEpochs() }
            } while !stopping.isOpen
            ended.open()
        }
    }

    /// Commits once more and ends.
    func drain() {
        stopping.open()
        ended.wait()
    }

    private func commit(_ committed: inout [OutboxWriter.PartitionPlace: Int64]) {
        let applied = outbox.applied
        let moved = applied.filter { committed[$0.key] != $0.value }
        guard !moved.isEmpty else { return }
        do throws(KafkaClientError) {
            try consumer.commit(
                moved.map { (KafkaPartition($0.key.topic, $0.key.partition), Offset($0.value)) }, waiting: stopping.isOpen)
            committed = applied
        } catch {
            log.log(.debug, event: "group.commit_failed", ["reason": error])
        }
    }

    private func confirmEpochs() {
        // Taken before the question: an epoch told now was the leader's after these records.
        let read = positions.all
        guard let topics = try? probe.topics(Array(Set(read.map(\.topic)))) else { return }
        for position in read {
            guard let topic = topics[position.topic], position.topicID == .zero || topic.id == position.topicID,
                let partition = topic.partitions.first(where: { $0.index == position.partition })
            else { continue }
            positions.confirm(
                KafkaPartition(position.topic, position.partition), epoch: partition.leaderEpoch, topicID: topic.id,
                at: position.nextOffset)
        }
    }
}
