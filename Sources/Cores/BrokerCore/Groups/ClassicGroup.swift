public import Bytes
public import Identifiers

/// A consumer group under the classic protocol, as a state machine in plain values: each event takes the time and gives
/// actions; nothing here waits, and ``nextDeadlineMs`` says when ``tick(nowMs:)`` is due.
///
///     empty -> preparingRebalance -> completingRebalance -> stable
///       ^------------|  ^--------------------|-------------|
///
/// Preparing: members are told to join again, and their joins are parked. Completing: a generation has begun, and syncs
/// are parked until the leader brings the assignment.
public struct ClassicGroup: Sendable {
    public enum State: String, Sendable {
        case empty = "Empty"
        case preparingRebalance = "PreparingRebalance"
        case completingRebalance = "CompletingRebalance"
        case stable = "Stable"
    }

    /// A member and what is parked for it.
    public struct Member: Sendable {
        public internal(set) var id: String
        public let instanceID: String?
        public internal(set) var clientID: String
        public internal(set) var clientHost: String
        public internal(set) var sessionTimeoutMs: Int32
        public internal(set) var rebalanceTimeoutMs: Int32
        /// Most wanted first.
        public internal(set) var protocols: [MemberProtocol]
        public internal(set) var assignment = ByteSlice()
        var parkedJoin: ReplyTicket?
        var parkedSync: ReplyTicket?
        /// No generation has begun with it yet.
        var isNew: Bool
        /// Without a sign of life until then it is removed.
        var deadlineMs: Int64
        /// Members keep the order in which they came.
        let order: Int

        /// What it wants the leader to know under `protocolName`.
        public func metadata(for protocolName: String?) -> ByteSlice {
            protocols.first { $0.name == protocolName }?.metadata ?? ByteSlice()
        }

        /// A parked request is a sign of life, except of a member whose first generation does not come.
        var isAliveByWaiting: Bool { !isNew && (parkedJoin != nil || parkedSync != nil) }
    }

    /// When a rebalance ends whoever is missing.
    struct Rebalance: Sendable {
        var deadlineMs: Int64
        /// The first generation of an empty group: it waits for newcomers, not for known members.
        var isInitial: Bool
        /// How much longer newcomers may extend an initial rebalance.
        var remainingMs: Int64 = 0
        /// Somebody came since the deadline was last set.
        var hasNewcomer = false
    }

    public let id: GroupID
    public internal(set) var state = State.empty
    public internal(set) var protocolType: String?
    public internal(set) var protocolName: String?
    public internal(set) var generation: Int32 = 0
    public internal(set) var leader: String?
    public internal(set) var membersByID: [String: Member] = [:]
    var staticMembers: [String: String] = [:]
    /// Ids given out to members that have not come back with them, and until when they may.
    var pendingMembers: [String: Int64] = [:]
    var rebalance: Rebalance?
    /// Until when members of this generation must have synced.
    var syncDeadlineMs: Int64?
    var nextOrder = 0
    let limits: GroupLimits

    public init(id: GroupID, limits: GroupLimits) {
        self.id = id
        self.limits = limits
    }

    /// Members in the order in which they came.
    public var members: [Member] { membersByID.values.sorted { $0.order < $1.order } }
    public var isEmpty: Bool { membersByID.isEmpty }
    /// Whether somebody is about to join.
    public var hasPendingMembers: Bool { !pendingMembers.isEmpty }

    /// Checks that a request comes from a member and from its latest incarnation.
    func objection(memberID: String, instanceID: String?) -> KafkaErrorCode? {
        if let instanceID {
            guard let current = staticMembers[instanceID] else { return .unknownMemberId }
            return current == memberID ? nil : .fencedInstanceId
        }
        return membersByID[memberID] == nil ? .unknownMemberId : nil
    }

    /// The longest time that a member wants for rejoining.
    var rebalanceTimeoutMs: Int64 { membersByID.values.map { Int64(max(0, $0.rebalanceTimeoutMs)) }.max() ?? 0 }

    mutating func sawLife(of memberID: String, nowMs: Int64) {
        guard let member = membersByID[memberID] else { return }
        membersByID[memberID]?.deadlineMs = nowMs + Int64(member.sessionTimeoutMs)
    }

    // MARK: Heartbeat

    /// A member's sign of life; the answer tells it when to rejoin.
    public mutating func heartbeat(memberID: String, instanceID: String?, generation: Int32, nowMs: Int64) -> KafkaErrorCode {
        if let error = objection(memberID: memberID, instanceID: instanceID) { return error }
        guard generation == self.generation else { return .illegalGeneration }
        sawLife(of: memberID, nowMs: nowMs)
        switch state {
        case .empty: return .unknownMemberId
        case .preparingRebalance: return .rebalanceInProgress
        case .completingRebalance, .stable: return .none
        }
    }

    /// Whether a commit of offsets may be taken; one from a live member is a sign of life.
    /// - Parameter generation: negative for a commit outside group membership.
    public mutating func commitObjection(
        memberID: String, instanceID: String?, generation: Int32, nowMs: Int64
    ) -> KafkaErrorCode? {
        // Consumers that assign partitions themselves use a group's name only to keep offsets.
        if generation < 0, isEmpty { return nil }
        if let error = objection(memberID: memberID, instanceID: instanceID) { return error }
        guard generation == self.generation else { return .illegalGeneration }
        if state == .completingRebalance { return .rebalanceInProgress }
        sawLife(of: memberID, nowMs: nowMs)
        return nil
    }

    // MARK: Time

    /// When ``tick(nowMs:)`` must be called next; nil when nothing is due ever.
    public var nextDeadlineMs: Int64? {
        var deadlines = membersByID.values.filter { !$0.isAliveByWaiting }.map(\.deadlineMs)
        deadlines += pendingMembers.values
        if let rebalance { deadlines.append(rebalance.deadlineMs) }
        if let syncDeadlineMs { deadlines.append(syncDeadlineMs) }
        return deadlines.min()
    }

    /// Removes who gave no sign of life and ends rebalances that are over.
    public mutating func tick(nowMs: Int64) -> [GroupAction] {
        var actions: [GroupAction] = []
        pendingMembers = pendingMembers.filter { $0.value > nowMs }
        for member in members where !member.isAliveByWaiting && member.deadlineMs <= nowMs {
            actions += remove(member.id, answering: .unknownMemberId, nowMs: nowMs)
        }
        if let deadline = syncDeadlineMs, deadline <= nowMs, state == .completingRebalance {
            syncDeadlineMs = nil
            for member in members where member.parkedSync == nil {
                actions += remove(member.id, answering: .unknownMemberId, nowMs: nowMs)
            }
        }
        actions += continueRebalance(nowMs: nowMs)
        return actions
    }
}
