import BrokerCore
import Bytes
import CommitLog
import EventLoops
import Identifiers
import RecordBatches
import Synchronization
import Telemetry

/// Every group of the broker: the state machines behind one lock, their timers, and the records that keep them.
///
/// A change queues its record under the lock, so that records stand in the order of the changes; the answers that depend
/// on it leave when it is stored.
final class GroupCoordinator: Sendable {
    private struct State {
        var groups: [GroupID: Group] = [:]
        var joins: [ReplyTicket: PendingAnswer<JoinAnswer>] = [:]
        var syncs: [ReplyTicket: PendingAnswer<SyncAnswer>] = [:]
        /// When each group's next timer runs.
        var timers: [GroupID: Int64] = [:]
        var isStopping = false
    }

    /// What is left to do when the lock is free.
    private struct Todo {
        var writes: [(Partition, Partition.Queued)] = []
        var answers = Answers()
        /// A timer to set: the group and the milliseconds from now.
        var timer: (group: GroupID, delayMs: Int64)?
    }

    /// Answers that may leave.
    private struct Answers: Sendable {
        var joins: [(PendingAnswer<JoinAnswer>, JoinAnswer)] = []
        var syncs: [(PendingAnswer<SyncAnswer>, SyncAnswer)] = []

        func send(_ code: KafkaErrorCode) {
            for (pending, answer) in joins {
                pending.complete(code == .none ? answer : .refused(code, memberID: answer.memberID))
            }
            for (pending, answer) in syncs { pending.complete(code == .none ? answer : .refused(code)) }
        }
    }

    private let state: Mutex<State>
    private let partitions: PartitionRegistry
    private let topics: TopicDirectory
    private let configuration: BrokerConfiguration
    private let limits: GroupLimits
    private let counters: BrokerCounters
    private let log: Logger
    private let loop = Mutex<EventLoop?>(nil)

    init(
        groups: [GroupID: Group], partitions: PartitionRegistry, topics: TopicDirectory, configuration: BrokerConfiguration,
        counters: BrokerCounters, log: Logger
    ) {
        state = Mutex(State(groups: groups))
        self.partitions = partitions
        self.topics = topics
        self.configuration = configuration
        limits = configuration.groupLimits
        self.counters = counters
        self.log = log
    }

    /// Sets the timers of loaded groups.
    func start(on loop: EventLoop) {
        self.loop.withLock { $0 = loop }
        for id in state.withLock({ Array($0.groups.keys) }) { perform(state.withLock { settle(&$0, id, []) }) }
    }

    // MARK: Members

    func join(_ id: GroupID, _ request: JoinRequest, ticket: UInt64) -> PendingAnswer<JoinAnswer> {
        let pending = PendingAnswer<JoinAnswer>()
        if let error = objection(to: id) {
            pending.complete(.refused(error, memberID: request.memberID))
            return pending
        }
        if isStopping {
            pending.complete(.refused(.coordinatorNotAvailable, memberID: request.memberID))
            return pending
        }
        let todo = state.withLock { state -> Todo? in
            // A member that has an id is of a group that there is.
            guard !request.memberID.isEmpty, state.groups[id] == nil else {
                let ticket = ReplyTicket(ticket)
                state.joins[ticket] = pending
                return with(&state, id) { $0.join(request, ticket: ticket, nowMs: MonotonicClock.nowMs) }
            }
            return nil
        }
        if let todo { perform(todo) } else { pending.complete(.refused(.unknownMemberId, memberID: request.memberID)) }
        return pending
    }

    func sync(_ id: GroupID, _ request: SyncRequest, ticket: UInt64) -> PendingAnswer<SyncAnswer> {
        let pending = PendingAnswer<SyncAnswer>()
        if isStopping {
            pending.complete(.refused(.coordinatorNotAvailable))
            return pending
        }
        let todo = state.withLock { state -> Todo? in
            guard state.groups[id] != nil else { return nil }
            let ticket = ReplyTicket(ticket)
            state.syncs[ticket] = pending
            return with(&state, id) { $0.sync(request, ticket: ticket, nowMs: MonotonicClock.nowMs) }
        }
        if let todo {
            perform(todo)
        } else {
            pending.complete(.refused(id.rawValue.isEmpty ? .invalidGroupId : .unknownMemberId))
        }
        return pending
    }

