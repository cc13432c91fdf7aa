import Identifiers

extension PartitionLog {
    /// What is to be written and, when a producer or ``requestFlush()`` waits for it, synced; nil when there is nothing, or
    /// while a plan is out: whoever completes that one asks again.
    public mutating func planIO() -> IOPlan? {
        guard !pending.isRunning, refusal == nil else { return nil }
        let syncs = pending.waiting != nil || pending.wantsFlush
        guard syncs || !pending.writes.isEmpty || !pending.replacements.isEmpty else { return nil }
        var plan = IOPlan(
            fileSystem: fileSystem, folder: folder, writtenOffset: logEndOffset, syncedOffset: syncedOffset)
        swap(&plan.writes, &pending.writes)
        swap(&plan.replacements, &pending.replacements)
        if syncs {
            plan.syncs = pending.dirty
            if pending.isActiveDirty { plan.syncs.append(active.file) }
            plan.syncsFolder = pending.isFolderDirty
            plan.syncedOffset = logEndOffset
            pending.dirty = []
            pending.isActiveDirty = false
            pending.isFolderDirty = false
            pending.wantsFlush = false
            pending.syncing = pending.waiting
            pending.waiting = nil
        }
        pending.runningSegment = (active.baseOffset, active.size)
        pending.isRunning = true
        return plan
    }

    /// Takes note of what became of the plan that was out. On success ``writtenOffset``, ``syncedOffset`` and
    /// ``highWatermark`` move; on failure the log refuses writes from now on, and who waits must be told (56).
    public mutating func complete(_ outcome: IOOutcome) {
        pending.isRunning = false
        pending.bytes -= outcome.plan.bytes
        if let failure = outcome.failure {
            _ = fail(failure)
            return
        }
        writtenOffset = max(writtenOffset, outcome.plan.writtenOffset)
        syncedOffset = max(syncedOffset, outcome.plan.syncedOffset)
        pending.writtenSegment = pending.runningSegment
        pending.syncing = nil
        producers.highWatermarkMoved(to: highWatermark)
    }

    /// Has the next plan sync everything: for the recovery point, `flush.messages` and `flush.ms`.
    public mutating func requestFlush() {
        if syncedOffset < logEndOffset || pending.isFolderDirty || !pending.dirty.isEmpty { pending.wantsFlush = true }
    }

    /// Runs plans here and now until nothing is left to write: for tests, tools and the last steps of a stop.
    ///
    /// - Parameter syncing: also make it all durable.
    /// - Throws: ``LogError`` when the files fail, or failed before.
    public mutating func writeOut(syncing: Bool) throws(LogError) {
        if syncing { requestFlush() }
        while let plan = planIO() { complete(plan.run()) }
        if let refusal { throw refusal }
    }
}
