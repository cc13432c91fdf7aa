import Bytes
public import Identifiers

/// An offset that a group has committed.
public struct CommittedOffset: Hashable, Sendable {
    public var offset: Offset
    /// Of the record before it; unknown when the client does not say.
    public var leaderEpoch: LeaderEpoch
    /// Free text of the client.
    public var metadata: String
    /// When it was committed, in milliseconds since 1970.
    public var committedMs: Int64
    /// When it expires, if its record says so itself (records of old releases).
    public var expiresMs: Int64?
    /// The topic it was committed for: of a topic made again under the name it says nothing.
    public var topicID: UniqueID

    public init(
        offset: Offset, leaderEpoch: LeaderEpoch, metadata: String, committedMs: Int64, expiresMs: Int64? = nil,
        topicID: UniqueID
    ) {
        self.offset = offset
        self.leaderEpoch = leaderEpoch
        self.metadata = metadata
        self.committedMs = committedMs
        self.expiresMs = expiresMs
        self.topicID = topicID
    }
}

/// A group: its members' state machine and the offsets it has committed.
public struct Group: Sendable {
    /// A partition of a topic.
    public struct Place: Hashable, Comparable, Sendable {
        public var topic: TopicName
        public var partition: PartitionIndex

        public init(_ topic: TopicName, _ partition: PartitionIndex) {
            self.topic = topic
            self.partition = partition
        }

        public static func < (a: Place, b: Place) -> Bool { (a.topic, a.partition) < (b.topic, b.partition) }
    }

    public var classic: ClassicGroup
    public private(set) var offsets: [Place: CommittedOffset] = [:]
    /// Somebody was a member or committed: a group that only has pending members is not there for others.
    public var isEstablished = false
    /// Since when it has no members, in milliseconds since 1970; nil while it has some.
    public private(set) var emptySinceMs: Int64?

    public init(id: GroupID, limits: GroupLimits) { classic = ClassicGroup(id: id, limits: limits) }

    /// Keeps count of how long the group has been without members. To be called after each event.
    /// - Parameter wallMs: milliseconds since 1970.
    public mutating func noteMembership(wallMs: Int64) {
        if classic.isEmpty {
            if emptySinceMs == nil { emptySinceMs = wallMs }
        } else {
            emptySinceMs = nil
            isEstablished = true
        }
    }

    public mutating func commit(_ offset: CommittedOffset, at place: Place) {
        offsets[place] = offset
        isEstablished = true
    }

    /// Takes an offset away; false when there was none.
    public mutating func removeOffset(at place: Place) -> Bool { offsets.removeValue(forKey: place) != nil }

    /// Whether nothing of the group is left to keep.
    public var canBeForgotten: Bool { classic.isEmpty && !classic.hasPendingMembers && offsets.isEmpty }

    /// Whether members are subscribed to a topic, so that its offsets must stay. A group whose subscriptions cannot be read
    /// counts as subscribed to everything while it has members.
    public func isSubscribed(to topic: TopicName) -> Bool {
        guard !classic.isEmpty else { return false }
        return classic.subscribedTopics?.contains(topic) ?? true
    }

    /// Offsets whose time is over (KIP-211): of a group without members since it has none, of commits outside any group since
    /// the commit, of a group with members only those of topics that nobody is subscribed to.
    public func expiredOffsets(wallMs: Int64, retentionMs: Int64) -> [Place] {
        offsets.filter { place, offset in
            if let expires = offset.expiresMs { return expires <= wallMs }
            guard !isSubscribed(to: place.topic) else { return false }
            let isStandalone = classic.protocolType == nil
            let since = isStandalone ? offset.committedMs : max(offset.committedMs, emptySinceMs ?? offset.committedMs)
            return wallMs - since >= retentionMs
        }.map(\.key)
    }

    mutating func restore(emptySinceMs: Int64?) {
        self.emptySinceMs = emptySinceMs
        isEstablished = true
    }
}
