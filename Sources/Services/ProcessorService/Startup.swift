internal import CQLClient
internal import Glibc
internal import Identifiers
internal import KafkaClient
internal import ProgramRunning
internal import StreamRuntime
internal import StreamSQL
internal import Telemetry
internal import Threads

/// What a processor asks of broker and store before it runs, each within the connect timeout.
struct Startup {
    let configuration: ProcessorConfiguration
    let pipeline: Pipeline
    let context: ProgramContext

    private static let retryMs: Int64 = 20

    /// Tries `step` again until it succeeds, the program is asked to end, or the connect timeout has passed.
    ///
    /// - Parameter step: throws ``ProgramFailure`` to give up at once, anything else to be tried again.
    func attempt<Result>(_ what: String, _ step: () throws -> Result) throws(ProgramFailure) -> Result {
        let deadline = SystemTime.monotonicNanoseconds() / 1_000_000 + configuration.connectTimeoutMs
        while true {
            do { return try step() } catch let failure as ProgramFailure {
                throw failure
            } catch {
                if let error = error as? CQLClientError, !error.isTransient { throw .failed("\(what): \(error)") }
                if context.isEnding { throw ProgramFailure(status: 0, message: "") }
                guard SystemTime.monotonicNanoseconds() / 1_000_000 < deadline else {
                    throw .unreachable("\(what) was not reached within \(configuration.connectTimeoutMs / 1000) s: \(error)")
                }
                Latch().wait(milliseconds: Self.retryMs)
            }
        }
    }

    /// The store's client and the pipeline's statements.
    func connectStore() throws(ProgramFailure) -> (client: CQLClient, sinks: StoreSinks) {
        var address = configuration.store
        var username: String?
        var password: String?
        for plan in pipeline.plans {
            for id in plan.sinks {
                guard let table = Pipeline.table(of: plan[id].operation), table.connector == "cassandra" else { continue }
                if address == nil { address = try Self.address(table.options["hosts"] ?? "", table: table.name) }
                username = username ?? table.options["username"]
                password = password ?? table.options["password"]
            }
        }
        let host = address?.host ?? "127.0.0.1"
        var settings = CQLClient.Configuration(host: host, port: address?.port ?? StoreAddress.defaultPort)
        settings.username = username
        settings.password = password
        let client = CQLClient(settings)
        let sinks = try attempt("the store at \(host):\(settings.port)") { try StoreSinks(pipeline, client: client) }
        return (client, sinks)
    }

    /// The first of `HOST[:PORT],...`.
    private static func address(_ hosts: String, table: String) throws(ProgramFailure) -> StoreAddress {
        let parts = hosts.split(separator: ",").first?.split(separator: ":") ?? []
        guard let host = parts.first, parts.count <= 2,
            let port = parts.count == 2 ? UInt16(parts[1]) : StoreAddress.defaultPort
        else { throw .configuration("table '\(table)': hosts '\(hosts)' is not HOST[:PORT]") }
        return StoreAddress(host: String(host), port: port)
    }

    /// How to reach the broker.
    func connection() throws(ProgramFailure) -> KafkaConnection {
        var connection = KafkaConnection(bootstrapServers: pipeline.brokers)
        connection.clientID = "millrace-processor"
        // A store that is away for hours must not cost the place in the group.
        connection.properties = [("max.poll.interval.ms", "86400000"), ("session.timeout.ms", "10000")]
        return connection
    }

    /// Makes a client, which connects later: what fails here is a bad setting.
    func kafka<Client>(_ what: String, _ make: () throws(KafkaClientError) -> Client) throws(ProgramFailure) -> Client {
        do throws(KafkaClientError) { return try make() } catch { throw .configuration("\(what): \(error)") }
    }

    func subscribe(_ consumer: KafkaConsumer) throws(ProgramFailure) {
        do throws(KafkaClientError) { try consumer.subscribe(to: pipeline.topics.keys.sorted()) } catch {
            throw .failed("joining group \(pipeline.group): \(error)")
        }
    }

    /// Waits until the group has given this member its partitions.
    func awaitAssignment(_ positions: PositionTable) throws(ProgramFailure) {
        _ = try attempt("a place in group \(pipeline.group)") {
            if positions.assigned.isEmpty { throw NotAssigned() }
        }
    }

    private struct NotAssigned: Error, CustomStringConvertible {
        var description: String { "the group has assigned no partitions" }
    }

