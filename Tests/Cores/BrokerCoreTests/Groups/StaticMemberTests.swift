import BrokerCore
import Bytes
import Identifiers
import Testing

/// Static members (KIP-345), held to the scenarios "static member" of Kafka's oracle.
@Suite struct StaticMemberTests {
    private func stable() -> (GroupModel, String) {
        var model = GroupModel()
        let joined = model.join(instance: "i1", twoStep: true)
        let id = model.joins[joined]?.memberID ?? ""
        _ = model.sync(id, 1, instance: "i1", [(id, ByteSlice(utf8: "plan"))])
        return (model, id)
    }

    @Test func itJoinsInOneStepUnderItsOwnName() {
        let (model, id) = stable()
        #expect(id == "i1-1" && model.group.state == .stable)
    }

    @Test func aRestartKeepsTheGenerationAndFencesTheOldIncarnation() {
        var (model, old) = stable()
        let again = model.join(instance: "i1", twoStep: true, fresh: "2")
        let new = model.joins[again]?.memberID ?? ""
        #expect(new == "i1-2" && model.joins[again]?.generation == 1 && model.joins[again]?.skipsAssignment == true)
        #expect(model.joins[again]?.members.map(\.instanceID) == ["i1"])
        let sync = model.sync(new, 1, instance: "i1")
        #expect(model.syncs[sync]?.assignment.utf8Text == "plan")
        #expect(model.heartbeat(old, 1, instance: "i1") == .fencedInstanceId)
        #expect(model.heartbeat(new, 1, instance: "i1") == .none)
        #expect(model.heartbeat(new, 1) == .none)
        let late = model.join(old, instance: "i1")
        #expect(model.joins[late]?.error == .fencedInstanceId)
        #expect(model.leave(old, instance: "i1") == .fencedInstanceId)
        #expect(model.leave("", instance: "i1") == .none)
        #expect(model.group.state == .empty)
    }

    @Test func anOldVersionsLeaderIsTheOneBefore() {
        var (model, old) = stable()
        let again = model.join(instance: "i1", skips: false, fresh: "2")
        #expect(model.joins[again]?.leader == old && model.joins[again]?.members.isEmpty == true)
        #expect(model.joins[again]?.skipsAssignment == false)
    }

    @Test func otherWishesStartARebalance() {
        var (model, _) = stable()
        let again = model.join(instance: "i1", protocols: [("range", GroupModel.subscription("other"))], fresh: "2")
        #expect(model.joins[again]?.generation == 2)
    }

    @Test func itKeepsItsPlaceThroughARebalanceThatItMisses() {
        var model = GroupModel(delayMs: 100)
        let first = model.join(instance: "i1", sessionMs: 60_000, fresh: "1")
        let second = model.join(fresh: "2")
        model.pass(1_000)
        let (fixed, other) = (model.joins[first]?.memberID ?? "", model.joins[second]?.memberID ?? "")
        _ = model.sync(fixed, 1, instance: "i1")
        _ = model.sync(other, 1)
        let third = model.join(fresh: "3")
        let again = model.join(other)
        for _ in 0..<3 {
            model.pass(7_000)
        }
        #expect(model.joins[third]?.generation == 2 && model.joins[again]?.generation == 2)
        #expect(model.group.members.map(\.id).contains(fixed))
        #expect(model.joins[again]?.leader == other && model.joins[again]?.members.count == 3)
    }

    @Test func unknownIdsAndInstancesAreRefused() {
        var (model, _) = stable()
        let wrong = model.join("who", instance: "i2")
        let fenced = model.join("who", instance: "i1")
        #expect(model.joins[wrong]?.error == .unknownMemberId && model.joins[fenced]?.error == .fencedInstanceId)
        #expect(model.leave("", instance: "i9") == .unknownMemberId)
    }
}
