public import Identifiers
import RecordBatches

/// One batch that a producer wrote: what a retry of it is known by.
public struct ProducerBatch: Hashable, Sendable {
    public var firstSequence: Int32
    public var lastSequence: Int32
    public var firstOffset: Offset
    public var lastOffset: Offset
    /// The batch's largest timestamp.
    public var timestamp: Int64
}

/// What a partition knows of one idempotent producer (KIP-98).
public struct ProducerState: Hashable, Sendable {
    /// Batches kept for finding duplicates; clients have at most as many in flight.
    public static let batchesMax = 5

    public var producerID: ProducerID
    public var epoch: ProducerEpoch
    /// The newest last, at most five; none after a marker of a new epoch.
    public var batches: [ProducerBatch] = []
    /// Of the coordinator that wrote the last marker; -1: none yet.
    public var coordinatorEpoch: Int32 = -1
    /// The timestamp of the last batch or marker.
    public var lastTimestamp: Int64 = -1
    /// Where the open transaction began; nil when none is open.
    public var currentTransactionFirstOffset: Offset?

    public init(producerID: ProducerID, epoch: ProducerEpoch) {
        self.producerID = producerID
        self.epoch = epoch
    }

    /// -1 when no batch of this epoch is known.
    public var lastSequence: Int32 { batches.last?.lastSequence ?? -1 }

    mutating func add(_ batch: ProducerBatch, epoch newEpoch: ProducerEpoch) {
        if newEpoch != epoch {
            epoch = newEpoch
            batches.removeAll(keepingCapacity: true)
        }
        batches.append(batch)
        if batches.count > Self.batchesMax { batches.removeFirst() }
        lastTimestamp = batch.timestamp
    }
}

/// The producers of a partition and their open transactions.
struct ProducerTable: Sendable {
    /// A transaction that a marker ended.
    struct Completed: Hashable, Sendable {
        var producerID: ProducerID
        var firstOffset: Offset
        /// The marker's offset.
        var lastOffset: Offset
        var isAborted: Bool
    }

    private(set) var states: [ProducerID: ProducerState] = [:]
    /// Open transactions by their first offset, the oldest first.
    private var open: [(first: Offset, producerID: ProducerID)] = []
    /// Ended transactions whose marker the high watermark has not passed yet.
    private var ended: [Completed] = []

    /// The first offset that a read-committed consumer may not see yet; nil when nothing is undecided.
    var firstUnstableOffset: Offset? {
        let first = ended.map(\.firstOffset).min()
        guard let openFirst = open.first?.first else { return first }
        return min(openFirst, first ?? openFirst)
    }

    /// Forgets ended transactions whose markers are below `highWatermark`.
    mutating func highWatermarkMoved(to highWatermark: Offset) {
        if !ended.isEmpty { ended.removeAll { $0.lastOffset < highWatermark } }
    }

    /// Whether the batch may come next from its producer.
    ///
    /// - Parameter marker: the control record, for control batches.
    /// - Returns: the kept batch that it repeats, if it is a retry.
    /// - Throws: ``LogError/producer(_:detail:)`` with 45, 47, 48 or 52.
    func check(
        _ header: RecordBatchHeader, marker: ControlRecord?, origin: AppendOrigin
    ) throws(LogError) -> ProducerBatch? {
        let state = states[header.producerID]
        guard case .client(let startsAtZero) = origin else {
            if let state, header.attributes.isControl { try checkMarker(marker, header, state: state) }
            return nil
        }
        guard let state else {
            guard !startsAtZero || header.baseSequence == 0 else {
                throw .producer(.outOfOrderSequenceNumber, detail: "an unknown producer begins with \(header.baseSequence)")
            }
            return nil
        }
        if header.producerEpoch == state.epoch,
            let repeated = state.batches.first(where: {
                $0.firstSequence == header.baseSequence && $0.lastSequence == header.lastSequence
            })
        {
            return repeated
        }
        guard header.producerEpoch >= state.epoch else {
            throw .producer(.invalidProducerEpoch, detail: "epoch \(header.producerEpoch) is below \(state.epoch)")
        }
        try checkSequence(header, state: state)
        if state.currentTransactionFirstOffset != nil, !header.attributes.isTransactional {
            throw .producer(.invalidTxnState, detail: "a plain batch inside an open transaction")
        }
        return nil
    }

