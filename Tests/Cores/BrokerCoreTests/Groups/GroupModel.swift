import BrokerCore
import Bytes
import Identifiers

/// A group driven by hand: events with a clock that the test turns, and the answers by ticket.
struct GroupModel {
    var group: ClassicGroup
    var nowMs: Int64 = 1_000_000
    private(set) var joins: [Int: JoinAnswer] = [:]
    private(set) var syncs: [Int: SyncAnswer] = [:]
    private(set) var storeCount = 0
    private var nextTicket = 0

    init(delayMs: Int64 = 0, sizeMax: Int = 100) {
        var limits = GroupLimits()
        limits.initialRebalanceDelayMs = delayMs
        limits.sizeMax = sizeMax
        group = ClassicGroup(id: "g", limits: limits)
    }

    static func subscription(_ topics: String...) -> ByteSlice {
        // ConsumerProtocolSubscription version 0: version, topics, null user data.
        var writer = ByteWriter()
        writer.integer(0 as Int16)
        writer.integer(Int32(topics.count))
        for topic in topics {
            writer.integer(Int16(topic.utf8.count))
            writer.utf8(topic)
        }
        writer.integer(-1 as Int32)
        return writer.finish()
    }

    private mutating func take(_ actions: [GroupAction]) {
        for action in actions {
            switch action {
            case .store: storeCount += 1
            case .answerJoin(let ticket, let answer): joins[Int(ticket.number)] = answer
            case .answerSync(let ticket, let answer): syncs[Int(ticket.number)] = answer
            }
        }
    }

    /// Joins; the ticket finds the answer when it has come.
    mutating func join(
        _ memberID: String = "", instance: String? = nil, protocols: [(String, ByteSlice)]? = nil, type: String = "consumer",
        twoStep: Bool = false, skips: Bool = true, sessionMs: Int32 = 10_000, rebalanceMs: Int32 = 20_000, fresh: String = "1"
    ) -> Int {
        nextTicket += 1
        let offered = protocols ?? [("range", Self.subscription("t"))]
        take(
            group.join(
                JoinRequest(
                    memberID: memberID, instanceID: instance, clientID: "c", clientHost: "/h", sessionTimeoutMs: sessionMs,
                    rebalanceTimeoutMs: rebalanceMs, protocolType: type,
                    protocols: offered.map { MemberProtocol(name: $0.0, metadata: $0.1) }, requiresKnownMember: twoStep,
                    supportsSkippingAssignment: skips, freshID: fresh),
                ticket: ReplyTicket(UInt64(nextTicket)), nowMs: nowMs))
        return nextTicket
    }

    mutating func sync(
        _ memberID: String, _ generation: Int32, instance: String? = nil, _ assignments: [(String, ByteSlice)] = [],
        type: String? = nil, name: String? = nil
    ) -> Int {
        nextTicket += 1
        take(
            group.sync(
                SyncRequest(
                    memberID: memberID, instanceID: instance, generation: generation, protocolType: type, protocolName: name,
                    assignments: assignments.map { (memberID: $0.0, assignment: $0.1) }),
                ticket: ReplyTicket(UInt64(nextTicket)), nowMs: nowMs))
        return nextTicket
    }

    mutating func heartbeat(_ memberID: String, _ generation: Int32, instance: String? = nil) -> KafkaErrorCode {
        group.heartbeat(memberID: memberID, instanceID: instance, generation: generation, nowMs: nowMs)
    }

    mutating func leave(_ memberID: String, instance: String? = nil) -> KafkaErrorCode {
        let (error, actions) = group.leave(memberID: memberID, instanceID: instance, nowMs: nowMs)
        take(actions)
        return error
    }

    mutating func pass(_ milliseconds: Int64) {
        // Runs every timer on the way, as the shell does.
        let untilMs = nowMs + milliseconds
        while let due = group.nextDeadlineMs, due <= untilMs {
            nowMs = max(nowMs, due)
            take(group.tick(nowMs: nowMs))
        }
        nowMs = untilMs
    }

    /// Members `ids` in a stable group of generation 1, the first of them its leader.
    static func stable(_ count: Int) -> (GroupModel, [String]) {
        var model = GroupModel(delayMs: 100)
        let tickets = (1...count).map { model.join(fresh: "\($0)") }
        model.pass(1_000)
        let ids = tickets.map { model.joins[$0]?.memberID ?? "" }
        for id in ids { _ = model.sync(id, 1, id == ids[0] ? ids.map { ($0, ByteSlice(utf8: "plan of \($0)")) } : []) }
        return (model, ids)
    }
}
