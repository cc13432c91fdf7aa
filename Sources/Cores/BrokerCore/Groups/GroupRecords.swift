public import Bytes
public import Identifiers
import StoredRecords

/// A record of `__consumer_offsets`; nil value: a tombstone.
public struct GroupRecord: Hashable, Sendable {
    public let key: ByteSlice
    public let value: ByteSlice?
}

/// Groups and offsets as Kafka 4.3 keeps them: OffsetCommitValue version 4, GroupMetadataValue version 3.
public enum GroupRecords {
    private static let offsetVersion: Int16 = 4
    private static let metadataVersion: Int16 = 3

    /// Which partition of `__consumer_offsets` a group is kept in: Java's hash of its id, as every Kafka client and tool
    /// computes it.
    public static func partition(of group: GroupID, count: Int32) -> PartitionIndex {
        var hash: Int32 = 0
        for unit in group.rawValue.utf16 { hash = hash &* 31 &+ Int32(unit) }
        return PartitionIndex((hash == .min ? 0 : abs(hash)) % max(1, count))
    }

    /// - Returns: nil for text longer than its length field can say; so all of these.
    public static func commit(_ offset: CommittedOffset, at place: Group.Place, of group: GroupID) -> GroupRecord? {
        let key = OffsetCommitKey(group: group, topic: place.topic, partition: place.partition)
        let value = OffsetCommitValue(
            offset: offset.offset, leaderEpoch: offset.leaderEpoch, metadata: offset.metadata,
            commitTimestamp: offset.committedMs, topicID: offset.topicID)
        guard let key = try? key.encodedKey(), let value = try? value.encodedValue(version: offsetVersion) else { return nil }
        return GroupRecord(key: key, value: value)
    }

    public static func removal(of place: Group.Place, of group: GroupID) -> GroupRecord? {
        let key = OffsetCommitKey(group: group, topic: place.topic, partition: place.partition)
        return (try? key.encodedKey()).map { GroupRecord(key: $0, value: nil) }
    }

    /// - Parameter wallMs: milliseconds since 1970.
    public static func metadata(of group: ClassicGroup, wallMs: Int64) -> GroupRecord? {
        var value = GroupMetadataValue(
            protocolType: group.protocolType ?? "", generation: group.generation, protocol: group.protocolName,
            leader: group.leader, currentStateTimestamp: wallMs)
        value.members = group.members.map { member in
            .init(
                memberID: member.id, groupInstanceID: member.instanceID, clientID: member.clientID,
                clientHost: member.clientHost, rebalanceTimeout: member.rebalanceTimeoutMs,
                sessionTimeout: member.sessionTimeoutMs, subscription: member.metadata(for: group.protocolName),
                assignment: member.assignment)
        }
        let key = GroupMetadataKey(group: group.id)
        guard let key = try? key.encodedKey(), let value = try? value.encodedValue(version: metadataVersion) else { return nil }
        return GroupRecord(key: key, value: value)
    }

    public static func removal(of group: GroupID) -> GroupRecord? {
        (try? GroupMetadataKey(group: group).encodedKey()).map { GroupRecord(key: $0, value: nil) }
    }
}

/// Groups as the records of `__consumer_offsets` leave them, read from first to last.
public struct GroupLoader: Sendable {
    public private(set) var groups: [GroupID: Group] = [:]
    /// Records of types or versions that this release does not know, or that cannot be read.
    public private(set) var recordsPassedOver = 0
    private let limits: GroupLimits
    private let nowMs: Int64

    /// - Parameter nowMs: the time that deadlines are counted in: a loaded member has its whole session timeout from now.
    public init(limits: GroupLimits, nowMs: Int64) {
        self.limits = limits
        self.nowMs = nowMs
    }

    public mutating func apply(key: ByteSlice, value: ByteSlice?) {
        do throws(DecodeError) {
            switch try ConsumerOffsetsKey(from: key) {
            case .offsetCommit(let key): try apply(key.group, Group.Place(key.topic, key.partition), value)
            case .groupMetadata(let key): try apply(key.group, value)
            default: recordsPassedOver += 1
            }
        } catch {
            recordsPassedOver += 1
        }
    }

    private mutating func apply(_ id: GroupID, _ place: Group.Place, _ value: ByteSlice?) throws(DecodeError) {
        guard let value else {
            _ = groups[id]?.removeOffset(at: place)
            return
        }
        let stored = try OffsetCommitValue(fromValue: value)
        groups[id, default: Group(id: id, limits: limits)].commit(
            CommittedOffset(
                offset: stored.offset, leaderEpoch: stored.leaderEpoch, metadata: stored.metadata,
                committedMs: stored.commitTimestamp, expiresMs: stored.expireTimestamp >= 0 ? stored.expireTimestamp : nil,
                topicID: stored.topicID),
            at: place)
    }

    private mutating func apply(_ id: GroupID, _ value: ByteSlice?) throws(DecodeError) {
        guard let value else {
            // The group is gone; what it committed has tombstones of its own.
            if groups[id]?.offsets.isEmpty ?? true {
                groups[id] = nil
            } else {
                groups[id]?.classic = ClassicGroup(id: id, limits: limits)
            }
            return
        }
        let stored = try GroupMetadataValue(fromValue: value)
        var group = groups[id] ?? Group(id: id, limits: limits)
        group.classic = ClassicGroup(id: id, limits: limits, stored: stored, nowMs: nowMs)
        group.restore(emptySinceMs: group.classic.isEmpty ? stored.currentStateTimestamp : nil)
        groups[id] = group
    }
}

extension ClassicGroup {
    /// A group as its record describes it: stable with its members, who have a session timeout to show themselves.
    init(id: GroupID, limits: GroupLimits, stored: GroupMetadataValue, nowMs: Int64) {
        self.init(id: id, limits: limits)
        generation = stored.generation
        protocolType = stored.protocolType.isEmpty ? nil : stored.protocolType
        protocolName = stored.protocol
        leader = stored.members.isEmpty ? nil : stored.leader
        for member in stored.members {
            nextOrder += 1
            let offered = MemberProtocol(name: stored.protocol ?? "", metadata: member.subscription.compacted())
            membersByID[member.memberID] = Member(
                id: member.memberID, instanceID: member.groupInstanceID, clientID: member.clientID,
                clientHost: member.clientHost, sessionTimeoutMs: member.sessionTimeout,
                rebalanceTimeoutMs: member.rebalanceTimeout < 0 ? member.sessionTimeout : member.rebalanceTimeout,
                protocols: [offered], assignment: member.assignment.compacted(), isNew: false,
                deadlineMs: nowMs + Int64(member.sessionTimeout), order: nextOrder)
            if let instanceID = member.groupInstanceID { staticMembers[instanceID] = member.memberID }
        }
        state = stored.members.isEmpty ? .empty : .stable
    }
}