    /// Where the bounded topics end now.
    func bounds(consumer: KafkaConsumer) throws(ProgramFailure) -> [KafkaPartition: Offset] {
        guard !pipeline.boundedTopics.isEmpty else { return [:] }
        return try attempt("the broker at \(pipeline.brokers)") {
            var bounds: [KafkaPartition: Offset] = [:]
            for topic in try consumer.metadata().topics where pipeline.boundedTopics.contains(topic.name) {
                for partition in topic.partitions {
                    let place = KafkaPartition(topic.name, partition.index)
                    bounds[place] = Offset(try consumer.range(of: place).upperBound)
                }
            }
            return bounds
        }
    }

    /// Where to go on, after the broker has confirmed that its log is the one the state was made from.
    func positions(progress: ProgressStore, probe: BrokerProbe, consumer: KafkaConsumer) throws(ProgramFailure)
        -> [SourcePosition]
    {
        let stored: StoredProgress?
        do throws(ProgressError) { stored = configuration.isRebuild ? nil : try progress.storedProgress() } catch {
            throw .damaged("the state in \(configuration.dataFolder): \(error)")
        }
        let decision = try attempt("the broker at \(pipeline.brokers)") {
            let facts = try partitionFacts(stored: stored, probe: probe, consumer: consumer)
            let partitions = facts.map { KafkaPartition($0.topic, $0.partition) }
            let committed = stored == nil ? try consumer.committed(partitions) : [:]
            return StartDecision.decide(
                stored: stored, pipelineText: pipeline.text, partitions: facts, modes: pipeline.topics, group: pipeline.group,
                groupHasOffsets: committed.values.contains { $0.rawValue >= 0 }, isRebuild: configuration.isRebuild)
        }
        switch decision {
        case .refused(let why): throw .configuration(why)
        case .damaged(let why): throw .damaged(why)
        case .start(let positions):
            guard stored == nil else { return positions }
            do throws(ProgressError) { try progress.begin(pipelineText: pipeline.text, positions: positions) } catch {
                throw .failed("the state in \(configuration.dataFolder): \(error)")
            }
            return positions
        }
    }

    private func partitionFacts(
        stored: StoredProgress?, probe: BrokerProbe, consumer: KafkaConsumer
    ) throws -> [PartitionFacts] {
        let topics = try probe.topics(Array(pipeline.topics.keys))
        var facts: [PartitionFacts] = []
        for name in pipeline.topics.keys.sorted() {
            guard let topic = topics[name], !topic.partitions.isEmpty else { throw MissingTopic(name: name) }
            for partition in topic.partitions {
                let range = try consumer.range(of: KafkaPartition(name, partition.index))
                let position = stored?.positions.first { $0.topic == name && $0.partition == partition.index }
                var end: Offset?
                if let position, position.leaderEpoch != .unknown, position.topicID == topic.id {
                    end = try probe.end(of: position.leaderEpoch, topic: name, partition: partition)
                }
                facts.append(
                    PartitionFacts(
                        topic: name, partition: partition.index, topicID: topic.id, startOffset: Offset(range.lowerBound),
                        endOffset: Offset(range.upperBound), storedEpochEnd: end))
            }
        }
        return facts
    }

    private struct MissingTopic: Error, CustomStringConvertible {
        let name: TopicName
        var description: String { "topic \(name) does not exist" }
    }

    /// Refuses to start beside another processor of the same group: the state of a query is in one folder.
    ///
    /// - Parameter instanceID: this folder's own place in the group, which a restart takes again.
    func checkAlone(_ admin: KafkaAdmin, instanceID: String) throws(ProgramFailure) {
        let group = try attempt("the broker at \(pipeline.brokers)") { try admin.group(pipeline.group) }
        guard let other = group.members.first(where: { $0.instanceID != instanceID }) else { return }
        throw .configuration(
            "group \(pipeline.group) is held by \(other.instanceID ?? other.id) at \(other.host): a query with state runs in one "
                + "processor; stop that one, or wait until its session has ended")
    }

    /// This folder's `group.instance.id`, made at its first start.
    func instanceID() throws(ProgramFailure) -> String {
        let path = "\(configuration.dataFolder)/instance-id"
        if let file = fopen(path, "r") {
            defer { fclose(file) }
            var text = [CChar](repeating: 0, count: 128)
            if fgets(&text, Int32(text.count), file) != nil {
                let id = String(decoding: text.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                if !id.isEmpty { return id }
            }
        }
        var generator = SystemRandomNumberGenerator()
        let id = "millrace-processor-\(UniqueID.random(using: &generator))"
        guard let file = fopen(path, "w") else {
            throw .configuration("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        fputs(id + "\n", file)
        fflush(file)
        fsync(fileno(file))
        fclose(file)
        return id
    }
}
