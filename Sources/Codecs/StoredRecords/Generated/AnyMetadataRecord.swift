// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

import Bytes

/// Any record of `__cluster_metadata`.
public enum AnyMetadataRecord: Equatable, Sendable {
    case registerBroker(RegisterBrokerRecord)
    case unregisterBroker(UnregisterBrokerRecord)
    case topic(TopicRecord)
    case partition(PartitionRecord)
    case config(ConfigRecord)
    case partitionChange(PartitionChangeRecord)
    case fenceBroker(FenceBrokerRecord)
    case unfenceBroker(UnfenceBrokerRecord)
    case removeTopic(RemoveTopicRecord)
    case delegationToken(DelegationTokenRecord)
    case userScramCredential(UserScramCredentialRecord)
    case featureLevel(FeatureLevelRecord)
    case clientQuota(ClientQuotaRecord)
    case producerIDs(ProducerIdsRecord)
    case brokerRegistrationChange(BrokerRegistrationChangeRecord)
    case accessControlEntry(AccessControlEntryRecord)
    case removeAccessControlEntry(RemoveAccessControlEntryRecord)
    case noOp(NoOpRecord)
    case zkMigrationState(ZkMigrationStateRecord)
    case removeUserScramCredential(RemoveUserScramCredentialRecord)
    case beginTransaction(BeginTransactionRecord)
    case endTransaction(EndTransactionRecord)
    case abortTransaction(AbortTransactionRecord)
    case removeDelegationToken(RemoveDelegationTokenRecord)
    case registerController(RegisterControllerRecord)
    case clearElr(ClearElrRecord)
    /// A type that this release does not know.
    case unknown(recordType: Int16)

    init(recordType: Int16, version: Int16, from reader: inout ByteReader) throws(DecodeError) {
        switch recordType {
        case 0: self = .registerBroker(try RegisterBrokerRecord(from: &reader, version: version))
        case 1: self = .unregisterBroker(try UnregisterBrokerRecord(from: &reader, version: version))
        case 2: self = .topic(try TopicRecord(from: &reader, version: version))
        case 3: self = .partition(try PartitionRecord(from: &reader, version: version))
        case 4: self = .config(try ConfigRecord(from: &reader, version: version))
        case 5: self = .partitionChange(try PartitionChangeRecord(from: &reader, version: version))
        case 7: self = .fenceBroker(try FenceBrokerRecord(from: &reader, version: version))
        case 8: self = .unfenceBroker(try UnfenceBrokerRecord(from: &reader, version: version))
        case 9: self = .removeTopic(try RemoveTopicRecord(from: &reader, version: version))
        case 10: self = .delegationToken(try DelegationTokenRecord(from: &reader, version: version))
        case 11: self = .userScramCredential(try UserScramCredentialRecord(from: &reader, version: version))
        case 12: self = .featureLevel(try FeatureLevelRecord(from: &reader, version: version))
        case 14: self = .clientQuota(try ClientQuotaRecord(from: &reader, version: version))
        case 15: self = .producerIDs(try ProducerIdsRecord(from: &reader, version: version))
        case 17: self = .brokerRegistrationChange(try BrokerRegistrationChangeRecord(from: &reader, version: version))
        case 18: self = .accessControlEntry(try AccessControlEntryRecord(from: &reader, version: version))
        case 19: self = .removeAccessControlEntry(try RemoveAccessControlEntryRecord(from: &reader, version: version))
        case 20: self = .noOp(try NoOpRecord(from: &reader, version: version))
        case 21: self = .zkMigrationState(try ZkMigrationStateRecord(from: &reader, version: version))
        case 22: self = .removeUserScramCredential(try RemoveUserScramCredentialRecord(from: &reader, version: version))
        case 23: self = .beginTransaction(try BeginTransactionRecord(from: &reader, version: version))
        case 24: self = .endTransaction(try EndTransactionRecord(from: &reader, version: version))
        case 25: self = .abortTransaction(try AbortTransactionRecord(from: &reader, version: version))
        case 26: self = .removeDelegationToken(try RemoveDelegationTokenRecord(from: &reader, version: version))
        case 27: self = .registerController(try RegisterControllerRecord(from: &reader, version: version))
        case 28: self = .clearElr(try ClearElrRecord(from: &reader, version: version))
        default: self = .unknown(recordType: recordType)
        }
    }

    /// The record itself; nil for a type that this release does not know.
    public var record: (any MetadataRecord)? {
        switch self {
        case .registerBroker(let record): record
        case .unregisterBroker(let record): record
        case .topic(let record): record
        case .partition(let record): record
        case .config(let record): record
        case .partitionChange(let record): record
        case .fenceBroker(let record): record
        case .unfenceBroker(let record): record
        case .removeTopic(let record): record
        case .delegationToken(let record): record
        case .userScramCredential(let record): record
        case .featureLevel(let record): record
        case .clientQuota(let record): record
        case .producerIDs(let record): record
        case .brokerRegistrationChange(let record): record
        case .accessControlEntry(let record): record
        case .removeAccessControlEntry(let record): record
        case .noOp(let record): record
        case .zkMigrationState(let record): record
        case .removeUserScramCredential(let record): record
        case .beginTransaction(let record): record
        case .endTransaction(let record): record
        case .abortTransaction(let record): record
        case .removeDelegationToken(let record): record
        case .registerController(let record): record
        case .clearElr(let record): record
        case .unknown: nil
        }
    }
}
