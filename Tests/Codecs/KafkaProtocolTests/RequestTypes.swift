import KafkaMessagesCluster
import KafkaMessagesConfigs
import KafkaMessagesConsumerGroups
import KafkaMessagesController
import KafkaMessagesElections
import KafkaMessagesGroupAdmin
import KafkaMessagesGroups
import KafkaMessagesOffsets
import KafkaMessagesProducers
import KafkaMessagesRecords
import KafkaMessagesSecurity
import KafkaMessagesShareGroups
import KafkaMessagesShareOffsets
import KafkaMessagesShareState
import KafkaMessagesStorage
import KafkaMessagesTokens
import KafkaMessagesTopics
import KafkaMessagesTransactions
import KafkaMessagesVoters
import KafkaPrimitives

/// Every request of the schemas, ascending by API key.
let requestTypes: [any KafkaRequest.Type] = [
    ProduceRequest.self, FetchRequest.self, ListOffsetsRequest.self, MetadataRequest.self, OffsetCommitRequest.self,
    OffsetFetchRequest.self, FindCoordinatorRequest.self, JoinGroupRequest.self, HeartbeatRequest.self, LeaveGroupRequest.self,
    SyncGroupRequest.self, DescribeGroupsRequest.self, ListGroupsRequest.self, SaslHandshakeRequest.self,
    ApiVersionsRequest.self, CreateTopicsRequest.self, DeleteTopicsRequest.self, DeleteRecordsRequest.self,
    InitProducerIdRequest.self, OffsetForLeaderEpochRequest.self, AddPartitionsToTxnRequest.self, AddOffsetsToTxnRequest.self,
    EndTxnRequest.self, WriteTxnMarkersRequest.self, TxnOffsetCommitRequest.self, DescribeAclsRequest.self,
    CreateAclsRequest.self, DeleteAclsRequest.self, DescribeConfigsRequest.self, AlterConfigsRequest.self,
    AlterReplicaLogDirsRequest.self, DescribeLogDirsRequest.self, SaslAuthenticateRequest.self, CreatePartitionsRequest.self,
    CreateDelegationTokenRequest.self, RenewDelegationTokenRequest.self, ExpireDelegationTokenRequest.self,
    DescribeDelegationTokenRequest.self, DeleteGroupsRequest.self, ElectLeadersRequest.self,
    IncrementalAlterConfigsRequest.self, AlterPartitionReassignmentsRequest.self, ListPartitionReassignmentsRequest.self,
    OffsetDeleteRequest.self, DescribeClientQuotasRequest.self, AlterClientQuotasRequest.self,
    DescribeUserScramCredentialsRequest.self, AlterUserScramCredentialsRequest.self, VoteRequest.self,
    BeginQuorumEpochRequest.self, EndQuorumEpochRequest.self, DescribeQuorumRequest.self, AlterPartitionRequest.self,
    UpdateFeaturesRequest.self, EnvelopeRequest.self, FetchSnapshotRequest.self, DescribeClusterRequest.self,
    DescribeProducersRequest.self, BrokerRegistrationRequest.self, BrokerHeartbeatRequest.self, UnregisterBrokerRequest.self,
    DescribeTransactionsRequest.self, ListTransactionsRequest.self, AllocateProducerIdsRequest.self,
    ConsumerGroupHeartbeatRequest.self, ConsumerGroupDescribeRequest.self, ControllerRegistrationRequest.self,
    GetTelemetrySubscriptionsRequest.self, PushTelemetryRequest.self, AssignReplicasToDirsRequest.self,
    ListConfigResourcesRequest.self, DescribeTopicPartitionsRequest.self, ShareGroupHeartbeatRequest.self,
    ShareGroupDescribeRequest.self, ShareFetchRequest.self, ShareAcknowledgeRequest.self, AddRaftVoterRequest.self,
    RemoveRaftVoterRequest.self, UpdateRaftVoterRequest.self, InitializeShareGroupStateRequest.self,
    ReadShareGroupStateRequest.self, WriteShareGroupStateRequest.self, DeleteShareGroupStateRequest.self,
    ReadShareGroupStateSummaryRequest.self, StreamsGroupHeartbeatRequest.self, StreamsGroupDescribeRequest.self,
    DescribeShareGroupOffsetsRequest.self, AlterShareGroupOffsetsRequest.self, DeleteShareGroupOffsetsRequest.self,
]
