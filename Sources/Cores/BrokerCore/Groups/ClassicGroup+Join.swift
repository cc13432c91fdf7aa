import Bytes
import Identifiers

extension ClassicGroup {
    /// A member wants to be in the next generation. The ticket is answered now or by a later event.
    public mutating func join(_ request: JoinRequest, ticket: ReplyTicket, nowMs: Int64) -> [GroupAction] {
        if let error = joinObjection(request) {
            return [.answerJoin(ticket, .refused(error, memberID: request.memberID))]
        }
        if request.memberID.isEmpty { return joinNew(request, ticket: ticket, nowMs: nowMs) }
        if pendingMembers.removeValue(forKey: request.memberID) != nil {
            return add(request, as: request.memberID, ticket: ticket, nowMs: nowMs)
        }
        if let error = objection(memberID: request.memberID, instanceID: request.instanceID) {
            return [.answerJoin(ticket, .refused(error, memberID: request.memberID))]
        }
        return rejoin(request, ticket: ticket, nowMs: nowMs)
    }

    private func joinObjection(_ request: JoinRequest) -> KafkaErrorCode? {
        guard limits.sessionTimeoutMs.contains(request.sessionTimeoutMs) else { return .invalidSessionTimeout }
        guard hasRoom(for: request.memberID) else { return .groupMaxSizeReached }
        guard !request.protocolType.isEmpty, !request.protocols.isEmpty else { return .inconsistentGroupProtocol }
        // Kafka leaves both of these without an answer.
        guard Set(request.protocols.map(\.name)).count == request.protocols.count else { return .invalidRequest }
        if !isEmpty {
            guard request.protocolType == protocolType else { return .inconsistentGroupProtocol }
            let offered = Set(request.protocols.map(\.name))
            if commonProtocols.isDisjoint(with: offered) { return .inconsistentGroupProtocol }
        }
        return GroupSubscription.isReadable(request) ? nil : .invalidRequest
    }

    private func hasRoom(for memberID: String) -> Bool {
        switch state {
        case .empty: true
        case .preparingRebalance:
            membersByID[memberID]?.parkedJoin != nil
                || membersByID.values.count { $0.parkedJoin != nil } < limits.sizeMax
        case .completingRebalance, .stable: membersByID[memberID] != nil || membersByID.count < limits.sizeMax
        }
    }

    /// Protocols that every member offers.
    private var commonProtocols: Set<String> {
        var common: Set<String>?
        for member in membersByID.values {
            let own = Set(member.protocols.map(\.name))
            common = common?.intersection(own) ?? own
        }
        return common ?? []
    }

    // MARK: New members

    private mutating func joinNew(_ request: JoinRequest, ticket: ReplyTicket, nowMs: Int64) -> [GroupAction] {
        if let instanceID = request.instanceID {
            let memberID = "\(instanceID)-\(request.freshID)"
            guard let old = staticMembers[instanceID] else { return add(request, as: memberID, ticket: ticket, nowMs: nowMs) }
            return replace(old, with: memberID, request, ticket: ticket, nowMs: nowMs)
        }
        let memberID = "\(request.clientID)-\(request.freshID)"
        guard request.requiresKnownMember else { return add(request, as: memberID, ticket: ticket, nowMs: nowMs) }
        pendingMembers[memberID] = nowMs + Int64(request.sessionTimeoutMs)
        return [.answerJoin(ticket, .refused(.memberIdRequired, memberID: memberID))]
    }

    private mutating func add(
        _ request: JoinRequest, as memberID: String, ticket: ReplyTicket, nowMs: Int64
    ) -> [GroupAction] {
        nextOrder += 1
        membersByID[memberID] = Member(
            id: memberID, instanceID: request.instanceID, clientID: request.clientID, clientHost: request.clientHost,
            sessionTimeoutMs: request.sessionTimeoutMs, rebalanceTimeoutMs: request.rebalanceTimeoutMs,
            protocols: request.protocols, parkedJoin: ticket, isNew: true, deadlineMs: nowMs + limits.newMemberJoinMs,
            order: nextOrder)
        if let instanceID = request.instanceID { staticMembers[instanceID] = memberID }
        if protocolType == nil || membersByID.count == 1 { protocolType = request.protocolType }
        if leader == nil { leader = memberID }
        rebalance?.hasNewcomer = true
        return beginRebalance(nowMs: nowMs)
    }

