import Bytes
import Identifiers

/// What a log wants done to its files: plain values, run outside the partition's lock, on whatever thread may block.
///
/// One plan of a log is out at a time; when it has run, its outcome goes back to ``PartitionLog/complete(_:)``. All
/// appends that came meanwhile travel in the next plan: that is the group commit.
public struct IOPlan: Sendable {
    struct Write: Sendable {
        var file: any LogFile
        var position: Int64
        var slices: [ByteSlice]
        var bytes: Int
    }

    /// A small file to be replaced whole.
    struct Replacement: Sendable {
        var path: String
        var contents: ByteSlice
    }

    let fileSystem: any LogFileSystem
    let folder: String
    var writes: [Write] = []
    var replacements: [Replacement] = []
    /// Files to make durable; empty when nobody waits for it.
    var syncs: [any LogFile] = []
    var syncsFolder = false
    /// All below this offset is in the files once the plan has run.
    var writtenOffset: Offset
    /// All below this offset is durable once the plan has run.
    var syncedOffset: Offset

    /// Bytes to write: lets a shell run a small plan where it stands, and hand a large one to another thread.
    public var bytes: Int { writes.reduce(0) { $0 + $1.bytes } }
    /// Whether the plan makes anything durable, which may take milliseconds.
    public var needsSync: Bool { !syncs.isEmpty || syncsFolder || !replacements.isEmpty }

    /// Does it all, in order: writes, replacements, syncs, the folder last. Stops at the first failure.
    public func run() -> IOOutcome {
        do {
            for write in writes { try write.file.write(write.slices, at: write.position) }
            for replacement in replacements { try fileSystem.replace(replacement.path, with: replacement.contents) }
            for file in syncs { try file.sync() }
            if syncsFolder { try fileSystem.syncFolder(folder) }
            return IOOutcome(plan: self, failure: nil)
        } catch {
            return IOOutcome(plan: self, failure: error)
        }
    }
}

/// What became of an ``IOPlan``.
public struct IOOutcome: Sendable {
    let plan: IOPlan
    /// Why it stopped; nil when all was done.
    public let failure: LogFileError?
}
