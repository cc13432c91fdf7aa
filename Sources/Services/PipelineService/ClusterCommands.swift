import Identifiers
import KafkaClient
import Settings

/// `millrace topic` and `millrace group`, against any Kafka.
public enum ClusterCommands {
    /// Every topic with its partitions and records.
    public static func listTopics(brokers: String) throws(PipelineFailure) -> String {
        try asking(brokers) { admin throws(KafkaClientError) in
            var rows: [[String]] = []
            for topic in try admin.metadata().topics {
                var records: Int64 = 0
                for partition in topic.partitions {
                    let range = try admin.range(of: KafkaPartition(topic.name, partition.index))
                    records += Int64(range.count)
                }
                rows.append([topic.name.rawValue, "\(topic.partitions.count)", "\(records)"])
            }
            return TextTable.text(header: ["topic", "partitions", "records"], rows: rows)
        }
    }

    /// A topic's partitions and the settings that differ from the broker's defaults.
    public static func describeTopic(_ name: String, brokers: String) throws(PipelineFailure) -> String {
        try asking(brokers) { admin throws(KafkaClientError) in
            guard let topic = try admin.metadata().topic(TopicName(name)) else { return nil }
            var rows: [[String]] = []
            for partition in topic.partitions {
                let range = try admin.range(of: KafkaPartition(topic.name, partition.index))
                rows.append([
                    "\(partition.index)", "\(partition.leader)", "\(range.lowerBound)", "\(range.upperBound)", "\(range.count)",
                ])
            }
            var text = TextTable.text(header: ["partition", "leader", "first offset", "next offset", "records"], rows: rows)
            let configs = try admin.configs(of: topic.name).filter { !$0.isDefault }
            if !configs.isEmpty {
                text +=
                    "\n" + TextTable.text(header: ["setting", "value"], rows: configs.map { [$0.name, $0.value ?? "(secret)"] })
            }
            return text
        } orMissing: {
            "no topic \(name) at \(brokers); millrace topic list shows those there are"
        }
    }

    /// Every group with its state, members and lag.
    public static func listGroups(brokers: String) throws(PipelineFailure) -> String {
        try asking(brokers) { admin throws(KafkaClientError) in
            var rows: [[String]] = []
            for (id, state) in try admin.groups() {
                let lag = try admin.lag(of: id).reduce(0) { $0 + $1.lag }
                rows.append([id.rawValue, state, "\(try admin.group(id).members.count)", "\(lag)"])
            }
            return TextTable.text(header: ["group", "state", "members", "lag"], rows: rows)
        }
    }

    /// A group's partitions with offsets, lag and the member that reads each.
    public static func describeGroup(_ name: String, brokers: String) throws(PipelineFailure) -> String {
        try asking(brokers) { admin throws(KafkaClientError) in
            let id = GroupID(name)
            guard try admin.groups().contains(where: { $0.id == id }) else { return nil }
            let group = try admin.group(id)
            let rows = try admin.lag(of: id).map { row in
                let member = group.members.first { $0.partitions.contains(row.partition) }
                return [
                    row.partition.topic.rawValue, "\(row.partition.partition)", "\(row.committed)", "\(row.end)", "\(row.lag)",
                    member.map { "\($0.clientID) \($0.host)" } ?? "-",
                ]
            }
            let header = ["topic", "partition", "committed", "next offset", "lag", "member"]
            return "group \(name), \(group.state), \(group.members.count) members\n\n"
                + TextTable.text(header: header, rows: rows)
        } orMissing: {
            "no group \(name) at \(brokers); millrace group list shows those there are"
        }
    }

    private static func asking(
        _ brokers: String, _ body: (KafkaAdmin) throws(KafkaClientError) -> String?,
        orMissing missing: () -> String = { "nothing" }
    ) throws(PipelineFailure) -> String {
        do throws(KafkaClientError) {
            let admin = try KafkaAdmin(KafkaConnection(bootstrapServers: brokers), timeoutMs: 10_000)
            defer { admin.close() }
            if let text = try body(admin) { return text }
        } catch {
            if error.kind == .unreachable || error.kind == .timedOut {
                throw .unreachable("no broker at \(brokers) (\(error)); name it with --broker")
            }
            throw .failed("\(error)")
        }
        throw .failed(missing())
    }
}
