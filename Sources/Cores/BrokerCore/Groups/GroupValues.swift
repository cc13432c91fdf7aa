public import Bytes
public import Identifiers

/// Limits of groups, under Kafka's setting names.
public struct GroupLimits: Sendable {
    /// `group.initial.rebalance.delay.ms`: how long the first generation waits for more members.
    public var initialRebalanceDelayMs: Int64 = 3_000
    /// `group.min.session.timeout.ms` and `group.max.session.timeout.ms`.
    public var sessionTimeoutMs: ClosedRange<Int32> = 6_000...1_800_000
    /// `group.max.size`.
    public var sizeMax = Int(Int32.max)
    /// A member that is new waits at most so long for its first generation.
    public var newMemberJoinMs: Int64 = 300_000

    public init() {}
}

/// Stands for a request whose answer comes later; the shell knows which.
public struct ReplyTicket: Hashable, Sendable {
    public let number: UInt64
    public init(_ number: UInt64) { self.number = number }
}

/// One protocol (assignor) that a member offers, with what it wants the leader to know.
public struct MemberProtocol: Hashable, Sendable {
    public let name: String
    public let metadata: ByteSlice

    public init(name: String, metadata: ByteSlice) {
        self.name = name
        self.metadata = metadata
    }
}

/// A member asks to be part of the next generation.
public struct JoinRequest: Sendable {
    /// Empty when the member has none yet.
    public var memberID: String
    /// Of a static member (KIP-345).
    public var instanceID: String?
    public var clientID: String
    public var clientHost: String
    public var sessionTimeoutMs: Int32
    public var rebalanceTimeoutMs: Int32
    public var protocolType: String
    /// Most wanted first.
    public var protocols: [MemberProtocol]
    /// The request's version has the two-step join: a member without id gets one and asks again (KIP-394).
    public var requiresKnownMember: Bool
    /// The request's version knows SkipAssignment.
    public var supportsSkippingAssignment: Bool
    /// Random text that makes a new member id unique.
    public var freshID: String

    public init(
        memberID: String, instanceID: String? = nil, clientID: String, clientHost: String, sessionTimeoutMs: Int32,
        rebalanceTimeoutMs: Int32, protocolType: String, protocols: [MemberProtocol], requiresKnownMember: Bool = true,
        supportsSkippingAssignment: Bool = true, freshID: String
    ) {
        self.memberID = memberID
        self.instanceID = instanceID
        self.clientID = clientID
        self.clientHost = clientHost
        self.sessionTimeoutMs = sessionTimeoutMs
        self.rebalanceTimeoutMs = rebalanceTimeoutMs
        self.protocolType = protocolType
        self.protocols = protocols
        self.requiresKnownMember = requiresKnownMember
        self.supportsSkippingAssignment = supportsSkippingAssignment
        self.freshID = freshID
    }
}

/// What a join comes to.
public struct JoinAnswer: Hashable, Sendable {
    /// A member as the leader sees it.
    public struct Member: Hashable, Sendable {
        public var memberID: String
        public var instanceID: String?
        public var metadata: ByteSlice
    }

    public var error: KafkaErrorCode
    public var generation: Int32 = -1
    public var protocolType: String?
    public var protocolName: String?
    public var leader = ""
    public var skipsAssignment = false
    public var memberID: String
    /// Everybody, for the leader; empty for the others.
    public var members: [Member] = []

    init(error: KafkaErrorCode, memberID: String) {
        self.error = error
        self.memberID = memberID
    }

    /// The answer to a member that may not join.
    public static func refused(_ error: KafkaErrorCode, memberID: String) -> JoinAnswer {
        JoinAnswer(error: error, memberID: memberID)
    }
}

/// A member asks for its assignment; the leader brings everybody's.
public struct SyncRequest: Sendable {
    public var memberID: String
    public var instanceID: String?
    public var generation: Int32
    /// Nil in versions that lack it.
    public var protocolType: String?
    public var protocolName: String?
    public var assignments: [(memberID: String, assignment: ByteSlice)]

    public init(
        memberID: String, instanceID: String? = nil, generation: Int32, protocolType: String? = nil,
        protocolName: String? = nil, assignments: [(memberID: String, assignment: ByteSlice)] = []
    ) {
        self.memberID = memberID
        self.instanceID = instanceID
        self.generation = generation
        self.protocolType = protocolType
        self.protocolName = protocolName
        self.assignments = assignments
    }
}

/// What a sync comes to.
public struct SyncAnswer: Hashable, Sendable {
    public var error: KafkaErrorCode
    public var protocolType: String?
    public var protocolName: String?
    public var assignment = ByteSlice()

    /// The answer to a member that gets no assignment.
    public static func refused(_ error: KafkaErrorCode) -> SyncAnswer { SyncAnswer(error: error) }
}

/// What the shell has to do, in this order.
public enum GroupAction: Hashable, Sendable {
    /// Write the group's metadata record; the answers behind this leave when it is stored.
    case store
    case answerJoin(ReplyTicket, JoinAnswer)
    case answerSync(ReplyTicket, SyncAnswer)
}
