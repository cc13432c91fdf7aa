// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

extension ApiKey {
    public static let produce = ApiKey(rawValue: 0)
    public static let fetch = ApiKey(rawValue: 1)
    public static let listOffsets = ApiKey(rawValue: 2)
    public static let metadata = ApiKey(rawValue: 3)
    public static let offsetCommit = ApiKey(rawValue: 8)
    public static let offsetFetch = ApiKey(rawValue: 9)
    public static let findCoordinator = ApiKey(rawValue: 10)
    public static let joinGroup = ApiKey(rawValue: 11)
    public static let heartbeat = ApiKey(rawValue: 12)
    public static let leaveGroup = ApiKey(rawValue: 13)
    public static let syncGroup = ApiKey(rawValue: 14)
    public static let describeGroups = ApiKey(rawValue: 15)
    public static let listGroups = ApiKey(rawValue: 16)
    public static let saslHandshake = ApiKey(rawValue: 17)
    public static let apiVersions = ApiKey(rawValue: 18)
    public static let createTopics = ApiKey(rawValue: 19)
    public static let deleteTopics = ApiKey(rawValue: 20)
    public static let deleteRecords = ApiKey(rawValue: 21)
    public static let initProducerID = ApiKey(rawValue: 22)
    public static let offsetForLeaderEpoch = ApiKey(rawValue: 23)
    public static let addPartitionsToTxn = ApiKey(rawValue: 24)
    public static let addOffsetsToTxn = ApiKey(rawValue: 25)
    public static let endTxn = ApiKey(rawValue: 26)
    public static let writeTxnMarkers = ApiKey(rawValue: 27)
    public static let txnOffsetCommit = ApiKey(rawValue: 28)
    public static let describeAcls = ApiKey(rawValue: 29)
    public static let createAcls = ApiKey(rawValue: 30)
    public static let deleteAcls = ApiKey(rawValue: 31)
    public static let describeConfigs = ApiKey(rawValue: 32)
    public static let alterConfigs = ApiKey(rawValue: 33)
    public static let alterReplicaLogDirs = ApiKey(rawValue: 34)
    public static let describeLogDirs = ApiKey(rawValue: 35)
    public static let saslAuthenticate = ApiKey(rawValue: 36)
    public static let createPartitions = ApiKey(rawValue: 37)
    public static let createDelegationToken = ApiKey(rawValue: 38)
    public static let renewDelegationToken = ApiKey(rawValue: 39)
    public static let expireDelegationToken = ApiKey(rawValue: 40)
    public static let describeDelegationToken = ApiKey(rawValue: 41)
    public static let deleteGroups = ApiKey(rawValue: 42)
    public static let electLeaders = ApiKey(rawValue: 43)
    public static let incrementalAlterConfigs = ApiKey(rawValue: 44)
    public static let alterPartitionReassignments = ApiKey(rawValue: 45)
    public static let listPartitionReassignments = ApiKey(rawValue: 46)
    public static let offsetDelete = ApiKey(rawValue: 47)
    public static let describeClientQuotas = ApiKey(rawValue: 48)
    public static let alterClientQuotas = ApiKey(rawValue: 49)
    public static let describeUserScramCredentials = ApiKey(rawValue: 50)
    public static let alterUserScramCredentials = ApiKey(rawValue: 51)
    public static let vote = ApiKey(rawValue: 52)
    public static let beginQuorumEpoch = ApiKey(rawValue: 53)
    public static let endQuorumEpoch = ApiKey(rawValue: 54)
    public static let describeQuorum = ApiKey(rawValue: 55)
    public static let alterPartition = ApiKey(rawValue: 56)
    public static let updateFeatures = ApiKey(rawValue: 57)
    public static let envelope = ApiKey(rawValue: 58)
    public static let fetchSnapshot = ApiKey(rawValue: 59)
    public static let describeCluster = ApiKey(rawValue: 60)
    public static let describeProducers = ApiKey(rawValue: 61)
    public static let brokerRegistration = ApiKey(rawValue: 62)
    public static let brokerHeartbeat = ApiKey(rawValue: 63)
    public static let unregisterBroker = ApiKey(rawValue: 64)
    public static let describeTransactions = ApiKey(rawValue: 65)
    public static let listTransactions = ApiKey(rawValue: 66)
    public static let allocateProducerIDs = ApiKey(rawValue: 67)
    public static let consumerGroupHeartbeat = ApiKey(rawValue: 68)
    public static let consumerGroupDescribe = ApiKey(rawValue: 69)
    public static let controllerRegistration = ApiKey(rawValue: 70)
    public static let getTelemetrySubscriptions = ApiKey(rawValue: 71)
    public static let pushTelemetry = ApiKey(rawValue: 72)
    public static let assignReplicasToDirs = ApiKey(rawValue: 73)
    public static let listConfigResources = ApiKey(rawValue: 74)
    public static let describeTopicPartitions = ApiKey(rawValue: 75)
    public static let shareGroupHeartbeat = ApiKey(rawValue: 76)
    public static let shareGroupDescribe = ApiKey(rawValue: 77)
    public static let shareFetch = ApiKey(rawValue: 78)
    public static let shareAcknowledge = ApiKey(rawValue: 79)
    public static let addRaftVoter = ApiKey(rawValue: 80)
    public static let removeRaftVoter = ApiKey(rawValue: 81)
    public static let updateRaftVoter = ApiKey(rawValue: 82)
    public static let initializeShareGroupState = ApiKey(rawValue: 83)
    public static let readShareGroupState = ApiKey(rawValue: 84)
    public static let writeShareGroupState = ApiKey(rawValue: 85)
    public static let deleteShareGroupState = ApiKey(rawValue: 86)
    public static let readShareGroupStateSummary = ApiKey(rawValue: 87)
    public static let streamsGroupHeartbeat = ApiKey(rawValue: 88)
    public static let streamsGroupDescribe = ApiKey(rawValue: 89)
    public static let describeShareGroupOffsets = ApiKey(rawValue: 90)
    public static let alterShareGroupOffsets = ApiKey(rawValue: 91)
    public static let deleteShareGroupOffsets = ApiKey(rawValue: 92)