    func heartbeat(_ id: GroupID, memberID: String, instanceID: String?, generation: Int32) -> KafkaErrorCode {
        if id.rawValue.isEmpty { return .invalidGroupId }
        return state.withLock { state in
            state.groups[id]?.classic.heartbeat(
                memberID: memberID, instanceID: instanceID, generation: generation, nowMs: MonotonicClock.nowMs)
                ?? .unknownMemberId
        }
    }

    /// Takes members out; an error for each.
    func leave(_ id: GroupID, _ members: [(memberID: String, instanceID: String?)]) -> [KafkaErrorCode] {
        var errors: [KafkaErrorCode] = []
        for member in members {
            let (error, todo) = state.withLock { state -> (KafkaErrorCode, Todo?) in
                guard state.groups[id] != nil else { return (.unknownMemberId, nil) }
                var error = KafkaErrorCode.none
                let todo = with(&state, id) { group in
                    let left = group.leave(
                        memberID: member.memberID, instanceID: member.instanceID, nowMs: MonotonicClock.nowMs)
                    error = left.error
                    return left.actions
                }
                return (error, todo)
            }
            errors.append(error)
            if let todo { perform(todo) }
        }
        return errors
    }

    /// The broker stops: all that waits is answered, and nothing waits from now on. Clients look for the coordinator again.
    func stop() {
        state.withLock { $0.isStopping = true }
        for id in state.withLock({ Array($0.groups.keys) }) {
            perform(state.withLock { state in with(&state, id) { $0.releaseAll(.coordinatorNotAvailable) } })
        }
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    private func objection(to id: GroupID) -> KafkaErrorCode? {
        if id.rawValue.isEmpty { return .invalidGroupId }
        guard partition(of: id) == nil else { return nil }
        topics.createInBackground(InternalTopics.consumerOffsets)
        return .coordinatorNotAvailable
    }

    // MARK: Events and what follows

    /// Applies an event to a group, which is made when there is none.
    private func with(_ state: inout State, _ id: GroupID, _ event: (inout ClassicGroup) -> [GroupAction]) -> Todo {
        var group = state.groups[id] ?? Group(id: id, limits: limits)
        let before = group.classic.generation
        let actions = event(&group.classic)
        if group.classic.generation != before { counters.rebalances.add() }
        group.noteMembership(wallMs: WallClock.nowMs)
        state.groups[id] = group.isEstablished || !group.canBeForgotten ? group : nil
        return settle(&state, id, actions)
    }

    /// Turns actions into work for after the lock, and sees to the group's timer.
    private func settle(_ state: inout State, _ id: GroupID, _ actions: [GroupAction]) -> Todo {
        var todo = Todo()
        var answers = Answers()
        var mustStore = false
        for action in actions {
            switch action {
            case .store: mustStore = true
            case .answerJoin(let ticket, let answer):
                if let pending = state.joins.removeValue(forKey: ticket) { answers.joins.append((pending, answer)) }
            case .answerSync(let ticket, let answer):
                if let pending = state.syncs.removeValue(forKey: ticket) { answers.syncs.append((pending, answer)) }
            }
        }
        if mustStore, let group = state.groups[id] {
            let record = GroupRecords.metadata(of: group.classic, wallMs: WallClock.nowMs)
            let stored = answers
            if let write = store(
                [record].compactMap { $0 }, of: id,
                completion: { @Sendable code in
                    stored.send(code == .none ? .none : .coordinatorNotAvailable)
                })
            {
                todo.writes.append(write)
            } else {
                answers = Answers()
                stored.send(.coordinatorNotAvailable)
            }
            answers = Answers()
        }
        todo.answers = answers
        if let deadline = state.groups[id]?.classic.nextDeadlineMs {
            let known = state.timers[id]
            if known.map({ deadline < $0 }) ?? true {
                state.timers[id] = deadline
                todo.timer = (id, max(0, deadline - MonotonicClock.nowMs))
            }
        }
        return todo
    }

    private func perform(_ todo: Todo) {
        for (partition, queued) in todo.writes { partition.write(queued) }
        todo.answers.send(.none)
        guard let timer = todo.timer, let loop = loop.withLock({ $0 }) else { return }
        let set: @Sendable () -> Void = { [self] in
            _ = loop.schedule(afterMs: timer.delayMs) { [self] in tick(timer.group) }
        }
        if loop.isCurrent { set() } else { loop.execute(set) }
    }

    private func tick(_ id: GroupID) {
        let todo = state.withLock { state -> Todo? in
            state.timers[id] = nil
            guard state.groups[id] != nil else { return nil }
            return with(&state, id) { $0.tick(nowMs: MonotonicClock.nowMs) }
        }
        if let todo { perform(todo) }
    }

    // MARK: Records

    private func partition(of id: GroupID) -> Partition? {
        let all = partitions.partitions(of: InternalTopics.consumerOffsets)
        guard !all.isEmpty else { return nil }
        return all[Int(GroupRecords.partition(of: id, count: Int32(all.count)).rawValue)]
    }

    /// Queues records of a group; nil when they cannot be stored: the completion is then not called.
    private func store(
        _ records: [GroupRecord], of id: GroupID, completion: @escaping Partition.Completion
    ) -> (Partition, Partition.Queued)? {
        guard let partition = partition(of: id), !records.isEmpty else { return nil }
        let wallMs = WallClock.nowMs
        var builder = RecordBatchBuilder()
        for record in records { builder.append(timestamp: wallMs, key: record.key, value: record.value) }
        do {
            let batch = try ValidatedBatch(trusted: try builder.build())
            let durability: AppendDurability = configuration.syncsOnAcksAll ? .synced : .written
            let queued = try partition.enqueue(
                batch, origin: .coordinator, durability: durability, nowMs: wallMs, completion: completion)
            return (partition, queued)
        } catch {
            log.log(.error, event: "group.not_stored", ["group": id, "reason": "\(error)"])
            return nil
        }
    }

    // MARK: Offsets

    /// One offset of a commit.
    struct Commit: Sendable {
        let place: Group.Place
        let offset: CommittedOffset
    }

    /// Why the group takes no offsets from this member now; nil when it does.
    func commitObjection(
        _ id: GroupID, memberID: String, instanceID: String?, generation: Int32, version: Int16
    ) -> KafkaErrorCode? {
        if partition(of: id) == nil {
            topics.createInBackground(InternalTopics.consumerOffsets)
            return .coordinatorNotAvailable
        }
        return state.withLock { state in
            guard state.groups[id] != nil else {
                return generation < 0 ? nil : version >= 9 ? .groupIdNotFound : .illegalGeneration
            }
            return state.groups[id]?.classic.commitObjection(
                memberID: memberID, instanceID: instanceID, generation: generation, nowMs: MonotonicClock.nowMs)
        }
    }

    /// Stores offsets; they can be fetched at once, and `completion` is called when they are stored.
    func commit(_ id: GroupID, _ commits: [Commit], completion: @escaping @Sendable (KafkaErrorCode) -> Void) {
        let records = commits.compactMap { GroupRecords.commit($0.offset, at: $0.place, of: id) }
        let write = state.withLock { state -> (Partition, Partition.Queued)? in
            guard let write = store(records, of: id, completion: completion) else { return nil }
            var group = state.groups[id] ?? Group(id: id, limits: limits)
            for commit in commits { group.commit(commit.offset, at: commit.place) }
            group.noteMembership(wallMs: WallClock.nowMs)
            state.groups[id] = group
            return write
        }
        if let (partition, queued) = write { partition.write(queued) } else { completion(.coordinatorNotAvailable) }
    }

    /// What a group has committed; empty for an unknown one.
    func offsets(of id: GroupID) -> [Group.Place: CommittedOffset] { state.withLock { $0.groups[id]?.offsets ?? [:] } }

    /// Takes offsets away.
    /// - Returns: an error for each place: 86 while members are subscribed to its topic.
    func removeOffsets(
        _ id: GroupID, _ places: [Group.Place], completion: @escaping @Sendable (Result<[KafkaErrorCode], KafkaErrorCode>) -> Void
    ) {
        typealias Found = (errors: [KafkaErrorCode], write: (Partition, Partition.Queued)?)
        let found = state.withLock { state -> Found? in
            guard var group = state.groups[id], group.isEstablished else { return nil }
            var removed: [GroupRecord] = []
            let errors = places.map { place -> KafkaErrorCode in
                if group.isSubscribed(to: place.topic) { return .groupSubscribedToTopic }
                if group.removeOffset(at: place), let record = GroupRecords.removal(of: place, of: id) { removed.append(record) }
                return .none
            }
            state.groups[id] = group
            let write = store(removed, of: id) { code in completion(code == .none ? .success(errors) : .failure(code)) }
            return (errors, write)
        }
        guard let found else { return completion(.failure(id.rawValue.isEmpty ? .invalidGroupId : .groupIdNotFound)) }
        if let (partition, queued) = found.write { partition.write(queued) } else { completion(.success(found.errors)) }
    }

    /// A topic was deleted: offsets of it mean nothing any more.
    func topicRemoved(_ topic: TopicName) {
        var writes: [(Partition, Partition.Queued)] = []
        state.withLock { state in
            for (id, group) in state.groups {
                let places = group.offsets.keys.filter { $0.topic == topic }
                guard !places.isEmpty else { continue }
                for place in places { _ = state.groups[id]?.removeOffset(at: place) }
                if let write = store(places.compactMap { GroupRecords.removal(of: $0, of: id) }, of: id, completion: { _ in }) {
                    writes.append(write)
                }
            }
        }
        for (partition, queued) in writes { partition.write(queued) }
    }

    /// Takes away offsets whose time is over, and groups of which nothing is left.
    func expire() {
        let wallMs = WallClock.nowMs
        var writes: [(Partition, Partition.Queued)] = []
        state.withLock { state in
            for (id, group) in state.groups {
                var records: [GroupRecord] = []
                for place in group.expiredOffsets(wallMs: wallMs, retentionMs: configuration.offsetsRetentionMs) {
                    _ = state.groups[id]?.removeOffset(at: place)
                    if let record = GroupRecords.removal(of: place, of: id) { records.append(record) }
                }
                if state.groups[id]?.canBeForgotten == true {
                    state.groups[id] = nil
                    if let record = GroupRecords.removal(of: id) { records.append(record) }
                }
                if let write = store(records, of: id, completion: { _ in }) { writes.append(write) }
            }
        }
        for (partition, queued) in writes { partition.write(queued) }
    }

    // MARK: Administration

    /// A group as it is now; nil for one that is not there.
    func group(_ id: GroupID) -> Group? { state.withLock { $0.groups[id] }.flatMap { $0.isEstablished ? $0 : nil } }

    /// Every group, by id.
    var all: [Group] {
        state.withLock { Array($0.groups.values) }.filter(\.isEstablished).sorted { $0.classic.id < $1.classic.id }
    }

    /// Deletes a group without members, and its offsets.
    func delete(_ id: GroupID, completion: @escaping @Sendable (KafkaErrorCode) -> Void) {
        typealias Found = (error: KafkaErrorCode, write: (Partition, Partition.Queued)?)
        let found = state.withLock { state -> Found in
            guard let group = state.groups[id], group.isEstablished else { return (.groupIdNotFound, nil) }
            guard group.classic.isEmpty else { return (.nonEmptyGroup, nil) }
            var records = group.offsets.keys.compactMap { GroupRecords.removal(of: $0, of: id) }
            if let record = GroupRecords.removal(of: id) { records.append(record) }
            guard let write = store(records, of: id, completion: completion) else { return (.coordinatorNotAvailable, nil) }
            state.groups[id] = nil
            return (.none, write)
        }
        if let (partition, queued) = found.write { partition.write(queued) } else { completion(found.error) }
    }
}

extension BrokerConfiguration {
    /// The limits of groups.
    var groupLimits: GroupLimits {
        var limits = GroupLimits()
        limits.initialRebalanceDelayMs = groupInitialRebalanceDelayMs
        limits.sessionTimeoutMs = groupSessionTimeoutMsMin...groupSessionTimeoutMsMax
        limits.sizeMax = groupSizeMax
        return limits
    }
}
