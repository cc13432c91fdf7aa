import Bytes
import CQLValues
import TableCore
import Testing

/// A table kept as the list of everything ever written to it, read by looking at all of it: what the store must agree with.
struct TableModel {
    struct RowID: Hashable {
        var partition: Int32
        var clustering: [Int32]
    }

    /// Clustering columns: the first ascending, the second descending.
    static let layout = TableLayout(
        id: TableID(7), partitionKey: [.int],
        clustering: [.init(type: .int), .init(type: .int, isDescending: true)],
        columns: [
            .init(id: ColumnID(0), type: .blob), .init(id: ColumnID(1), type: .blob),
            .init(id: ColumnID(9), type: .blob, isStatic: true),
        ])
    static let staticColumn = ColumnID(9)

    private var rows: [RowID: [RowContent]] = [:]
    private var statics: [Int32: [RowContent]] = [:]
    private var partitionDeletions: [Int32: [Deletion]] = [:]
    private var rangeDeletions: [Int32: [(covers: (RowID) -> Bool, deletion: Deletion)]] = [:]

    struct Seen: Hashable {
        var id: RowID
        var isStaticOnly = false
        var cells: [ColumnID: ByteSlice]
    }

    static func partitionKey(_ number: Int32) -> PartitionKey { PartitionKey(ByteSlice(bigEndian: number)) }

    // MARK: Writing, to the model and as a mutation

    mutating func step(_ random: inout SeededRandom, into batch: inout KeyValueBatch) {
        let partition = Int32(random.number(0...3))
        var mutation = PartitionMutation(Self.layout, Self.partitionKey(partition))
        let clustering = [Int32(random.number(-1...1)), Int32(random.number(-1...1))]
        switch random.number(0...19) {
        case 0:
            let deletion = RandomRows.deletion(&random)
            partitionDeletions[partition, default: []].append(deletion)
            mutation.deletePartition(deletion)
        case 1...2: deleteRange(partition, &random, &mutation)
        case 3:
            let deletion = RandomRows.deletion(&random)
            rows[RowID(partition: partition, clustering: clustering), default: []].append(RowContent(deletion: deletion))
            mutation.deleteRow(clustering.map { ByteSlice(bigEndian: $0) }, deletion)
        case 4...5:
            var row = RowContent()
            if random.chance(3) {
                row.delete(Self.staticColumn, RandomRows.deletion(&random))
            } else {
                row.set(
                    Self.staticColumn, to: random.value(), timestamp: random.number(-1...6), expiry: RandomRows.expiry(&random))
            }
            statics[partition, default: []].append(row)
            mutation.writeStatic(row)
        default:
            var row = RowContent()
            if random.chance(2) {
                row.liveness = RowLiveness(timestamp: random.number(-1...6), expiry: RandomRows.expiry(&random))
            }
            for _ in 0..<random.number(0...2) {
                let column = ColumnID(UInt16(random.number(0...1)))
                if random.chance(4) {
                    row.delete(column, RandomRows.deletion(&random))
                } else {
                    row.set(column, to: random.value(), timestamp: random.number(-1...6), expiry: RandomRows.expiry(&random))
                }
            }
            rows[RowID(partition: partition, clustering: clustering), default: []].append(row)
            mutation.write(row, toRow: clustering.map { ByteSlice(bigEndian: $0) })
        }
        mutation.append(to: &batch)
    }

    private mutating func deleteRange(
        _ partition: Int32, _ random: inout SeededRandom, _ mutation: inout PartitionMutation
    ) {
        let deletion = RandomRows.deletion(&random)
        let (slices, covers) = Self.slice(&random)
        rangeDeletions[partition, default: []].append((covers, deletion))
        mutation.deleteRows(slices, deletion)
    }