    /// Every API of the schemas, ascending by key.
    static let schemas: [ApiSchema] = [
        ApiSchema(key: .produce, name: "Produce", versions: 3...13, newestStable: 13, firstFlexibleVersion: 9, isForClients: true),
        ApiSchema(key: .fetch, name: "Fetch", versions: 4...18, newestStable: 18, firstFlexibleVersion: 12, isForClients: true),
        ApiSchema(key: .listOffsets, name: "ListOffsets", versions: 1...11, newestStable: 11, firstFlexibleVersion: 6, isForClients: true),
        ApiSchema(key: .metadata, name: "Metadata", versions: 0...13, newestStable: 13, firstFlexibleVersion: 9, isForClients: true),
        ApiSchema(key: .offsetCommit, name: "OffsetCommit", versions: 2...10, newestStable: 10, firstFlexibleVersion: 8, isForClients: true),
        ApiSchema(key: .offsetFetch, name: "OffsetFetch", versions: 1...10, newestStable: 10, firstFlexibleVersion: 6, isForClients: true),
        ApiSchema(key: .findCoordinator, name: "FindCoordinator", versions: 0...6, newestStable: 6, firstFlexibleVersion: 3, isForClients: true),
        ApiSchema(key: .joinGroup, name: "JoinGroup", versions: 0...9, newestStable: 9, firstFlexibleVersion: 6, isForClients: true),
        ApiSchema(key: .heartbeat, name: "Heartbeat", versions: 0...4, newestStable: 4, firstFlexibleVersion: 4, isForClients: true),
        ApiSchema(key: .leaveGroup, name: "LeaveGroup", versions: 0...5, newestStable: 5, firstFlexibleVersion: 4, isForClients: true),
        ApiSchema(key: .syncGroup, name: "SyncGroup", versions: 0...5, newestStable: 5, firstFlexibleVersion: 4, isForClients: true),
        ApiSchema(key: .describeGroups, name: "DescribeGroups", versions: 0...6, newestStable: 6, firstFlexibleVersion: 5, isForClients: true),
        ApiSchema(key: .listGroups, name: "ListGroups", versions: 0...5, newestStable: 5, firstFlexibleVersion: 3, isForClients: true),
        ApiSchema(key: .saslHandshake, name: "SaslHandshake", versions: 0...1, newestStable: 1, firstFlexibleVersion: nil, isForClients: true),
        ApiSchema(key: .apiVersions, name: "ApiVersions", versions: 0...4, newestStable: 4, firstFlexibleVersion: 3, isForClients: true),
        ApiSchema(key: .createTopics, name: "CreateTopics", versions: 2...7, newestStable: 7, firstFlexibleVersion: 5, isForClients: true),
        ApiSchema(key: .deleteTopics, name: "DeleteTopics", versions: 1...6, newestStable: 6, firstFlexibleVersion: 4, isForClients: true),
        ApiSchema(key: .deleteRecords, name: "DeleteRecords", versions: 0...2, newestStable: 2, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .initProducerID, name: "InitProducerId", versions: 0...6, newestStable: 5, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .offsetForLeaderEpoch, name: "OffsetForLeaderEpoch", versions: 2...4, newestStable: 4, firstFlexibleVersion: 4, isForClients: true),
        ApiSchema(key: .addPartitionsToTxn, name: "AddPartitionsToTxn", versions: 0...5, newestStable: 5, firstFlexibleVersion: 3, isForClients: true),
        ApiSchema(key: .addOffsetsToTxn, name: "AddOffsetsToTxn", versions: 0...4, newestStable: 4, firstFlexibleVersion: 3, isForClients: true),
        ApiSchema(key: .endTxn, name: "EndTxn", versions: 0...5, newestStable: 5, firstFlexibleVersion: 3, isForClients: true),
        ApiSchema(key: .writeTxnMarkers, name: "WriteTxnMarkers", versions: 1...2, newestStable: 2, firstFlexibleVersion: 1, isForClients: true),
        ApiSchema(key: .txnOffsetCommit, name: "TxnOffsetCommit", versions: 0...5, newestStable: 5, firstFlexibleVersion: 3, isForClients: true),
        ApiSchema(key: .describeAcls, name: "DescribeAcls", versions: 1...3, newestStable: 3, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .createAcls, name: "CreateAcls", versions: 1...3, newestStable: 3, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .deleteAcls, name: "DeleteAcls", versions: 1...3, newestStable: 3, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .describeConfigs, name: "DescribeConfigs", versions: 1...4, newestStable: 4, firstFlexibleVersion: 4, isForClients: true),
        ApiSchema(key: .alterConfigs, name: "AlterConfigs", versions: 0...2, newestStable: 2, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .alterReplicaLogDirs, name: "AlterReplicaLogDirs", versions: 1...2, newestStable: 2, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .describeLogDirs, name: "DescribeLogDirs", versions: 1...5, newestStable: 5, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .saslAuthenticate, name: "SaslAuthenticate", versions: 0...2, newestStable: 2, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .createPartitions, name: "CreatePartitions", versions: 0...3, newestStable: 3, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .createDelegationToken, name: "CreateDelegationToken", versions: 1...3, newestStable: 3, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .renewDelegationToken, name: "RenewDelegationToken", versions: 1...2, newestStable: 2, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .expireDelegationToken, name: "ExpireDelegationToken", versions: 1...2, newestStable: 2, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .describeDelegationToken, name: "DescribeDelegationToken", versions: 1...3, newestStable: 3, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .deleteGroups, name: "DeleteGroups", versions: 0...2, newestStable: 2, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .electLeaders, name: "ElectLeaders", versions: 0...2, newestStable: 2, firstFlexibleVersion: 2, isForClients: true),
        ApiSchema(key: .incrementalAlterConfigs, name: "IncrementalAlterConfigs", versions: 0...1, newestStable: 1, firstFlexibleVersion: 1, isForClients: true),
        ApiSchema(key: .alterPartitionReassignments, name: "AlterPartitionReassignments", versions: 0...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .listPartitionReassignments, name: "ListPartitionReassignments", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .offsetDelete, name: "OffsetDelete", versions: 0...0, newestStable: 0, firstFlexibleVersion: nil, isForClients: true),
        ApiSchema(key: .describeClientQuotas, name: "DescribeClientQuotas", versions: 0...1, newestStable: 1, firstFlexibleVersion: 1, isForClients: true),
        ApiSchema(key: .alterClientQuotas, name: "AlterClientQuotas", versions: 0...1, newestStable: 1, firstFlexibleVersion: 1, isForClients: true),
        ApiSchema(key: .describeUserScramCredentials, name: "DescribeUserScramCredentials", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .alterUserScramCredentials, name: "AlterUserScramCredentials", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .vote, name: "Vote", versions: 0...2, newestStable: 2, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .beginQuorumEpoch, name: "BeginQuorumEpoch", versions: 0...1, newestStable: 1, firstFlexibleVersion: 1, isForClients: false),
        ApiSchema(key: .endQuorumEpoch, name: "EndQuorumEpoch", versions: 0...1, newestStable: 1, firstFlexibleVersion: 1, isForClients: false),
        ApiSchema(key: .describeQuorum, name: "DescribeQuorum", versions: 0...2, newestStable: 2, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .alterPartition, name: "AlterPartition", versions: 2...3, newestStable: 3, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .updateFeatures, name: "UpdateFeatures", versions: 0...2, newestStable: 2, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .envelope, name: "Envelope", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .fetchSnapshot, name: "FetchSnapshot", versions: 0...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .describeCluster, name: "DescribeCluster", versions: 0...2, newestStable: 2, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .describeProducers, name: "DescribeProducers", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .brokerRegistration, name: "BrokerRegistration", versions: 0...4, newestStable: 4, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .brokerHeartbeat, name: "BrokerHeartbeat", versions: 0...2, newestStable: 2, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .unregisterBroker, name: "UnregisterBroker", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .describeTransactions, name: "DescribeTransactions", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .listTransactions, name: "ListTransactions", versions: 0...2, newestStable: 2, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .allocateProducerIDs, name: "AllocateProducerIds", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .consumerGroupHeartbeat, name: "ConsumerGroupHeartbeat", versions: 0...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .consumerGroupDescribe, name: "ConsumerGroupDescribe", versions: 0...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .controllerRegistration, name: "ControllerRegistration", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .getTelemetrySubscriptions, name: "GetTelemetrySubscriptions", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .pushTelemetry, name: "PushTelemetry", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .assignReplicasToDirs, name: "AssignReplicasToDirs", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .listConfigResources, name: "ListConfigResources", versions: 0...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .describeTopicPartitions, name: "DescribeTopicPartitions", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .shareGroupHeartbeat, name: "ShareGroupHeartbeat", versions: 1...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .shareGroupDescribe, name: "ShareGroupDescribe", versions: 1...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .shareFetch, name: "ShareFetch", versions: 1...2, newestStable: 2, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .shareAcknowledge, name: "ShareAcknowledge", versions: 1...2, newestStable: 2, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .addRaftVoter, name: "AddRaftVoter", versions: 0...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .removeRaftVoter, name: "RemoveRaftVoter", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .updateRaftVoter, name: "UpdateRaftVoter", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: false),
        ApiSchema(key: .initializeShareGroupState, name: "InitializeShareGroupState", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .readShareGroupState, name: "ReadShareGroupState", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .writeShareGroupState, name: "WriteShareGroupState", versions: 0...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .deleteShareGroupState, name: "DeleteShareGroupState", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .readShareGroupStateSummary, name: "ReadShareGroupStateSummary", versions: 0...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .streamsGroupHeartbeat, name: "StreamsGroupHeartbeat", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .streamsGroupDescribe, name: "StreamsGroupDescribe", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .describeShareGroupOffsets, name: "DescribeShareGroupOffsets", versions: 0...1, newestStable: 1, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .alterShareGroupOffsets, name: "AlterShareGroupOffsets", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
        ApiSchema(key: .deleteShareGroupOffsets, name: "DeleteShareGroupOffsets", versions: 0...0, newestStable: 0, firstFlexibleVersion: 0, isForClients: true),
    ]
}
