import Bytes
public import Identifiers

extension ClassicGroup {
    /// A member asks for its assignment. The ticket is answered now, or when the leader has brought it.
    public mutating func sync(_ request: SyncRequest, ticket: ReplyTicket, nowMs: Int64) -> [GroupAction] {
        func refused(_ error: KafkaErrorCode) -> [GroupAction] { [.answerSync(ticket, SyncAnswer(error: error))] }
        if let error = objection(memberID: request.memberID, instanceID: request.instanceID) { return refused(error) }
        guard request.generation == generation else { return refused(.illegalGeneration) }
        if let asked = request.protocolType, asked != protocolType { return refused(.inconsistentGroupProtocol) }
        if let asked = request.protocolName, state != .preparingRebalance, asked != protocolName {
            return refused(.inconsistentGroupProtocol)
        }
        switch state {
        case .empty: return refused(.unknownMemberId)
        case .preparingRebalance: return refused(.rebalanceInProgress)
        case .stable:
            sawLife(of: request.memberID, nowMs: nowMs)
            return [.answerSync(ticket, answerOfSync(to: request.memberID))]
        case .completingRebalance:
            var actions: [GroupAction] = []
            if let parked = membersByID[request.memberID]?.parkedSync {
                actions.append(.answerSync(parked, SyncAnswer(error: .rebalanceInProgress)))
            }
            membersByID[request.memberID]?.parkedSync = ticket
            if request.memberID == leader { actions += assign(request.assignments, nowMs: nowMs) }
            return actions
        }
    }

    private func answerOfSync(to memberID: String) -> SyncAnswer {
        SyncAnswer(
            error: .none, protocolType: protocolType, protocolName: protocolName,
            assignment: membersByID[memberID]?.assignment ?? .init())
    }

    /// The leader's assignment makes the generation stable; whoever it leaves out gets nothing.
    private mutating func assign(
        _ assignments: [(memberID: String, assignment: ByteSlice)], nowMs: Int64
    ) -> [GroupAction] {
        for member in members { membersByID[member.id]?.assignment = .init() }
        for entry in assignments { membersByID[entry.memberID]?.assignment = entry.assignment.compacted() }
        state = .stable
        syncDeadlineMs = nil
        var actions: [GroupAction] = [.store]
        for member in members {
            sawLife(of: member.id, nowMs: nowMs)
            guard let parked = member.parkedSync else { continue }
            membersByID[member.id]?.parkedSync = nil
            actions.append(.answerSync(parked, answerOfSync(to: member.id)))
        }
        return actions
    }

    // MARK: Leaving

    /// A member goes, by its own wish or an administrator's (then by instance id, with an empty member id).
    public mutating func leave(memberID: String, instanceID: String?, nowMs: Int64) -> (
        error: KafkaErrorCode, actions: [GroupAction]
    ) {
        if let instanceID {
            guard let current = staticMembers[instanceID] else { return (.unknownMemberId, []) }
            guard memberID.isEmpty || memberID == current else { return (.fencedInstanceId, []) }
            return (.none, remove(current, answering: .unknownMemberId, nowMs: nowMs))
        }
        if pendingMembers.removeValue(forKey: memberID) != nil { return (.none, continueRebalance(nowMs: nowMs)) }
        guard membersByID[memberID] != nil else { return (.unknownMemberId, []) }
        return (.none, remove(memberID, answering: .unknownMemberId, nowMs: nowMs))
    }

    /// Takes a member out; what is parked for it is answered with `error`, and the others rebalance.
    mutating func remove(_ memberID: String, answering error: KafkaErrorCode, nowMs: Int64) -> [GroupAction] {
        guard let member = membersByID[memberID] else { return [] }
        forget(member)
        var actions: [GroupAction] = []
        if let parked = member.parkedJoin { actions.append(.answerJoin(parked, .refused(error, memberID: memberID))) }
        if let parked = member.parkedSync { actions.append(.answerSync(parked, SyncAnswer(error: error))) }
        switch state {
        case .empty: return actions
        case .completingRebalance, .stable: return actions + beginRebalance(nowMs: nowMs)
        case .preparingRebalance: return actions + continueRebalance(nowMs: nowMs)
        }
    }

    mutating func forget(_ member: Member) {
        membersByID[member.id] = nil
        if let instanceID = member.instanceID, staticMembers[instanceID] == member.id { staticMembers[instanceID] = nil }
        if leader == member.id { leader = members.first?.id }
    }

    /// Answers all that is parked with `error`: the broker stops, or the group is deleted.
    public mutating func releaseAll(_ error: KafkaErrorCode) -> [GroupAction] {
        var actions: [GroupAction] = []
        for member in members {
            if let parked = member.parkedJoin { actions.append(.answerJoin(parked, .refused(error, memberID: member.id))) }
            if let parked = member.parkedSync { actions.append(.answerSync(parked, SyncAnswer(error: error))) }
            membersByID[member.id]?.parkedJoin = nil
            membersByID[member.id]?.parkedSync = nil
        }
        return actions
    }
}
