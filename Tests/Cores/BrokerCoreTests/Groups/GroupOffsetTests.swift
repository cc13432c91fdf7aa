import BrokerCore
import Bytes
import Identifiers
import Testing

@Suite struct GroupOffsetTests {
    private let place = Group.Place("t", 0)

    private func offset(_ value: Int64, committedMs: Int64 = 1_000, expiresMs: Int64? = nil) -> CommittedOffset {
        CommittedOffset(
            offset: Offset(value), leaderEpoch: 3, metadata: "m", committedMs: committedMs, expiresMs: expiresMs,
            topicID: UniqueID(high: 1, low: 2))
    }

    /// "offsets: commit to a live group" and "commit without a group" of Kafka's oracle.
    @Test func commitsAreCheckedAgainstTheGroupsState() {
        var (model, ids) = GroupModel.stable(1)
        func objection(_ member: String, _ generation: Int32, _ instance: String? = nil) -> KafkaErrorCode? {
            model.group.commitObjection(memberID: member, instanceID: instance, generation: generation, nowMs: model.nowMs)
        }
        #expect(objection(ids[0], 1) == nil)
        #expect(objection("", -1) == .unknownMemberId)
        #expect(objection(ids[0], 2) == .illegalGeneration)
        #expect(objection(ids[0], -1) == .illegalGeneration)
        #expect(objection("who", 1) == .unknownMemberId)
        #expect(objection(ids[0], 1, "nope") == .unknownMemberId)
        _ = model.leave(ids[0])
        #expect(objection("who", -1) == nil)
        #expect(objection("who", 3) == .unknownMemberId)
    }

    @Test func recordsBringBackGroupsAndOffsets() throws {
        let (model, ids) = GroupModel.stable(2)
        let records = [
            GroupRecords.commit(offset(5), at: place, of: "g"), GroupRecords.metadata(of: model.group, wallMs: 77),
            GroupRecords.commit(offset(9), at: Group.Place("t", 1), of: "g"),
            GroupRecords.removal(of: Group.Place("t", 1), of: "g"), GroupRecords.commit(offset(1), at: place, of: "gone"),
            GroupRecords.removal(of: place, of: "gone"), GroupRecords.removal(of: "gone"),
        ]
        var loader = GroupLoader(limits: GroupLimits(), nowMs: 500)
        for record in records {
            let record = try #require(record)
            loader.apply(key: record.key, value: record.value)
        }
        loader.apply(key: ByteSlice([0]), value: nil)
        loader.apply(key: ByteSlice([0, 99, 1]), value: ByteSlice([1]))
        #expect(loader.recordsPassedOver == 2)
        let loaded = try #require(loader.groups["g"])
        #expect(loaded.offsets == [place: offset(5)])
        #expect(loaded.classic.state == .stable && loaded.classic.generation == 1 && loaded.classic.leader == ids[0])
        #expect(loaded.classic.members.map(\.id) == ids)
        #expect(loaded.classic.members[1].assignment.utf8Text == "plan of \(ids[1])")
        #expect(loaded.classic.nextDeadlineMs == 10_500)
        #expect(loader.groups["gone"]?.offsets.isEmpty ?? true)
    }

    /// Java: Math.abs(groupId.hashCode()) % 50, 0 for Integer.MIN_VALUE.
    @Test(arguments: [("", 0), ("g", 3), ("console-consumer-1", 24), ("polygenelubricants", 0)])
    func groupsAreKeptInTheSamePartitionAsKafkaKeepsThem(group: String, partition: Int32) {
        #expect(GroupRecords.partition(of: GroupID(group), count: 50) == PartitionIndex(partition))
    }

    @Test func offsetsExpireOnlyWhenNobodyNeedsThem() {
        var standalone = Group(id: "s", limits: GroupLimits())
        standalone.commit(offset(1, committedMs: 1_000), at: place)
        standalone.noteMembership(wallMs: 1_000)
        #expect(standalone.expiredOffsets(wallMs: 1_099, retentionMs: 100).isEmpty)
        #expect(standalone.expiredOffsets(wallMs: 1_100, retentionMs: 100) == [place])
        standalone.commit(offset(1, committedMs: 1_000, expiresMs: 1_050), at: place)
        #expect(standalone.expiredOffsets(wallMs: 1_060, retentionMs: 100) == [place])

        var (model, ids) = GroupModel.stable(1)
        var live = Group(id: "g", limits: GroupLimits())
        live.classic = model.group
        live.commit(offset(1), at: place)
        live.commit(offset(1), at: Group.Place("left", 0))
        live.noteMembership(wallMs: 1_000)
        #expect(live.isSubscribed(to: "t") && !live.isSubscribed(to: "left"))
        #expect(live.expiredOffsets(wallMs: 9_000, retentionMs: 100) == [Group.Place("left", 0)])
        _ = model.leave(ids[0])
        live.classic = model.group
        live.noteMembership(wallMs: 5_000)
        #expect(live.expiredOffsets(wallMs: 5_050, retentionMs: 100).isEmpty)
        #expect(Set(live.expiredOffsets(wallMs: 5_100, retentionMs: 100)) == [place, Group.Place("left", 0)])
        #expect(!live.canBeForgotten)
        #expect(live.removeOffset(at: place) && live.removeOffset(at: Group.Place("left", 0)) && live.canBeForgotten)
    }
}
