import BrokerCore
import Bytes
import Identifiers
import Testing

/// Codes and states are those that Kafka 4.3.1 gave in the scenarios "classic group" and "static member" of its oracle.
@Suite struct ClassicGroupTests {
    @Test func aGroupLivesFromFirstJoinToLastLeave() {
        var model = GroupModel()
        let first = model.join(twoStep: true)
        #expect(model.joins[first]?.error == .memberIdRequired)
        let id = model.joins[first]?.memberID ?? ""
        #expect(id == "c-1" && model.group.isEmpty && model.group.hasPendingMembers)
        let second = model.join(id)
        #expect(model.joins[second]?.error == .some(.none))
        #expect(model.joins[second]?.generation == 1 && model.joins[second]?.leader == id)
        #expect(model.joins[second]?.members.map(\.memberID) == [id])
        #expect(model.group.state == .completingRebalance)
        #expect(model.heartbeat(id, 1) == .none)
        let sync = model.sync(id, 1, [(id, ByteSlice(utf8: "plan"))], type: "consumer", name: "range")
        #expect(model.syncs[sync]?.assignment.utf8Text == "plan" && model.storeCount == 1)
        #expect(model.group.state == .stable)
        #expect(model.leave(id) == .none)
        #expect(model.group.state == .empty && model.group.generation == 2 && model.storeCount == 2)
        #expect(model.leave(id) == .unknownMemberId)
        #expect(model.heartbeat(id, 1) == .unknownMemberId)
    }

    @Test func theFirstGenerationWaitsForNewcomersUpToTheirRebalanceTimeout() {
        var model = GroupModel(delayMs: 3_000)
        let first = model.join(rebalanceMs: 7_000, fresh: "1")
        model.pass(2_000)
        let second = model.join(rebalanceMs: 7_000, fresh: "2")
        model.pass(3_000)
        #expect(model.joins[first] == nil && model.joins[second] == nil)
        model.pass(1_000)
        #expect(model.joins[first]?.generation == 1 && model.joins[second]?.generation == 1)
        #expect(model.joins[first]?.members.count == 2 && model.joins[second]?.members.isEmpty == true)
    }

    @Test func aNewMemberMakesTheOthersJoinAgain() {
        var (model, ids) = GroupModel.stable(2)
        let newcomer = model.join(fresh: "3")
        #expect(model.group.state == .preparingRebalance)
        #expect(model.heartbeat(ids[0], 1) == .rebalanceInProgress)
        let rejoins = ids.map { model.join($0) }
        #expect(model.joins[newcomer]?.generation == 2)
        #expect(rejoins.allSatisfy { model.joins[$0]?.generation == 2 })
        #expect(model.joins[rejoins[0]]?.members.count == 3)
        ids.append(model.joins[newcomer]?.memberID ?? "")
        let followers = ids.dropFirst().map { model.sync($0, 2) }
        #expect(followers.allSatisfy { model.syncs[$0] == nil })
        _ = model.sync(ids[0], 2, [(ids[1], ByteSlice(utf8: "mine"))])
        #expect(model.syncs[followers[0]]?.assignment.utf8Text == "mine")
        // Left out by the leader: nothing is assigned, which is no error.
        #expect(model.syncs[followers[1]]?.assignment.isEmpty == true && model.syncs[followers[1]]?.error == .some(.none))
    }

    @Test func whoDoesNotRejoinInTimeIsRemoved() {
        var (model, ids) = GroupModel.stable(3)
        let leaderAgain = model.join(ids[0])
        for _ in 0..<4 {
            model.pass(4_900)
            _ = model.heartbeat(ids[1], 1)
            _ = model.heartbeat(ids[2], 1)
        }
        #expect(model.joins[leaderAgain] == nil)
        model.pass(400)
        #expect(model.joins[leaderAgain]?.members.map(\.memberID) == [ids[0]])
        #expect(model.heartbeat(ids[1], 1) == .unknownMemberId)
    }

    @Test func aSilentMemberIsRemovedAndTheRestRebalance() {
        var (model, ids) = GroupModel.stable(2)
        model.pass(9_000)
        #expect(model.heartbeat(ids[1], 1) == .none)
        model.pass(1_500)
        #expect(model.group.state == .preparingRebalance)
        #expect(model.group.members.map(\.id) == [ids[1]] && model.group.leader == ids[1])
        let again = model.join(ids[1])
        #expect(model.joins[again]?.leader == ids[1] && model.joins[again]?.generation == 2)
    }

