import Bytes
import StreamSQL

/// The groups of an aggregation: keys, accumulators, which changed since the last epoch, and their form in the state store.
final class GroupStates {
    private static let version: UInt8 = 1

    private let operatorIndex: Int
    private let calls: [AggregateCall]
    private let accumulators: [any Accumulator]
    private let reader: (any StateReader)?

    private var table = GroupTable()
    /// Rows in each group: added less taken back.
    private(set) var rowCounts: [Int64] = []
    private var isDirty: [Bool] = []
    /// Whether the state store has an entry for the group.
    private var isStored: [Bool] = []
    /// Groups changed since the last drain, in the order of first touch.
    private var dirty: [Int] = []

    /// - Throws: ``SQLError`` for an aggregate that is not supported.
    init(
        operatorIndex: Int, calls: [AggregateCall], retracts: Bool, reader: (any StateReader)?
    ) throws(SQLError) {
        self.operatorIndex = operatorIndex
        self.calls = calls
        self.reader = reader
        var accumulators: [any Accumulator] = []
        for call in calls { accumulators.append(try AccumulatorFactory.make(call, retracts: retracts)) }
        self.accumulators = accumulators
    }

    var count: Int { table.count }

    /// The number of a key's group, read from the store when it is not in memory, and noted as changed. Numbers stay
    /// what they are until the next drain.
    @inline(__always)
    func touch(_ key: UnsafeRawBufferPointer) throws(PipelineFailure) -> Int {
        let (group, isNew) = table.findOrInsert(key)
        if isNew { try open(group, key) }
        if !isDirty[group] {
            isDirty[group] = true
            dirty.append(group)
        }
        return group
    }

    @inline(never)
    private func open(_ group: Int, _ key: UnsafeRawBufferPointer) throws(PipelineFailure) {
        prepare(group)
        guard let reader, let stored = try reader.value(for: StateKey.make(operatorIndex, key)) else { return }
        try load(group, stored)
    }

    /// Makes an inserted number an empty group.
    private func prepare(_ group: Int) {
        if group >= rowCounts.count {
            let capacity = max(64, group * 2)
            rowCounts.extend(to: capacity, with: 0)
            isDirty.extend(to: capacity, with: false)
            isStored.extend(to: capacity, with: false)
            for accumulator in accumulators { accumulator.grow(to: capacity) }
        }
        rowCounts[group] = 0
        isStored[group] = false
    }

    private func load(_ group: Int, _ stored: ByteSlice) throws(PipelineFailure) {
        do {
            var bytes = ByteReader(stored)
            guard try bytes.integer(UInt8.self) == Self.version else { throw DecodeError(.badValue, at: 0) }
            rowCounts[group] = try bytes.varlong()
            for accumulator in accumulators { try accumulator.decode(group, from: &bytes) }
            try bytes.expectEnd()
        } catch { throw PipelineFailure(.badState, "state of operator \(operatorIndex): \(error)") }
        isStored[group] = true
    }

    /// Reads every group of the store into memory.
    func loadAll(_ body: (_ group: Int, _ key: ByteSlice) -> Void) throws(PipelineFailure) {
        try reader?.forEach(prefix: StateKey.prefix(operatorIndex)) { key, value throws(PipelineFailure) in
            let rest = key[StateKey.prefixCount..<key.count]
            let group = rest.withUnsafeBytes { table.findOrInsert($0).group }
            prepare(group)
            try load(group, value)
            body(group, rest)
        }
    }

    /// Counts a row in or out.
    ///
    /// - Returns: false when a row is taken back from an empty group, which is ignored.
    @inline(__always)
    func countRow(_ group: Int, adds: Bool) -> Bool {
        if adds {
            rowCounts[group] &+= 1
            return true
        }
        guard rowCounts[group] > 0 else { return false }
        rowCounts[group] &-= 1
        return true
    }

    /// Feeds rows of a batch to the accumulators; `groups` as ``AggregateInput/groups``.
    func update(_ batch: Batch, rows: Range<Int>, groups: [Int32]) {
        if rows.isEmpty { return }
        for (call, accumulator) in zip(calls, accumulators) {
            accumulator.update(
                AggregateInput(
                    column: call.arguments.first.map { batch.columns[$0] }, type: call.argumentTypes.first ?? .bigint,
                    rows: rows, groups: groups, kinds: batch.kinds, filter: call.filter.map { batch.columns[$0] }))
        }
    }

    /// Empties a group whose last row was taken back: what floating point left over must not stay.
    func clear(_ group: Int) {
        for accumulator in accumulators { accumulator.reset(group) }
    }

    func key(of group: Int) -> ByteSlice { table.key(of: group) }

    func results(_ group: Int) -> [SQLValue] { accumulators.map { $0.result(group) } }

    /// Appends the aggregates of a group to as many builders.
    func appendResults(_ group: Int, to builders: ArraySlice<ColumnBuilder>) {
        for (accumulator, builder) in zip(accumulators, builders) { accumulator.appendResult(group, to: builder) }
    }

    /// Ends a group: the next drain drops it from memory and store. It must not be touched before that.
    func end(_ group: Int) {
        rowCounts[group] = 0
        if !isDirty[group] {
            isDirty[group] = true
            dirty.append(group)
        }
    }

    /// Adds the net changes since the last drain, and forgets groups without rows.
    func drain(into changes: inout [StateChange]) {
        for group in dirty {
            isDirty[group] = false
            if rowCounts[group] > 0 {
                changes.append(StateChange(key: storeKey(group), value: encoded(group)))
                isStored[group] = true
            } else {
                if isStored[group] { changes.append(StateChange(key: storeKey(group), value: nil)) }
                clear(group)
                table.remove(group)
            }
        }
        dirty.removeAll(keepingCapacity: true)
    }

    /// Forgets all groups when there are more than `limit` and the store has them. Only between a drain and a touch.
    func shrink(to limit: Int) {
        guard reader != nil, table.count > limit, dirty.isEmpty else { return }
        for group in table.members { clear(group) }
        table = GroupTable()
        isDirty = Array(repeating: false, count: isDirty.count)
    }

    private func storeKey(_ group: Int) -> ByteSlice { table.withKey(of: group) { StateKey.make(operatorIndex, $0) } }

    private func encoded(_ group: Int) -> ByteSlice {
        var writer = ByteWriter(capacity: 32)
        writer.integer(Self.version)
        writer.varint(rowCounts[group])
        for accumulator in accumulators { accumulator.encode(group, to: &writer) }
        return writer.finish()
    }
}