    /// A random restriction, as slices and as a plain condition.
    static func slice(_ random: inout SeededRandom) -> (ClusteringSlices, (RowID) -> Bool) {
        let first = Int32(random.number(-1...1))
        let second = Int32(random.number(-1...1))
        let isInclusive = random.chance(2)
        func bytes(_ numbers: Int32...) -> [ByteSlice] { numbers.map { ByteSlice(bigEndian: $0) } }
        switch random.number(0...6) {
        case 6:
            let once = ClusteringSlices(layout, equal: bytes(first))
            return (
                .union([once, once, ClusteringSlices(layout, equal: bytes(second))]),
                {
                    $0.clustering[0] == first || $0.clustering[0] == second
                }
            )
        case 0: return (ClusteringSlices(layout, equal: bytes(first)), { $0.clustering[0] == first })
        case 1:
            return (ClusteringSlices(layout, equal: bytes(first, second)), { $0.clustering == [first, second] })
        case 2:
            let lower = ClusteringBound(bytes(second), isInclusive: isInclusive)
            return (
                ClusteringSlices(layout, equal: bytes(first), lower: lower, upper: nil),
                { $0.clustering[0] == first && (isInclusive ? $0.clustering[1] >= second : $0.clustering[1] > second) }
            )
        case 3:
            let upper = ClusteringBound(bytes(first), isInclusive: isInclusive)
            return (
                ClusteringSlices(layout, equal: [], lower: nil, upper: upper),
                { isInclusive ? $0.clustering[0] <= first : $0.clustering[0] < first }
            )
        case 4:
            let lower = ClusteringBound(bytes(first, second), isInclusive: isInclusive)
            return (
                ClusteringSlices(layout, equal: [], lower: lower, upper: nil),
                { row in
                    let order = (row.clustering[0], row.clustering[1])
                    return isInclusive ? order >= (first, second) : order > (first, second)
                }
            )
        default:
            let other = Int32(random.number(-1...1))
            return (
                ClusteringSlices(layout, equal: bytes(first)).union(ClusteringSlices(layout, equal: bytes(other, second))),
                { $0.clustering[0] == first || $0.clustering == [other, second] }
            )
        }
    }

    // MARK: Reading

    /// What a reader sees at `now`, in Cassandra's order.
    func seen(at now: Int64, partitions: [Int32], where covers: ((RowID) -> Bool)?, isReversed: Bool) -> [Seen] {
        partitions.flatMap { partition -> [Seen] in
            let whole = partitionDeletions[partition] ?? []
            let statics = Self.live(statics[partition] ?? [], under: whole, at: now)?.cells ?? [:]
            var found: [Seen] = []
            for (id, writes) in rows where id.partition == partition && covers?(id) ?? true {
                let ranges = (rangeDeletions[partition] ?? []).filter { $0.covers(id) }.map(\.deletion)
                guard let row = Self.live(writes, under: whole + ranges, at: now) else { continue }
                found.append(Seen(id: id, cells: row.cells.merging(statics) { mine, _ in mine }))
            }
            found.sort { a, b in (a.id.clustering[0], -a.id.clustering[1]) < (b.id.clustering[0], -b.id.clustering[1]) }
            if isReversed { found.reverse() }
            if found.isEmpty, covers == nil, !statics.isEmpty {
                found.append(Seen(id: RowID(partition: partition, clustering: []), isStaticOnly: true, cells: statics))
            }
            return found
        }
    }

    /// The cells that count, and whether there is a row at all, from all writes to it.
    private static func live(
        _ writes: [RowContent], under deletions: [Deletion], at now: Int64
    ) -> (cells: [ColumnID: ByteSlice], Void)? {
        let gone = (deletions + writes.compactMap(\.deletion)).map(\.timestamp).max() ?? .min
        var best: [ColumnID: Cell] = [:]
        for write in writes {
            for column in write.columns {
                guard case .cell(let cell) = column.value, gone == .min || cell.timestamp > gone else { continue }
                if let held = best[column.id], !beats(cell, held) { continue }
                best[column.id] = cell
            }
        }
        let marks = writes.compactMap(\.liveness).filter { gone == .min || $0.timestamp > gone }
        let mark = marks.max { a, b in
            let left = (a.timestamp, a.expiry == nil ? 0 : 1 as Int64, a.expiry?.at ?? 0)
            let right = (b.timestamp, b.expiry == nil ? 0 : 1 as Int64, b.expiry?.at ?? 0)
            return left < right
        }
        let cells = best.filter { $0.value.isLive(at: now) }.mapValues(\.value)
        guard mark?.isLive(at: now) == true || !cells.isEmpty else { return nil }
        return (cells, ())
    }

