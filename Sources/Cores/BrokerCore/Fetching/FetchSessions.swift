public import Identifiers

/// One partition of a fetch: where, and from which offset.
public struct FetchTarget: Hashable, Sendable {
    /// Names the partition in a session.
    public struct Key: Hashable, Sendable {
        public var topic: TopicName
        public var topicID: UniqueID
        public var partition: PartitionIndex

        public init(topic: TopicName, topicID: UniqueID, partition: PartitionIndex) {
            self.topic = topic
            self.topicID = topicID
            self.partition = partition
        }
    }

    public var key: Key
    public var offset: Offset
    /// The most bytes wanted of this partition.
    public var bytesMax: Int32
    /// The epoch that the client takes for the leader's; unknown: no check.
    public var currentLeaderEpoch: LeaderEpoch
    /// The epoch of the record before `offset`, as the client has it; unknown: no check.
    public var lastFetchedEpoch: LeaderEpoch

    public init(
        key: Key, offset: Offset, bytesMax: Int32, currentLeaderEpoch: LeaderEpoch = .unknown,
        lastFetchedEpoch: LeaderEpoch = .unknown
    ) {
        self.key = key
        self.offset = offset
        self.bytesMax = bytesMax
        self.currentLeaderEpoch = currentLeaderEpoch
        self.lastFetchedEpoch = lastFetchedEpoch
    }
}

/// What an answer says of one partition, as far as sessions care.
public struct FetchSummary: Hashable, Sendable {
    public var hasRecords: Bool
    /// An error or a diverging epoch: always shown.
    public var mustShow: Bool
    public var highWatermark: Offset
    public var lastStableOffset: Offset
    public var logStartOffset: Offset

    public init(
        hasRecords: Bool, mustShow: Bool, highWatermark: Offset, lastStableOffset: Offset, logStartOffset: Offset
    ) {
        self.hasRecords = hasRecords
        self.mustShow = mustShow
        self.highWatermark = highWatermark
        self.lastStableOffset = lastStableOffset
        self.logStartOffset = logStartOffset
    }
}

/// Incremental fetch sessions (KIP-227): the broker remembers which partitions a consumer fetches, so that requests and
/// answers only name what changed. A value; sessions belong to no connection and outlive the one that made them.
public struct FetchSessions: Sendable {
    /// What a fetch is to look at, and how its answer is to be cut.
    public struct Use: Sendable {
        /// The session id that the answer carries; 0 for none.
        public let answeredID: Int32
        public let isIncremental: Bool
        public let targets: [FetchTarget]
    }

    private struct Entry {
        var target: FetchTarget
        var shown: FetchSummary?
    }

    private struct Session {
        let usesTopicIDs: Bool
        var expectedEpoch: Int32
        var lastUsedMs: Int64
        var order: [FetchTarget.Key] = []
        var entries: [FetchTarget.Key: Entry] = [:]

        var targets: [FetchTarget] { order.compactMap { entries[$0]?.target } }

        mutating func set(_ target: FetchTarget) {
            if entries[target.key] == nil { order.append(target.key) }
            entries[target.key] = Entry(target: target, shown: entries[target.key]?.shown)
        }

        mutating func forget(_ key: FetchTarget.Key) {
            if entries.removeValue(forKey: key) != nil { order.removeAll { $0 == key } }
        }
    }

    private static let firstEpoch: Int32 = 0
    /// Ends a session, or asks for none.
    private static let finalEpoch: Int32 = -1

    private var sessions: [Int32: Session] = [:]
    private let sessionsMax: Int
    /// A session that was not used for so long gives its place to a new one.
    private let evictionMs: Int64

    public init(sessionsMax: Int, evictionMs: Int64 = 120_000) {
        self.sessionsMax = sessionsMax
        self.evictionMs = evictionMs
    }

    public var count: Int { sessions.count }

