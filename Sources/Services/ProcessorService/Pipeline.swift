internal import Identifiers
internal import ProgramRunning
internal import StreamRuntime
internal import StreamSQL

/// What a pipeline's text asks for: its plans, the group it reads in, the topics and tables it touches.
struct Pipeline {
    let text: String
    let plans: [PhysicalPlan]
    /// `pipeline.name`, else the first sink's name: names the query in dead letters and metrics.
    let name: String
    /// `properties.group.id` of the sources, else the name.
    let group: GroupID
    /// `HOST:PORT` of the broker.
    let brokers: String
    /// Where a topic without stored position begins.
    let topics: [TopicName: StartupMode]
    /// Topics that are read only to where they end at start.
    let boundedTopics: Set<TopicName>

    /// Connectors that can be written to.
    private static let sinkConnectors: Set<String> = ["cassandra", "print", "blackhole"]

    /// - Throws: status 5 with the file, line and column of what is refused.
    init(_ configuration: ProcessorConfiguration) throws(ProgramFailure) {
        text = configuration.pipelineText
        let path = configuration.pipelinePath
        do throws(SQLError) { plans = try Planner.plans(of: text) } catch {
            let place = error.position.map { ":\($0.line):\($0.column)" } ?? ""
            throw .configuration("\(path)\(place): \(error.message)")
        }
        guard !plans.isEmpty else {
            throw .configuration("\(path) runs nothing: it has neither an INSERT nor a STATEMENT SET")
        }
        let sinks = plans.flatMap { plan in plan.sinks.compactMap { Self.table(of: plan[$0].operation) } }
        name = plans.lazy.compactMap { $0.options["pipeline.name"] }.first ?? sinks.first?.name ?? "pipeline"
        let sources = plans.flatMap { plan in plan.nodes.compactMap { Self.table(of: $0.operation, isSource: true) } }
        let kafka = sources.filter { $0.connector == "kafka" }
        if let other = sources.first(where: { $0.connector != "kafka" }) {
            throw .configuration(
                "\(path): table '\(other.name)': reading from '\(other.connector)' is not supported yet by this program")
        }
        if let other = sinks.first(where: { !Self.sinkConnectors.contains($0.connector) }) {
            throw .configuration(
                "\(path): table '\(other.name)': writing to '\(other.connector)' is not supported yet by this program")
        }
        let groups = Set(kafka.compactMap { $0.options["properties.group.id"] })
        guard groups.count <= 1 else {
            throw .configuration("\(path): its sources name different groups (\(groups.sorted().joined(separator: ", ")))")
        }
        group = GroupID(groups.first ?? name)
        let servers = Set(kafka.compactMap { $0.options["properties.bootstrap.servers"] })
        guard let brokers = configuration.brokers ?? servers.first, configuration.brokers != nil || servers.count == 1 else {
            throw .configuration("\(path): its sources name different brokers (\(servers.sorted().joined(separator: ", ")))")
        }
        self.brokers = brokers
        (topics, boundedTopics) = try Self.topics(of: kafka, path: path)
    }

    /// The table a node writes, or reads.
    static func table(of operation: PlanOperation, isSource: Bool = false) -> TableDefinition? {
        switch operation {
        case .source(let scan) where isSource: scan.table
        case .sink(let sink) where !isSource:
            if case .table(let table) = sink.target { table } else { nil }
        default: nil
        }
    }

    /// What prints the rows of each plan's sinks.
    var printers: [[PrintSink?]] {
        plans.map { plan in
            plan.sinks.map { id in
                Self.table(of: plan[id].operation).flatMap { $0.connector == "print" ? PrintSink($0) : nil }
            }
        }
    }

    private static func topics(
        of tables: [TableDefinition], path: String
    ) throws(ProgramFailure) -> ([TopicName: StartupMode], Set<TopicName>) {
        var topics: [TopicName: StartupMode] = [:]
        var bounded: Set<TopicName> = []
        for table in tables {
            let topic = TopicName(table.options["topic"] ?? "")
            switch table.options["scan.startup.mode"] ?? "group-offsets" {
            // Where to go on is the state's to say; a group without state begins at the start (DESIGN: positions are local).
            case "earliest-offset", "group-offsets": topics[topic] = .earliest
            case "latest-offset": topics[topic] = .latest
            case let other:
                throw .configuration("\(path): table '\(table.name)': scan.startup.mode '\(other)' is not supported")
            }
            switch table.options["scan.bounded.mode"] ?? "unbounded" {
            case "unbounded": break
            case "latest-offset": bounded.insert(topic)
            case let other:
                throw .configuration("\(path): table '\(table.name)': scan.bounded.mode '\(other)' is not supported")
            }
        }
        return (topics, bounded)
    }
}
