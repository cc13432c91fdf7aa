import CQLClient
import Identifiers
import KafkaClient
import Settings

/// What a pipeline needs before its processor starts.
enum Preparation {
    /// Makes the topics that are not there yet.
    static func makeTopics(_ topics: [UpSettings.Topic], broker: String) throws(PipelineFailure) {
        guard !topics.isEmpty else { return }
        do throws(KafkaClientError) {
            let admin = try KafkaAdmin(KafkaConnection(bootstrapServers: broker))
            defer { admin.close() }
            _ = try admin.createTopics(
                topics.map { topic in
                    var request = KafkaAdmin.NewTopic(TopicName(topic.name), partitions: topic.partitions)
                    request.replicationFactor = 1
                    request.configs = topic.configs
                    return request
                })
        } catch {
            throw .configuration("\(error)")
        }
    }

    /// Runs the statements of a file.
    static func makeTables(_ path: String, store: NetworkAddress) throws(PipelineFailure) {
        guard let text = TextFile.read(path) else { throw .usage("cannot read \(path)") }
        let client = CQLClient(.init(host: store.host, port: store.port))
        defer { client.close() }
        for statement in CQLScript.statements(text) {
            do throws(CQLClientError) {
                _ = try client.query(statement)
            } catch {
                let start = statement.prefix(60).split(whereSeparator: \.isNewline).joined(separator: " ")
                throw .configuration("\(path): \"\(start)...\": \(error)")
            }
        }
    }
}