    /// Begins a fetch.
    /// - Parameters:
    ///   - freshID: a random number for a session that is made now.
    /// - Returns: what to look at; or 70 for an unknown session, 71 for a wrong epoch, 106 when names and ids are mixed.
    public mutating func open(
        sessionID: Int32, epoch: Int32, usesTopicIDs: Bool, targets: [FetchTarget], forgotten: [FetchTarget.Key],
        nowMs: Int64, freshID: Int32
    ) -> Result<Use, KafkaErrorCode> {
        if epoch == Self.finalEpoch || epoch == Self.firstEpoch {
            if sessionID != 0 { sessions[sessionID] = nil }
            guard epoch == Self.firstEpoch, let id = makeSession(usesTopicIDs, targets, nowMs: nowMs, freshID: freshID) else {
                return .success(Use(answeredID: 0, isIncremental: false, targets: Self.lastOfEach(targets)))
            }
            return .success(Use(answeredID: id, isIncremental: false, targets: sessions[id]?.targets ?? []))
        }
        guard sessionID != 0, var session = sessions[sessionID] else { return .failure(.fetchSessionIdNotFound) }
        guard session.usesTopicIDs == usesTopicIDs || targets.isEmpty && forgotten.isEmpty else {
            return .failure(.fetchSessionTopicIdError)
        }
        guard epoch == session.expectedEpoch else { return .failure(.invalidFetchSessionEpoch) }
        session.expectedEpoch = epoch == .max ? 1 : epoch + 1
        session.lastUsedMs = nowMs
        for target in targets { session.set(target) }
        for key in forgotten { session.forget(key) }
        guard !session.order.isEmpty else {
            sessions[sessionID] = nil
            return .success(Use(answeredID: 0, isIncremental: false, targets: []))
        }
        sessions[sessionID] = session
        return .success(Use(answeredID: sessionID, isIncremental: true, targets: session.targets))
    }

    /// Ends a fetch: which of its partitions the answer names. What was served moves to the end, so that a session whose
    /// first partitions always have much still gets to its last.
    public mutating func close(_ use: Use, results: [FetchSummary]) -> [Bool] {
        guard use.answeredID != 0, var session = sessions[use.answeredID] else { return results.map { _ in true } }
        var served: [FetchTarget.Key] = []
        let isShown = zip(use.targets, results).map { target, result -> Bool in
            guard let before = session.entries[target.key] else { return true }
            session.entries[target.key]?.shown = result
            if result.hasRecords { served.append(target.key) }
            guard use.isIncremental, !result.hasRecords, !result.mustShow else { return true }
            return before.shown.map { $0.mustShow || !$0.isSamePlace(as: result) } ?? true
        }
        if !served.isEmpty, served.count < session.order.count {
            let moved = Set(served)
            session.order.removeAll { moved.contains($0) }
            session.order += served
        }
        sessions[use.answeredID] = session
        return isShown
    }

    private mutating func makeSession(
        _ usesTopicIDs: Bool, _ targets: [FetchTarget], nowMs: Int64, freshID: Int32
    ) -> Int32? {
        guard sessionsMax > 0, freshID > 0, sessions[freshID] == nil else { return nil }
        if sessions.count >= sessionsMax {
            guard let oldest = sessions.min(by: { $0.value.lastUsedMs < $1.value.lastUsedMs }),
                nowMs - oldest.value.lastUsedMs > evictionMs
            else { return nil }
            sessions[oldest.key] = nil
        }
        var session = Session(usesTopicIDs: usesTopicIDs, expectedEpoch: 1, lastUsedMs: nowMs)
        for target in targets { session.set(target) }
        sessions[freshID] = session
        return freshID
    }

    /// A partition that is named twice counts once, as it was named last.
    private static func lastOfEach(_ targets: [FetchTarget]) -> [FetchTarget] {
        guard targets.count > 1 else { return targets }
        var last: [FetchTarget.Key: FetchTarget] = [:]
        for target in targets { last[target.key] = target }
        guard last.count < targets.count else { return targets }
        var seen: Set<FetchTarget.Key> = []
        return targets.compactMap { seen.insert($0.key).inserted ? last[$0.key] : nil }
    }
}

extension FetchSummary {
    fileprivate func isSamePlace(as other: FetchSummary) -> Bool {
        highWatermark == other.highWatermark && lastStableOffset == other.lastStableOffset
            && logStartOffset == other.logStartOffset
    }
}
