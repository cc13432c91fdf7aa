import CommitLog
import EventLoops
import Synchronization
import Telemetry

/// What is due from time to time: retention, checkpoints, the removal of old files.
final class Housekeeping: Sendable {
    /// How often recovery points are written: after a crash, no more than this is read again.
    private static let checkpointMs: Int64 = 60_000
    /// `file.delete.delay.ms`: readers that have found a segment may still be reading it.
    private static let fileDeleteDelayMs: Int64 = 60_000

    private let broker: Broker
    private let loop: EventLoop
    private let isStopped = Atomic<Bool>(false)

    init(broker: Broker, loop: EventLoop) {
        self.broker = broker
        self.loop = loop
    }

    func start() {
        loop.execute { [self] in
            every(broker.configuration.retentionCheckMs) { $0.retain() }
            every(broker.configuration.offsetsRetentionCheckMs) { $0.broker.groups.expire() }
            every(Self.checkpointMs) { $0.checkpoint() }
        }
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }

    private func every(_ periodMs: Int64, _ job: @escaping @Sendable (Housekeeping) -> Void) {
        loop.schedule(afterMs: periodMs) { [self] in
            guard !isStopped.load(ordering: .relaxed) else { return }
            _ = broker.onStorageThread { [self] in job(self) }
            every(periodMs, job)
        }
    }

    private func retain() {
        for partition in broker.partitions.all {
            do throws(LogError) {
                let removed = try partition.change { (log) throws(LogError) in try log.removeOldSegments(now: WallClock.nowMs) }
                guard !removed.isEmpty else { continue }
                do {
                    try removed.markDeleted()
                } catch {
                    throw .file(error)
                }
                broker.log.log(.info, event: "segments.removed", ["partition": partition.id, "segments": removed.segments.count])
                loop.execute { [self] in
                    loop.schedule(afterMs: Self.fileDeleteDelayMs) { [self] in
                        _ = broker.onStorageThread { try? removed.remove() }
                    }
                }
            } catch {
                broker.log.log(.warning, event: "retention.failed", ["partition": partition.id, "reason": error])
            }
        }
    }

    private func checkpoint() {
        for partition in broker.partitions.all {
            do throws(LogError) {
                try partition.change { (log) throws(LogError) in log.requestFlush() }
            } catch {
                broker.log.log(.warning, event: "flush.failed", ["partition": partition.id, "reason": error])
            }
        }
        do {
            try BrokerLoading.writeCheckpoints(broker)
        } catch {
            broker.log.log(.warning, event: "checkpoint.failed", ["reason": "\(error)"])
        }
    }
}