    /// A static member came back without its member id: it takes its place under a new one, and the old one is fenced.
    private mutating func replace(
        _ oldID: String, with memberID: String, _ request: JoinRequest, ticket: ReplyTicket, nowMs: Int64
    ) -> [GroupAction] {
        guard var member = membersByID.removeValue(forKey: oldID), let instanceID = member.instanceID else { return [] }
        var actions: [GroupAction] = []
        if let parked = member.parkedJoin { actions.append(.answerJoin(parked, .refused(.fencedInstanceId, memberID: oldID))) }
        if let parked = member.parkedSync { actions.append(.answerSync(parked, SyncAnswer(error: .fencedInstanceId))) }
        let previousLeader = leader
        let isUnchanged = member.protocols == request.protocols
        member.id = memberID
        member.parkedJoin = nil
        member.parkedSync = nil
        member.clientID = request.clientID
        member.clientHost = request.clientHost
        member.protocols = request.protocols
        member.sessionTimeoutMs = request.sessionTimeoutMs
        member.rebalanceTimeoutMs = request.rebalanceTimeoutMs
        member.deadlineMs = nowMs + Int64(request.sessionTimeoutMs)
        membersByID[memberID] = member
        staticMembers[instanceID] = memberID
        if leader == oldID { leader = memberID }
        if state == .stable, isUnchanged {
            // Nobody else notices a restart. A leader of an old version must not assign, so it is told who led before.
            let isLeader = leader == memberID
            var answer = answerOfGeneration(to: memberID)
            if !request.supportsSkippingAssignment {
                answer.leader = previousLeader ?? ""
                answer.members = []
            } else {
                answer.skipsAssignment = isLeader
            }
            return actions + [.store, .answerJoin(ticket, answer)]
        }
        membersByID[memberID]?.parkedJoin = ticket
        return actions + beginRebalance(nowMs: nowMs)
    }

    // MARK: Known members

    private mutating func rejoin(_ request: JoinRequest, ticket: ReplyTicket, nowMs: Int64) -> [GroupAction] {
        let memberID = request.memberID
        let isUnchanged = membersByID[memberID]?.protocols == request.protocols
        switch state {
        case .empty: return [.answerJoin(ticket, .refused(.unknownMemberId, memberID: memberID))]
        case .completingRebalance where isUnchanged, .stable where isUnchanged && leader != memberID:
            // Its answer got lost, or it only wants to know: the generation goes on.
            sawLife(of: memberID, nowMs: nowMs)
            return [.answerJoin(ticket, answerOfGeneration(to: memberID))]
        case .preparingRebalance, .completingRebalance, .stable:
            var actions: [GroupAction] = []
            if let parked = membersByID[memberID]?.parkedJoin {
                // The same member asks twice: only its latest request counts.
                actions.append(.answerJoin(parked, .refused(.rebalanceInProgress, memberID: memberID)))
            }
            membersByID[memberID]?.parkedJoin = ticket
            membersByID[memberID]?.protocols = request.protocols
            membersByID[memberID]?.clientID = request.clientID
            membersByID[memberID]?.clientHost = request.clientHost
            membersByID[memberID]?.sessionTimeoutMs = request.sessionTimeoutMs
            membersByID[memberID]?.rebalanceTimeoutMs = request.rebalanceTimeoutMs
            sawLife(of: memberID, nowMs: nowMs)
            return actions + beginRebalance(nowMs: nowMs)
        }
    }

    private func answerOfGeneration(to memberID: String) -> JoinAnswer {
        var answer = JoinAnswer(error: .none, memberID: memberID)
        answer.generation = generation
        answer.protocolType = protocolType
        answer.protocolName = protocolName
        answer.leader = leader ?? ""
        if leader == memberID {
            answer.members = members.map {
                JoinAnswer.Member(memberID: $0.id, instanceID: $0.instanceID, metadata: $0.metadata(for: protocolName))
            }
        }
        return answer
    }