    /// A marker of an older producer epoch, or of a coordinator that was replaced, comes too late.
    private func checkMarker(_ marker: ControlRecord?, _ header: RecordBatchHeader, state: ProducerState) throws(LogError) {
        guard header.producerEpoch >= state.epoch else {
            throw .producer(.invalidProducerEpoch, detail: "marker epoch \(header.producerEpoch) is below \(state.epoch)")
        }
        switch marker {
        case .abort(let epoch) where epoch < state.coordinatorEpoch, .commit(let epoch) where epoch < state.coordinatorEpoch:
            throw .producer(
                .transactionCoordinatorFenced, detail: "coordinator epoch \(epoch) is below \(state.coordinatorEpoch)")
        default: return
        }
    }

    private func checkSequence(_ header: RecordBatchHeader, state: ProducerState) throws(LogError) {
        let isNewEpoch = header.producerEpoch != state.epoch
        // A state without an epoch comes from nothing but control data; any sequence may follow it.
        if isNewEpoch, state.epoch < 0 { return }
        let expected =
            isNewEpoch ? 0 : RecordBatchHeader.sequence(max(0, state.lastSequence), advancedBy: state.batches.isEmpty ? 0 : 1)
        guard header.baseSequence == expected else {
            throw .producer(
                .outOfOrderSequenceNumber, detail: "sequence \(header.baseSequence) where \(expected) comes next")
        }
    }

    /// Takes note of a batch with a producer id that is in the log at `header.baseOffset`.
    ///
    /// - Parameter marker: the control record, for control batches.
    /// - Returns: the transaction that it ended, if it was a marker with data before it.
    mutating func apply(_ header: RecordBatchHeader, marker: ControlRecord?) -> Completed? {
        var state = states[header.producerID] ?? ProducerState(producerID: header.producerID, epoch: header.producerEpoch)
        defer { states[header.producerID] = state }
        if header.attributes.isControl { return end(&state, header, marker: marker) }
        state.add(
            ProducerBatch(
                firstSequence: header.baseSequence, lastSequence: header.lastSequence, firstOffset: header.baseOffset,
                lastOffset: header.lastOffset, timestamp: header.maxTimestamp),
            epoch: header.producerEpoch)
        if header.attributes.isTransactional, state.currentTransactionFirstOffset == nil {
            state.currentTransactionFirstOffset = header.baseOffset
            open.append((header.baseOffset, header.producerID))
        }
        return nil
    }

    private mutating func end(_ state: inout ProducerState, _ header: RecordBatchHeader, marker: ControlRecord?) -> Completed? {
        let isAborted: Bool
        switch marker {
        case .abort(let epoch): (isAborted, state.coordinatorEpoch) = (true, epoch)
        case .commit(let epoch): (isAborted, state.coordinatorEpoch) = (false, epoch)
        case .other, nil: return nil
        }
        if header.producerEpoch != state.epoch {
            state.epoch = header.producerEpoch
            state.batches.removeAll()
        }
        state.lastTimestamp = header.maxTimestamp
        guard let first = state.currentTransactionFirstOffset else { return nil }
        state.currentTransactionFirstOffset = nil
        open.removeAll { $0.producerID == header.producerID }
        let completed = Completed(
            producerID: header.producerID, firstOffset: first, lastOffset: header.lastOffset, isAborted: isAborted)
        ended.append(completed)
        return completed
    }

    /// What the last stable offset is once `completed` counts as decided: the first open transaction, or behind the marker.
    func lastStableOffset(after completed: Completed) -> Offset {
        open.first?.first ?? Offset(completed.lastOffset.rawValue + 1)
    }

    /// Puts back a state from a snapshot.
    mutating func restore(_ state: ProducerState) {
        states[state.producerID] = state
        if let first = state.currentTransactionFirstOffset {
            open.append((first, state.producerID))
            open.sort { $0.first < $1.first }
        }
    }

    /// Forgets producers that were silent for `expirationMs`, except those with an open transaction.
    mutating func removeExpired(now: Int64, expirationMs: Int64) {
        let earliest = now &- expirationMs
        states = states.filter { $0.value.currentTransactionFirstOffset != nil || $0.value.lastTimestamp > earliest }
    }
}
