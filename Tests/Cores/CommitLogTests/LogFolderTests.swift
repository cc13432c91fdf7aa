import Bytes
import CommitLog
import Identifiers
import SimulatedDisk
import Testing

@Suite struct LogFolderTests {
    @Test(arguments: ["", "0\n", "1\n0\n", "0\n2\nt 0 5\n", "0\n1\nt 0\n", "0\n1\nt zero 5\n", "0\n1\nt 0 5\nt 1 6\n"])
    func tornAndForeignCheckpointsAreRefused(_ text: String) {
        let disk = SimulatedDisk()
        disk.place(ByteSlice(utf8: text), at: "data/recovery-point-offset-checkpoint")
        let folder = LogFolder(fileSystem: disk, path: "data")
        let error = #expect(throws: LogFileError.self) { try folder.offsets(.recoveryPoint) }
        #expect(error?.kind == .failed && error?.path == "data/recovery-point-offset-checkpoint")
    }

    @Test(arguments: [
        "", "version=2\nnode.id=1\ncluster.id=c\n", "version=1\nnode.id=x\ncluster.id=c\n", "version=1\nnode.id=1\n",
    ])
    func foreignMetaPropertiesAreRefused(_ text: String) {
        let disk = SimulatedDisk()
        disk.place(ByteSlice(utf8: text), at: "data/meta.properties")
        #expect(throws: LogFileError.self) { try LogFolder(fileSystem: disk, path: "data").metaProperties() }
    }

    @Test func missingFilesAreEmpty() throws {
        let disk = SimulatedDisk()
        try disk.createFolder("data")
        let folder = LogFolder(fileSystem: disk, path: "data")
        #expect(try folder.offsets(.replication).isEmpty && folder.metaProperties() == nil && folder.partitions().isEmpty)
        #expect(try !folder.takeCleanShutdownMarker())
    }

    @Test func folderNamesArePartitions() {
        #expect(TopicPartition(folderName: "a-b-7") == TopicPartition("a-b", 7))
        for name in ["a", "-1", "a-", "a-x", "a--", "a-0.1234-delete"] { #expect(TopicPartition(folderName: name) == nil) }
    }

    @Test func partitionsMarkedForDeletionAreNoLongerListed() throws {
        let disk = SimulatedDisk()
        let folder = LogFolder(fileSystem: disk, path: "data")
        for name in ["keep-0", "gone-3"] { try disk.createFolder("data/\(name)") }
        let marked = try folder.markForDeletion(TopicPartition("gone", 3), id: UniqueID(high: 1, low: 2))
        #expect(marked == "data/gone-3.00000000000000010000000000000002-delete")
        #expect(try folder.partitions() == [TopicPartition("keep", 0)])
        #expect(try folder.foldersMarkedForDeletion() == [marked])
    }

    /// Whatever the power loss keeps, a checkpoint is the old one or the new one, and a taken marker does not come back.
    @Test func smallFilesAreReplacedWholeAcrossPowerLoss() throws {
        for seed in 0..<100 {
            let disk = SimulatedDisk()
            try disk.createFolder("data")
            let folder = LogFolder(fileSystem: disk, path: "data")
            let t = TopicPartition("t", 0)
            try folder.write([t: 1], to: .recoveryPoint)
            try folder.leaveCleanShutdownMarker()
            #expect(try folder.takeCleanShutdownMarker())
            disk.failAfter(operations: seed % 7)
            try? folder.write([t: 2], to: .recoveryPoint)
            let after = LogFolder(fileSystem: disk.losePower(seed: UInt64(seed)), path: "data")
            let offset = try after.offsets(.recoveryPoint)[t]
            #expect(offset == 1 || offset == 2, "seed \(seed)")
            #expect(try !after.takeCleanShutdownMarker(), "seed \(seed)")
        }
    }

    @Test func leaderEpochsForgetWhatIsDeleted() throws {
        let disk = SimulatedDisk()
        var log = try openLog(disk)
        for epoch in 0..<4 { try log.add(try batch(["a", "b"]), epoch: LeaderEpoch(Int32(epoch * 2))) }
        #expect(log.leaderEpochs.map(\.startOffset) == [0, 2, 4, 6] && log.leaderEpoch(at: 5) == 4)
        #expect(log.endOffset(of: 2) == (2, 4) && log.endOffset(of: 3) == (2, 4) && log.endOffset(of: 6) == (6, 8))
        try log.deleteRecords(before: 3)
        #expect(log.leaderEpochs.map(\.epoch) == [2, 4, 6] && log.leaderEpochs.map(\.startOffset) == [3, 4, 6])
        log.beginLeaderEpoch(9)
        try log.writeOut(syncing: true)
        #expect(try disk.contents(of: "data/t-0/leader-epoch-checkpoint")?.utf8Text == "0\n4\n2 3\n4 4\n6 6\n9 8\n")
    }
}
