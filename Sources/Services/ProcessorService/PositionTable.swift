internal import Identifiers
internal import KafkaClient
import Synchronization
internal import StreamRuntime

/// Where each partition is read next: shared between the reading thread and the group's assignments.
final class PositionTable: Sendable {
    private struct State {
        var positions: [KafkaPartition: SourcePosition] = [:]
        /// Partitions read since the last commit.
        var moved: Set<KafkaPartition> = []
        var assigned: Set<KafkaPartition> = []
    }

    private let state = Mutex(State())

    /// Begins from these positions.
    func reset(_ positions: [SourcePosition]) {
        state.withLock { state in
            state.positions = Dictionary(
                positions.map { (KafkaPartition($0.topic, $0.partition), $0) }, uniquingKeysWith: { _, last in last })
        }
    }

    /// The group assigned these partitions: where to read each. One that was added to its topic since is read from its start.
    func assign(_ partitions: [KafkaPartition]) -> [(partition: KafkaPartition, offset: Offset)] {
        state.withLock { state in
            state.assigned = Set(partitions)
            return partitions.map { ($0, state.positions[$0]?.nextOffset ?? 0) }
        }
    }

    var assigned: Set<KafkaPartition> { state.withLock { $0.assigned } }
    var all: [SourcePosition] { state.withLock { Array($0.positions.values) } }

    /// Notes that everything before `offset` was read. False when the record was read before: the group assigned the
    /// partition again while it was on its way.
    func advance(_ partition: KafkaPartition, past offset: Offset) -> Bool {
        state.withLock { state in
            var position =
                state.positions[partition]
                ?? SourcePosition(topic: partition.topic, partition: partition.partition, topicID: .zero, nextOffset: 0)
            guard offset >= position.nextOffset else { return false }
            position.nextOffset = Offset(offset.rawValue + 1)
            state.positions[partition] = position
            state.moved.insert(partition)
            return true
        }
    }

    /// The positions that moved since they were last taken.
    func takeMoved() -> [SourcePosition] {
        state.withLock { state in
            defer { state.moved = [] }
            return state.moved.compactMap { state.positions[$0] }
        }
    }

    /// An epoch that was the leader's after everything before `offset` had been read.
    func confirm(_ partition: KafkaPartition, epoch: LeaderEpoch, topicID: UniqueID, at offset: Offset) {
        state.withLock { state in
            guard var position = state.positions[partition] else { return }
            position.leaderEpoch = epoch
            position.epochOffset = offset
            position.topicID = topicID
            state.positions[partition] = position
        }
    }
}
