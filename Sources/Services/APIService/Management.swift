import Bytes
import CQLClient
import HTTPServing
import Identifiers
import KafkaClient
import Synchronization

/// `/v1/topics`, `/v1/groups` and `/v1/tables`, read-only. Calls block.
final class Management: Sendable {
    private let brokers: String
    private let client: CQLClient
    private let admin = Mutex<KafkaAdmin?>(nil)

    init(brokers: String, client: CQLClient) {
        self.brokers = brokers
        self.client = client
    }

    /// The Kafka client costs memory and threads: it is made when first asked for.
    private func connect() throws(KafkaClientError) -> KafkaAdmin {
        if let held = admin.withLock({ $0 }) { return held }
        let made = try KafkaAdmin(KafkaConnection(bootstrapServers: brokers))
        admin.withLock { $0 = made }
        return made
    }

    func topics() -> HTTPResponse {
        answering { () throws(KafkaClientError) in
            let admin = try connect()
            var rows: [String] = []
            for topic in try admin.metadata().topics {
                var partitions: [String] = []
                for partition in topic.partitions {
                    let range = try admin.range(of: KafkaPartition(topic.name, partition.index))
                    partitions.append(
                        "{\"partition\":\(partition.index),\"leader\":\(partition.leader),\"first_offset\":\(range.lowerBound),"
                            + "\"next_offset\":\(range.upperBound)}")
                }
                rows.append(
                    "{\"name\":\(JSONText.quoted(topic.name.rawValue)),\"partitions\":[\(partitions.joined(separator: ","))]}")
            }
            return rows
        }
    }

    func groups() -> HTTPResponse {
        answering { () throws(KafkaClientError) in
            let admin = try connect()
            var rows: [String] = []
            for (id, state) in try admin.groups() {
                let partitions = try admin.lag(of: id).map { row in
                    "{\"topic\":\(JSONText.quoted(row.partition.topic.rawValue)),\"partition\":\(row.partition.partition),"
                        + "\"committed\":\(row.committed),\"next_offset\":\(row.end),\"lag\":\(row.lag)}"
                }
                rows.append(
                    "{\"id\":\(JSONText.quoted(id.rawValue)),\"state\":\(JSONText.quoted(state)),"
                        + "\"partitions\":[\(partitions.joined(separator: ","))]}")
            }
            return rows
        }
    }

    private func answering(_ body: () throws(KafkaClientError) -> [String]) -> HTTPResponse {
        do throws(KafkaClientError) {
            return .json("[" + (try body()).joined(separator: ",") + "]\n")
        } catch {
            return .problem(503, title: "The broker cannot be asked", detail: "\(error)")
        }
    }

    func tables() -> HTTPResponse {
        do throws(CQLClientError) {
            let found = try client.query("SELECT keyspace_name, table_name FROM system_schema.tables")
            let rows = found.rows.compactMap { row -> (String, String)? in
                guard row.count == 2, let keyspace = row[0]?.utf8Text, let table = row[1]?.utf8Text else { return nil }
                return (keyspace, table)
            }
            let texts = rows.sorted { $0 < $1 }.map { "{\"keyspace\":\(JSONText.quoted($0)),\"table\":\(JSONText.quoted($1))}" }
            return .json("[" + texts.joined(separator: ",") + "]\n")
        } catch {
            return .problem(503, title: "The store cannot be asked", detail: "\(error)")
        }
    }
}
