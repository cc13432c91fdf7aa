import Identifiers
import Synchronization

/// Gives out producer ids, never one twice: blocks of them are reserved in the metadata log before the first is given out.
final class ProducerIDs: Sendable {
    /// Ids reserved at once, as many as Kafka's brokers take.
    private static let blockSize: Int64 = 1_000

    private let free = Mutex<Range<Int64>>(0..<0)
    private let topics: TopicDirectory

    init(topics: TopicDirectory) { self.topics = topics }

    /// A fresh id when one is reserved; nil when ``next()`` must reserve more.
    func nextReserved() -> ProducerID? {
        free.withLock { free in
            guard let first = free.first else { return nil }
            free = first + 1..<free.upperBound
            return ProducerID(first)
        }
    }

    /// A fresh id. Blocks when a block has to be reserved.
    func next() throws(TopicRefusal) -> ProducerID {
        if let id = nextReserved() { return id }
        let first = try topics.reserveProducerIDs(Self.blockSize).rawValue
        return free.withLock { free in
            // Another thread may have reserved too: what is left of the older block is lost, which is harmless.
            free = first + 1..<first + Self.blockSize
            return ProducerID(first)
        }
    }
}
