import BrokerCore
import CommitLog
import EventLoops
import Identifiers
import Synchronization
import Telemetry

/// What handlers work with: topics, partitions, groups, sessions, and threads for what blocks.
final class Broker: Sendable {
    let configuration: BrokerConfiguration
    /// Kafka's text of the cluster's id.
    let clusterID: String
    let topics: TopicDirectory
    let partitions: PartitionRegistry
    let groups: GroupCoordinator
    let producerIDs: ProducerIDs
    let fetchSessions: Mutex<FetchSessions>
    let parkedFetches = ParkedRequests()
    let counters: BrokerCounters
    let log: Logger
    private let io: IOThreads
    private let tickets = Atomic<UInt64>(0)
    private let draining = Atomic<Bool>(false)
    private let advertisedAddress = Mutex<ListenAddress>(ListenAddress(host: "127.0.0.1", port: 0))

    init(
        configuration: BrokerConfiguration, clusterID: String, topics: TopicDirectory, partitions: PartitionRegistry,
        groups: GroupCoordinator, io: IOThreads, counters: BrokerCounters, log: Logger
    ) {
        self.configuration = configuration
        self.clusterID = clusterID
        self.topics = topics
        self.partitions = partitions
        self.groups = groups
        self.io = io
        self.counters = counters
        self.log = log
        producerIDs = ProducerIDs(topics: topics)
        fetchSessions = Mutex(FetchSessions(sessionsMax: configuration.fetchSessionsMax))
    }

    /// What clients are told to connect to.
    var advertised: ListenAddress { advertisedAddress.withLock { $0 } }

    func advertise(_ address: ListenAddress) { advertisedAddress.withLock { $0 = address } }

    /// Whether the broker is stopping: nothing may wait any more.
    var isDraining: Bool { draining.load(ordering: .acquiring) }

    /// Answers all that waits, and lets nothing wait from now on.
    func beginDraining() {
        draining.store(true, ordering: .releasing)
        parkedFetches.releaseAll()
        groups.stop()
    }

    /// A number that no other request of this run has.
    func nextTicket() -> UInt64 { tickets.add(1, ordering: .relaxed).newValue }

    /// Runs what may block. False when too much waits already: the job will not run.
    func onStorageThread(_ job: @escaping @Sendable () -> Void) -> Bool { io.submit(job) }
}

/// Requests that wait for something, so that a stopping broker can answer them.
final class ParkedRequests: Sendable {
    private let releases = Mutex<[UInt64: @Sendable () -> Void]>([:])

    /// - Parameter release: answers the request now, with what there is.
    func add(_ number: UInt64, release: @escaping @Sendable () -> Void) { releases.withLock { $0[number] = release } }

    func remove(_ number: UInt64) { releases.withLock { $0[number] = nil } }

    var count: Int { releases.withLock { $0.count } }

    func releaseAll() {
        let all = releases.withLock { releases -> [@Sendable () -> Void] in
            defer { releases = [:] }
            return Array(releases.values)
        }
        for release in all { release() }
    }
}