    private static func beats(_ a: Cell, _ b: Cell) -> Bool {
        func rank(_ cell: Cell) -> (Int64, Int, Int64, Int64) {
            switch cell.state {
            case .live: (cell.timestamp, 0, 0, 0)
            case .expiring(let expiry): (cell.timestamp, 1, expiry.at, Int64(expiry.timeToLive))
            case .tombstone(let localTime): (cell.timestamp, 2, localTime, 0)
            }
        }
        let (left, right) = (rank(a), rank(b))
        return left != right ? left > right : a.value > b.value
    }

    // MARK: Comparing

    static func seen(_ row: ReadRow) -> Seen {
        let partition = Int32(truncatingIfNeeded: row.partition.bytes.signedInteger ?? 0)
        var cells: [ColumnID: ByteSlice] = [:]
        for column in layout.columns { if let value = row.value(of: column) { cells[column.id] = value } }
        let clustering = (row.clustering ?? []).map { Int32(truncatingIfNeeded: $0.signedInteger ?? 0) }
        return Seen(
            id: RowID(partition: partition, clustering: clustering), isStaticOnly: row.clustering == nil, cells: cells)
    }

    /// Reads in pages of `pageRows` rows, each with a new cursor from the bytes of the position before.
    static func read(_ snapshot: any KeyValueSnapshot, _ request: ReadRequest, now: Int64, pageRows: Int) throws -> [Seen] {
        var rows: [Seen] = []
        var request = request
        while true {
            let cursor = TableCursor(snapshot, layout, request, now: now)
            var count = 0
            while count < pageRows, let row = try cursor.next() {
                rows.append(seen(row))
                request.resumeAfter = ReadPosition(row.position.bytes)
                count += 1
            }
            if count < pageRows { return rows }
        }
    }

    /// Compares every kind of read with the store's.
    func check(_ store: any KeyValueStore, _ random: inout SeededRandom, seed: UInt64) throws {
        let ring = (0...3 as ClosedRange<Int32>).sorted { Self.partitionKey($0) < Self.partitionKey($1) }
        let snapshot = store.snapshot()
        for now in ([0, 2, 5, 9] as [Int64]).map({ RandomRows.epoch + $0 }) {
            let isReversed = random.chance(2)
            let pageRows = Int(random.number(1...5))
            let all = try Self.read(snapshot, ReadRequest(.all, isReversed: isReversed), now: now, pageRows: pageRows)
            #expect(
                all == seen(at: now, partitions: ring, where: nil, isReversed: isReversed), "seed \(seed), all at \(now)")
            let (slices, covers) = Self.slice(&random)
            let some = try Self.read(
                snapshot, ReadRequest(.all, slices: slices, isReversed: isReversed), now: now, pageRows: pageRows)
            #expect(
                some == seen(at: now, partitions: ring, where: covers, isReversed: isReversed), "seed \(seed), some at \(now)")
            let listed: [Int32] = [3, 0, 2]
            let named = try Self.read(
                snapshot,
                ReadRequest(.partitions(listed.map(Self.partitionKey)), slices: slices, isReversed: isReversed), now: now,
                pageRows: pageRows)
            #expect(
                named == seen(at: now, partitions: listed, where: covers, isReversed: isReversed),
                "seed \(seed), named at \(now)")
        }
    }
}
