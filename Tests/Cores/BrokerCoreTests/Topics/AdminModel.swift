import BrokerCore
import Identifiers
import KafkaSchemas
import StoredRecords

/// Answers administrative requests of the oracle from the core's decisions alone: no log, no network.
struct AdminModel {
    private var metadata = ClusterMetadata(broker: 1, staticConfigs: [:])
    private var generator = SystemRandomNumberGenerator()

    init() {
        take(DynamicConfigs.initialRecords)
        for name in InternalTopics.names.sorted() {
            take(TopicChange.create(name, id: UniqueID.random(using: &generator), partitions: 50, overrides: [:], broker: 1))
        }
    }

    private mutating func take(_ records: [AnyMetadataRecord]) {
        for record in records { metadata.apply(record) }
    }

    /// The answer to a request, with the members that the core decides; nil for an API it does not.
    mutating func answer(_ api: String, _ request: JSONValue) -> JSONValue? {
        switch api {
        case "CreateTopics": createTopics(request)
        case "CreatePartitions": createPartitions(request)
        case "DeleteTopics": deleteTopics(request)
        case "IncrementalAlterConfigs": alter(request, replacesAll: false)
        case "AlterConfigs": alter(request, replacesAll: true)
        case "DescribeConfigs": describe(request)
        default: nil
        }
    }

    private func result(_ refusal: AdminRefusal?, _ members: [String: JSONValue]) -> JSONValue {
        var all = members
        all["ErrorCode"] = .integer(Int64(refusal?.code.rawValue ?? 0))
        all["ErrorMessage"] = refusal?.message.map { .string($0) } ?? .null
        return .object(all)
    }

    private mutating func createTopics(_ request: JSONValue) -> JSONValue {
        var creation = TopicCreation(broker: 1, partitionsDefault: 1)
        var results: [JSONValue] = []
        for topic in request["Topics"]?.items ?? [] {
            let name = topic["Name"]?.text ?? ""
            let new = NewTopic(
                name: TopicName(name), partitionCount: Int32(topic["NumPartitions"]?.integer ?? -1),
                replicationFactor: Int16(topic["ReplicationFactor"]?.integer ?? -1),
                assignments: (topic["Assignments"]?.items ?? []).map {
                    (PartitionIndex(Int32($0["PartitionIndex"]?.integer ?? 0)), brokers($0))
                },
                configs: (topic["Configs"]?.items ?? []).map { ($0["Name"]?.text ?? "", $0["Value"]?.text) })
            do throws(AdminRefusal) {
                let id = UniqueID.random(using: &generator)
                let plan = try creation.plan(new, id: id, in: metadata)
                if request["validateOnly"] != .bool(true) { take(plan.records) }
                results.append(
                    result(
                        nil,
                        [
                            "Name": .string(name), "TopicId": .string(id.base64),
                            "NumPartitions": .integer(Int64(plan.partitionCount)),
                            "Configs": .array(plan.configs.map { entry($0) }),
                        ]))
            } catch {
                results.append(result(error, ["Name": .string(name), "NumPartitions": .integer(-1), "Configs": .array([])]))
            }
        }
        return .object(["Topics": .array(results)])
    }

    private func brokers(_ json: JSONValue) -> [BrokerID] {
        (json["BrokerIds"]?.items ?? []).map { BrokerID(Int32($0.integer ?? 0)) }
    }

    private mutating func createPartitions(_ request: JSONValue) -> JSONValue {
        var creation = PartitionCreation(broker: 1)
        let results = (request["Topics"]?.items ?? []).map { topic in
            let name = topic["Name"]?.text ?? ""
            do throws(AdminRefusal) {
                let records = try creation.plan(
                    TopicName(name), count: Int32(topic["Count"]?.integer ?? 0),
                    assignments: topic["Assignments"]?.items.map { $0.map(brokers) }, in: metadata)
                if request["ValidateOnly"] != .bool(true) { take(records) }
                return result(nil, ["Name": .string(name)])
            } catch {
                return result(error, ["Name": .string(name)])
            }
        }
        return .object(["Results": .array(results)])
    }

    private mutating func deleteTopics(_ request: JSONValue) -> JSONValue {
        let targets = (request["Topics"]?.items ?? request["TopicNames"]?.items ?? []).map { topic in
            TopicDeletion.Target(
                name: (topic["Name"]?.text ?? topic.text).map { TopicName($0) },
                id: topic["TopicId"]?.text.flatMap { UniqueID(base64: $0) } ?? .zero)
        }
        let plan = TopicDeletion.plan(targets, in: metadata)
        take(plan.records)
        let withMessages = request["Topics"] != nil
        return .object([
            "Responses": .array(
                plan.outcomes.map { outcome in
                    var members = ["Name": outcome.name.map { JSONValue.string($0.rawValue) } ?? .null]
                    if withMessages { members["TopicId"] = .string(outcome.id.base64) }
                    return result(outcome.refusal, members)
                })
        ])
    }

    private mutating func alter(_ request: JSONValue, replacesAll: Bool) -> JSONValue {
        let responses = (request["Resources"]?.items ?? []).map { resource in
            let type = Int8(resource["ResourceType"]?.integer ?? 0)
            let name = resource["ResourceName"]?.text ?? ""
            let edits = (resource["Configs"]?.items ?? []).map {
                ConfigEdit(
                    name: $0["Name"]?.text ?? "", operation: Int8($0["ConfigOperation"]?.integer ?? 0), value: $0["Value"]?.text)
            }
            let members: [String: JSONValue] = ["ResourceType": .integer(Int64(type)), "ResourceName": .string(name)]
            do throws(AdminRefusal) {
                let records = try ConfigAlteration(metadata).decide(
                    resourceType: type, name: name, edits: edits, replacesAll: replacesAll)
                if request["ValidateOnly"] != .bool(true) { take(records) }
                return result(nil, members)
            } catch {
                return result(error, members)
            }
        }
        return .object(["Responses": .array(responses)])
    }

    private func describe(_ request: JSONValue) -> JSONValue {
        let results = (request["Resources"]?.items ?? []).map { resource in
            let type = Int8(resource["ResourceType"]?.integer ?? 0)
            let name = resource["ResourceName"]?.text ?? ""
            let members: [String: JSONValue] = ["ResourceType": .integer(Int64(type)), "ResourceName": .string(name)]
            do throws(AdminRefusal) {
                let entries = try ConfigDescription(metadata).describe(
                    resourceType: type, name: name, keys: resource["ConfigurationKeys"]?.items?.compactMap(\.text))
                let shown = entries.map { entry($0, withSynonyms: request["IncludeSynonyms"] == .bool(true)) }
                return result(nil, members.merging(["Configs": .array(shown)]) { $1 })
            } catch {
                return result(error, members.merging(["Configs": .array([])]) { $1 })
            }
        }
        return .object(["Results": .array(results)])
    }

    private func entry(_ entry: ConfigEntry, withSynonyms: Bool = false) -> JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        let synonyms = entry.synonyms.map { synonym in
            JSONValue.object([
                "Name": .string(synonym.name), "Value": text(synonym.value), "Source": .integer(Int64(synonym.source.rawValue)),
            ])
        }
        return .object([
            "Name": .string(entry.name), "Value": text(entry.value), "ConfigSource": .integer(Int64(entry.source.rawValue)),
            "ReadOnly": .bool(entry.isReadOnly), "IsSensitive": .bool(entry.isSensitive),
            "ConfigType": .integer(Int64(entry.type?.rawValue ?? 0)), "Synonyms": .array(withSynonyms ? synonyms : []),
        ])
    }
}
