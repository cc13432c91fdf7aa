import CRdKafka
public import Identifiers

/// A consumer group as the cluster tells it.
public struct KafkaGroup: Sendable {
    public struct Member: Sendable {
        public let id: String
        public let instanceID: String?
        public let clientID: String
        public let host: String
        public let partitions: [KafkaPartition]
    }

    public let id: GroupID
    /// As Kafka's tools print it: `Stable`, `Empty`.
    public let state: String
    public let members: [Member]
}

extension KafkaAdmin {
    /// The ids of all groups and their states, in order of the id.
    public func groups() throws(KafkaClientError) -> [(id: GroupID, state: String)] {
        var groups: [(id: GroupID, state: String)] = []
        try ask(RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPS, "listing groups") { options, queue in
            rd_kafka_ListConsumerGroups(handle.client, options, queue)
        } read: { event throws(KafkaClientError) in
            let result = rd_kafka_event_ListConsumerGroups_result(event)
            var count = 0
            let found = rd_kafka_ListConsumerGroups_result_valid(result, &count)
            for index in 0..<count {
                guard let group = found?[index] else { continue }
                groups.append(
                    (
                        GroupID(String(cString: rd_kafka_ConsumerGroupListing_group_id(group))),
                        KafkaAdmin.name(of: rd_kafka_ConsumerGroupListing_state(group))
                    ))
            }
        }
        return groups.sorted { $0.id < $1.id }
    }

    /// A group's state and members.
    public func group(_ id: GroupID) throws(KafkaClientError) -> KafkaGroup {
        var found: KafkaGroup?
        try ask(RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS, "describing group \(id)") { options, queue in
            id.rawValue.withCString { name in
                var names: [UnsafePointer<CChar>?] = [name]
                rd_kafka_DescribeConsumerGroups(handle.client, &names, 1, options, queue)
            }
        } read: { event throws(KafkaClientError) in
            var count = 0
            let groups = rd_kafka_DescribeConsumerGroups_result_groups(
                rd_kafka_event_DescribeConsumerGroups_result(event), &count)
            guard count > 0, let group = groups?[0] else { return }
            if let error = rd_kafka_ConsumerGroupDescription_error(group), rd_kafka_error_code(error).rawValue != 0 {
                throw KafkaClientError(rd_kafka_error_code(error), doing: "describing group \(id)")
            }
            found = KafkaGroup(
                id: id, state: KafkaAdmin.name(of: rd_kafka_ConsumerGroupDescription_state(group)),
                members: (0..<rd_kafka_ConsumerGroupDescription_member_count(group)).compactMap { index in
                    rd_kafka_ConsumerGroupDescription_member(group, index).map { KafkaAdmin.member($0) }
                })
        }
        guard let found else { throw KafkaClientError(.other, "describing group \(id): an empty answer") }
        return found
    }

    private static func member(_ member: OpaquePointer) -> KafkaGroup.Member {
        var partitions: [KafkaPartition] = []
        if let assignment = rd_kafka_MemberDescription_assignment(member),
            let list = rd_kafka_MemberAssignment_partitions(assignment)
        {
            for index in 0..<Int(list.pointee.cnt) {
                let element = list.pointee.elems[index]
                partitions.append(KafkaPartition(TopicName(String(cString: element.topic)), PartitionIndex(element.partition)))
            }
        }
        return KafkaGroup.Member(
            id: String(cString: rd_kafka_MemberDescription_consumer_id(member)),
            instanceID: rd_kafka_MemberDescription_group_instance_id(member).map { String(cString: $0) },
            clientID: String(cString: rd_kafka_MemberDescription_client_id(member)),
            host: String(cString: rd_kafka_MemberDescription_host(member)), partitions: partitions.sorted())
    }

    private static func name(of state: rd_kafka_consumer_group_state_t) -> String {
        String(cString: rd_kafka_consumer_group_state_name(state))
    }

    /// Every offset a group has committed.
    public func committedOffsets(of id: GroupID) throws(KafkaClientError) -> [KafkaPartition: Offset] {
        var requests: [OpaquePointer?] = [rd_kafka_ListConsumerGroupOffsets_new(id.rawValue, nil)]
        defer { rd_kafka_ListConsumerGroupOffsets_destroy_array(&requests, requests.count) }
        var offsets: [KafkaPartition: Offset] = [:]
        let what = "reading the offsets of group \(id)"
        try ask(RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS, what) { options, queue in
            rd_kafka_ListConsumerGroupOffsets(handle.client, &requests, requests.count, options, queue)
        } read: { event throws(KafkaClientError) in
            var count = 0
            let groups = rd_kafka_ListConsumerGroupOffsets_result_groups(
                rd_kafka_event_ListConsumerGroupOffsets_result(event), &count)
            guard count > 0, let group = groups?[0] else { return }
            if let error = rd_kafka_group_result_error(group), rd_kafka_error_code(error).rawValue != 0 {
                throw KafkaClientError(rd_kafka_error_code(error), doing: what)
            }
            offsets = try PartitionList.offsets(rd_kafka_group_result_partitions(group), doing: what)
        }
        return offsets
    }

    /// Of each partition a group has committed offsets for: the offset, the end, and the records between.
    public func lag(
        of id: GroupID
    ) throws(KafkaClientError) -> [(partition: KafkaPartition, committed: Offset, end: Offset, lag: Int64)] {
        var rows: [(partition: KafkaPartition, committed: Offset, end: Offset, lag: Int64)] = []
        for (partition, offset) in try committedOffsets(of: id).sorted(by: { $0.key < $1.key }) {
            let range = try range(of: partition)
            // Records deleted since the commit cannot be read any more: they are no lag.
            let lag = range.upperBound - max(offset.rawValue, range.lowerBound)
            rows.append((partition, offset, Offset(range.upperBound), max(0, lag)))
        }
        return rows
    }
}