    // MARK: Rebalance

    /// Begins a rebalance unless one is under way, and ends it when everybody is there.
    mutating func beginRebalance(nowMs: Int64) -> [GroupAction] {
        var actions: [GroupAction] = []
        if state == .completingRebalance {
            syncDeadlineMs = nil
            for member in members {
                membersByID[member.id]?.assignment = .init()
                guard let parked = member.parkedSync else { continue }
                membersByID[member.id]?.parkedSync = nil
                sawLife(of: member.id, nowMs: nowMs)
                actions.append(.answerSync(parked, SyncAnswer(error: .rebalanceInProgress)))
            }
        }
        if state != .preparingRebalance {
            let isInitial = state == .empty
            state = .preparingRebalance
            if isInitial {
                let delay = min(limits.initialRebalanceDelayMs, rebalanceTimeoutMs)
                rebalance = Rebalance(
                    deadlineMs: nowMs + delay, isInitial: true, remainingMs: max(0, rebalanceTimeoutMs - delay))
            } else {
                rebalance = Rebalance(deadlineMs: nowMs + rebalanceTimeoutMs, isInitial: false)
            }
        }
        return actions + continueRebalance(nowMs: nowMs)
    }

    /// Ends the rebalance if it is time.
    mutating func continueRebalance(nowMs: Int64) -> [GroupAction] {
        guard state == .preparingRebalance, var current = rebalance else { return [] }
        if current.isInitial {
            guard current.deadlineMs <= nowMs else { return [] }
            if current.hasNewcomer, current.remainingMs > 0 {
                let delay = min(limits.initialRebalanceDelayMs, current.remainingMs)
                if delay > 0 {
                    current.hasNewcomer = false
                    current.remainingMs -= delay
                    current.deadlineMs = nowMs + delay
                    rebalance = current
                    return []
                }
            }
            return completeRebalance(nowMs: nowMs)
        }
        let isComplete = pendingMembers.isEmpty && membersByID.values.allSatisfy { $0.parkedJoin != nil }
        return isComplete || current.deadlineMs <= nowMs ? completeRebalance(nowMs: nowMs) : []
    }

    private mutating func completeRebalance(nowMs: Int64) -> [GroupAction] {
        for member in members where member.parkedJoin == nil && member.instanceID == nil { forget(member) }
        guard !membersByID.isEmpty else {
            rebalance = nil
            generation = generation == .max ? 1 : generation + 1
            protocolName = nil
            leader = nil
            state = .empty
            return [.store]
        }
        guard electJoinedLeader() else {
            // Only static members are left, and none of them came: they keep their places until their sessions end.
            let deadlineMs = nowMs + max(1, rebalanceTimeoutMs)
            rebalance?.deadlineMs = deadlineMs
            return []
        }
        rebalance = nil
        generation = generation == .max ? 1 : generation + 1
        protocolName = selectProtocol()
        state = .completingRebalance
        syncDeadlineMs = nowMs + rebalanceTimeoutMs
        var actions: [GroupAction] = []
        for member in members {
            membersByID[member.id]?.isNew = false
            guard let parked = member.parkedJoin else { continue }
            membersByID[member.id]?.parkedJoin = nil
            sawLife(of: member.id, nowMs: nowMs)
            actions.append(.answerJoin(parked, answerOfGeneration(to: member.id)))
        }
        return actions
    }

    /// Keeps the leader if it is there, else takes the first who is.
    private mutating func electJoinedLeader() -> Bool {
        if let leader, membersByID[leader]?.parkedJoin != nil { return true }
        guard let joined = members.first(where: { $0.parkedJoin != nil }) else { return false }
        leader = joined.id
        return true
    }

    /// The protocol with the most votes: each member has one, for the first of its own that all members offer.
    private func selectProtocol() -> String? {
        let common = commonProtocols
        var votes: [String: Int] = [:]
        for member in membersByID.values {
            if let vote = member.protocols.first(where: { common.contains($0.name) }) { votes[vote.name, default: 0] += 1 }
        }
        return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}