    @Test func membersThatNeverSyncAreDroppedAfterTheRebalanceTimeout() {
        var model = GroupModel(delayMs: 100)
        let tickets = (1...2).map { model.join(fresh: "\($0)") }
        model.pass(200)
        let ids = tickets.compactMap { model.joins[$0]?.memberID }
        let parked = model.sync(ids[1], 1)
        for _ in 0..<3 {
            model.pass(7_000)
            _ = model.heartbeat(ids[0], 1)
        }
        #expect(model.syncs[parked]?.error == .rebalanceInProgress)
        #expect(model.group.members.map(\.id) == [ids[1]])
    }

    @Test func aFollowerThatAsksAgainWithTheSameWishesKeepsTheGeneration() {
        var (model, ids) = GroupModel.stable(2)
        let same = model.join(ids[1])
        #expect(model.joins[same]?.generation == 1 && model.joins[same]?.members.isEmpty == true)
        #expect(model.group.state == .stable)
        let changed = model.join(ids[1], protocols: [("range", GroupModel.subscription("other"))])
        #expect(model.joins[changed] == nil && model.group.state == .preparingRebalance)
    }

    @Test func theLeaderThatAsksAgainStartsARebalance() {
        var (model, ids) = GroupModel.stable(2)
        _ = model.join(ids[0])
        #expect(model.group.state == .preparingRebalance)
    }

    @Test func theProtocolWithTheMostVotesOfThoseAllOfferIsTaken() {
        var model = GroupModel(delayMs: 100)
        let data = GroupModel.subscription("t")
        let offers = [["a", "b"], ["b", "a"], ["c", "b", "a"]]
        let tickets = offers.enumerated().map { index, names in
            model.join(protocols: names.map { ($0, data) }, fresh: "\(index)")
        }
        model.pass(1_000)
        #expect(model.joins[tickets[0]]?.protocolName == "b")
        let stranger = model.join(protocols: [("d", data)], fresh: "9")
        #expect(model.joins[stranger]?.error == .inconsistentGroupProtocol)
    }

    @Test(arguments: [
        (5_999, "consumer", ["range"], KafkaErrorCode.invalidSessionTimeout),
        (1_800_001, "consumer", ["range"], .invalidSessionTimeout),
        (10_000, "", ["range"], .inconsistentGroupProtocol),
        (10_000, "consumer", [], .inconsistentGroupProtocol),
        (10_000, "consumer", ["range", "range"], .invalidRequest),
    ])
    func aJoinThatCannotBeIsRefused(sessionMs: Int32, type: String, names: [String], code: KafkaErrorCode) {
        var model = GroupModel()
        let data = GroupModel.subscription("t")
        let ticket = model.join(protocols: names.map { ($0, data) }, type: type, sessionMs: sessionMs)
        #expect(model.joins[ticket]?.error == code && model.group.state == .empty)
    }

    @Test func metadataThatCannotBeReadIsRefusedFromConsumersOnly() {
        var model = GroupModel()
        let garbage = ByteSlice(utf8: "changed")
        let refused = model.join(protocols: [("range", garbage)])
        #expect(model.joins[refused]?.error == .invalidRequest)
        let connect = model.join(protocols: [("default", garbage)], type: "connect")
        #expect(model.joins[connect]?.error == .some(.none))
    }

    @Test func aFullGroupTakesNobody() {
        var model = GroupModel(sizeMax: 1)
        let only = model.join(fresh: "1")
        #expect(model.joins[only]?.error == .some(.none))
        let next = model.join(fresh: "2")
        #expect(model.joins[next]?.error == .groupMaxSizeReached)
    }

    @Test func aSyncIsCheckedInKafkasOrder() {
        var (model, ids) = GroupModel.stable(1)
        func error(_ ticket: Int) -> KafkaErrorCode? { model.syncs[ticket]?.error }
        let unknown = model.sync("who", 1)
        let generation = model.sync(ids[0], 7)
        let type = model.sync(ids[0], 1, type: "connect", name: "range")
        let name = model.sync(ids[0], 1, type: "consumer", name: "sticky")
        let repeated = model.sync(ids[0], 1, type: "consumer", name: "range")
        #expect(error(unknown) == .unknownMemberId && error(generation) == .illegalGeneration)
        #expect(error(type) == .inconsistentGroupProtocol && error(name) == .inconsistentGroupProtocol)
        #expect(model.syncs[repeated]?.assignment.utf8Text == "plan of \(ids[0])")
    }

    @Test func releasingAnswersAllThatIsParked() {
        var (model, ids) = GroupModel.stable(2)
        let parked = model.join(ids[0])
        for action in model.group.releaseAll(.coordinatorNotAvailable) {
            guard case .answerJoin(let ticket, let answer) = action else { continue }
            #expect(ticket.number == UInt64(parked) && answer.error == .coordinatorNotAvailable)
        }
    }
}
