internal import Bytes
internal import CQLValues

extension ModificationPlan {
    /// Adds what the statement writes to `batch`.
    ///
    /// - Parameters:
    ///   - snapshot: read where an operation on a list depends on what is there.
    ///   - batchTimestamp: USING TIMESTAMP of the batch around it.
    /// - Returns: the partitions written to.
    func write(
        to batch: inout KeyValueBatch, _ context: ExecutionContext, snapshot: any KeyValueSnapshot, batchTimestamp: Int64? = nil
    ) throws(StatementError) -> [PartitionKey] {
        let write = RowWrite(
            timestamp: try timestampValue(context) ?? batchTimestamp ?? context.timestamp, expiry: try expiry(context),
            context: context,
            layout: table.layout)
        let keys = try restrictions.partitionKeys(table, context)
        let rows = try rows(context)
        for key in keys {
            var mutation = PartitionMutation(table.layout, key)
            try apply(to: &mutation, rows, write, snapshot)
            mutation.append(to: &batch)
        }
        return keys
    }

    /// Rows named one by one, or ranges of them.
    private enum Rows {
        case single([[ByteSlice]])
        case ranges(ClusteringSlices)
    }

    private func rows(_ context: ExecutionContext) throws(StatementError) -> Rows {
        let restricted = restrictions.clustering.flatMap(\.columns).count
        guard restricted == table.clustering.count, !restrictions.clustering.contains(where: \.isSlice) else {
            try checkBounds(context)
            return .ranges(try restrictions.slices(table, context))
        }
        var rows: [[ByteSlice]] = [[]]
        for restriction in restrictions.clustering {
            let values = try restriction.alternatives(context, partition: false)
            rows = rows.flatMap { row in values.map { row + $0 } }
        }
        for value in rows.flatMap({ $0 }) where value.count > PartitionKeyBytes.lengthMax {
            throw .invalid(
                "Key length of \(value.count) is longer than maximum of \(PartitionKeyBytes.lengthMax)")
        }
        return .single(rows)
    }

    /// A range to delete must have both its ends: null is no place to delete from.
    private func checkBounds(_ context: ExecutionContext) throws(StatementError) {
        for restriction in restrictions.clustering {
            guard case .slice(_, let bounds) = restriction else { continue }
            for bound in [bounds.lower, bounds.upper].compactMap({ $0 }) where bound.columns.count == 1 {
                if case .null = try bound.term.value(context) {
                    throw StatementError(
                        .writeFailure(consistency: context.consistency),
                        "Operation failed - received 0 responses and 1 failures: UNKNOWN from /127.0.0.1:7000")
                }
            }
        }
    }

    private func apply(
        to mutation: inout PartitionMutation, _ rows: Rows, _ write: RowWrite, _ snapshot: any KeyValueSnapshot
    ) throws(StatementError) {
        if kind == .delete, operations.isEmpty {
            switch rows {
            case .single(let rows) where !table.clustering.isEmpty: for row in rows { mutation.deleteRow(row, write.deletion) }
            case .single: mutation.deletePartition(write.deletion)
            case .ranges(let slices):
                if slices.isAll { mutation.deletePartition(write.deletion) } else { mutation.deleteRows(slices, write.deletion) }
            }
            return
        }
        let statics = operations.filter { $0.column.kind == .static }
        let regulars = operations.filter { $0.column.kind == .regular }
        if !statics.isEmpty {
            let present = try statics.contains(where: \.needsReading) ? present(mutation.key, nil, write, snapshot) : nil
            mutation.writeStatic(try write.content(statics, present))
        }
        guard !onlyStatics, case .single(let clustering) = rows else { return }
        for row in clustering {
            let present = try regulars.contains(where: \.needsReading) ? present(mutation.key, row, write, snapshot) : nil
            var content = try write.content(regulars, present)
            if kind == .insert { content.liveness = RowLiveness(timestamp: write.timestamp, expiry: write.expiry) }
            mutation.write(content, toRow: row)
        }
    }

    /// The row as it is now.
    private func present(
        _ key: PartitionKey, _ row: [ByteSlice]?, _ write: RowWrite, _ snapshot: any KeyValueSnapshot
    ) throws(StatementError) -> ReadRow? {
        let slices = row.map { ClusteringSlices(table.layout, equal: $0) } ?? .all
        let cursor = TableCursor(snapshot, table.layout, ReadRequest(.partitions([key]), slices: slices), now: write.now)
        do throws(StorageError) { return try cursor.next() } catch { throw StatementError(.server, error.description) }
    }

    // MARK: USING

    private func timestampValue(_ context: ExecutionContext) throws(StatementError) -> Int64? {
        guard let timestamp else { return nil }
        switch try timestamp.value(context) {
        case .null: throw .invalid("Invalid null value of timestamp")
        case .unset: return nil
        case .bytes(let bytes):
            guard let value = bytes.signedInteger else { throw .invalid("Invalid timestamp value") }
            guard value != .min else {
                throw .invalid("Out of bound timestamp, must be in [\(Int64.min + 1), \(Int64.max)]")
            }
            return value
        }
    }

    /// The last second at which something may expire: seconds since 1970 in 31 bits, less one.
    private static let expiryMax: Int64 = 2_147_483_646

    private func expiry(_ context: ExecutionContext) throws(StatementError) -> Expiry? {
        var seconds = table.options.defaultTimeToLive
        if let timeToLive {
            switch try timeToLive.value(context) {
            case .null: seconds = 0
            case .unset: break
            case .bytes(let bytes):
                guard let value = bytes.signedInteger else { throw .invalid("Invalid TTL value") }
                guard value >= 0 else { throw .invalid("A TTL must be greater or equal to 0, but was \(value)") }
                guard value <= Int64(TableOptions.timeToLiveMax) else {
                    throw .invalid("ttl is too large. requested (\(value)) maximum (\(TableOptions.timeToLiveMax))")
                }
                seconds = Int32(value)
            }
        }
        guard seconds > 0 else { return nil }
        guard context.nowInSeconds + Int64(seconds) <= Self.expiryMax else {
            throw .invalid(
                "Request on table \(table.fullName) with ttl of \(seconds) seconds exceeds maximum supported expiration date of 2038-01-19T03:14:06+00:00. In order to avoid this use a lower TTL, change the expiration date overflow policy or upgrade to a version where this limitation is fixed. See CASSANDRA-14092 and CASSANDRA-14227 for more details."
            )
        }
        return Expiry(timeToLive: seconds, writtenAt: context.nowInSeconds)
    }
}

/// One write to one row: what all its cells share.
struct RowWrite {
    let timestamp: Int64
    let expiry: Expiry?
    let context: ExecutionContext
    let layout: TableLayout

    var now: Int64 { context.nowInSeconds }
    var deletion: Deletion { Deletion(timestamp: timestamp, localTime: now) }

    /// What the operations say about a row.
    /// - Parameter present: the row as it is, where lists need it.
    func content(_ operations: [ColumnOperation], _ present: ReadRow?) throws(StatementError) -> RowContent {
        var content = RowContent()
        for operation in operations { try apply(operation, to: &content, present) }
        return content
    }

    private func apply(_ operation: ColumnOperation, to content: inout RowContent, _ present: ReadRow?) throws(StatementError) {
        switch operation {
        case .set(let column, let term): try set(column, term, &content)
        case .append(let column, let term):
            guard case .bytes(let bytes) = try term.value(context) else { return }
            try add(bytes, to: column, &content, prepending: false)
        case .prepend(let column, let term):
            guard case .bytes(let bytes) = try term.value(context) else { return }
            try add(bytes, to: column, &content, prepending: true)
        case .discard(let column, let term):
            guard case .bytes(let bytes) = try term.value(context) else { return }
            discard(bytes, from: column, &content, present)
        case .addToCounter(let column, let term, let negated):
            switch try term.value(context) {
            case .null: throw .invalid("Invalid null value for counter increment")
            case .unset: return
            case .bytes(let bytes):
                let delta = bytes.signedInteger ?? 0
                if negated, delta == .min {
                    throw .invalid(
                        "The negation of \(delta) overflows supported counter precision (signed 8 bytes integer)")
                }
                content.add(negated ? 0 &- delta : delta, to: column.id, timestamp: timestamp)
            }
        case .setElement(let column, let key, let value): try setElement(column, key, value, &content, present)
        case .setField(let column, let index, let term):
            let path = ByteSlice(bigEndian: UInt16(index))
            switch try term.value(context) {
            case .bytes(let bytes): content.setElement(of: column.id, path: path, to: bytes, timestamp: timestamp, expiry: expiry)
            case .null: content.deleteElement(of: column.id, path: path, deletion)
            case .unset: return
            }
        case .delete(let column): delete(column, &content)
        case .deleteElement(let column, let key): try deleteElement(column, key, &content, present)
        case .deleteField(let column, let index):
            content.deleteElement(of: column.id, path: ByteSlice(bigEndian: UInt16(index)), deletion)
        }
    }

    private func delete(_ column: ColumnDefinition, _ content: inout RowContent) {
        if column.type == .counter {
            content.deleteCounter(column.id, deletion)
        } else if column.type.isMultiCell {
            content.deleteElements(of: column.id, deletion)
        } else {
            content.delete(column.id, deletion)
        }
    }

    private func set(_ column: ColumnDefinition, _ term: Term, _ content: inout RowContent) throws(StatementError) {
        switch try term.value(context) {
        case .unset: return
        case .null: delete(column, &content)
        case .bytes(let bytes):
            guard column.type.isMultiCell else {
                content.set(column.id, to: bytes, timestamp: timestamp, expiry: expiry)
                return
            }
            content.replaceElements(
                of: column.id, with: try elements(bytes, column.type, prepending: false), timestamp: timestamp, expiry: expiry,
                localTime: now)
        }
    }

    // MARK: Collections

    /// The cells that a serialized collection or user-defined value makes.
    private func elements(
        _ bytes: ByteSlice, _ type: CQLType, prepending: Bool
    ) throws(StatementError) -> [(path: ByteSlice, value: ByteSlice)] {
        switch type {
        case .list:
            let items = (CQLCollection.items(of: bytes, perEntry: 1) ?? []).compactMap { $0 }
            guard prepending else { return items.map { (path: context.timeUUIDs().bytes, value: $0) } }
            return items.reversed().map { (path: Self.mirrored(context.timeUUIDs().bytes), value: $0) }
        case .set:
            return (CQLCollection.items(of: bytes, perEntry: 1) ?? []).compactMap { $0.map { (path: $0, value: ByteSlice()) } }
        case .map:
            let items = CQLCollection.items(of: bytes, perEntry: 2) ?? []
            return stride(from: 0, to: items.count, by: 2).compactMap { index in
                guard let key = items[index], let value = items[index + 1] else { return nil }
                return (path: key, value: value)
            }
        case .userDefined(let user):
            let fields = CQLCollection.fields(of: bytes, countMax: user.fields.count) ?? []
            return fields.enumerated().compactMap { index, field in
                field.map { (path: ByteSlice(bigEndian: UInt16(index)), value: $0) }
            }
        default: return []
        }
    }

    /// The first of January 2010 in ticks: times after it are mirrored for what is put in front of a list.
    private static let mirror: UInt64 = UniqueTimeUUID.unixEpochTicks + 1_262_304_000 * 10_000_000

    /// A list path as far before ``mirror`` as `path` lies behind it.
    private static func mirrored(_ path: ByteSlice) -> ByteSlice {
        let sequence = (8..<16).reduce(UInt64(0)) { $0 << 8 | UInt64(path[$1]) }
        return UniqueTimeUUID(ticks: 2 &* mirror &- path.timeOfUUID & 0x0FFF_FFFF_FFFF_FFFF, sequenceAndNode: sequence).bytes
    }

    private func add(
        _ bytes: ByteSlice, to column: ColumnDefinition, _ content: inout RowContent, prepending: Bool
    ) throws(StatementError) {
        for element in try elements(bytes, column.type, prepending: prepending) {
            content.setElement(of: column.id, path: element.path, to: element.value, timestamp: timestamp, expiry: expiry)
        }
    }

    private func present(_ column: ColumnDefinition, _ row: ReadRow?) -> [RowContent.Element] {
        row?.elements(of: TableLayout.Column(id: column.id, type: column.type, isStatic: column.kind == .static)) ?? []
    }

    private func discard(_ bytes: ByteSlice, from column: ColumnDefinition, _ content: inout RowContent, _ row: ReadRow?) {
        let items = (CQLCollection.items(of: bytes, perEntry: 1) ?? []).compactMap { $0 }
        guard case .list(let element) = column.type else {
            for item in items { content.deleteElement(of: column.id, path: item, deletion) }
            return
        }
        for existing in present(column, row) where items.contains(where: { element.compare($0, existing.cell.value) == 0 }) {
            content.deleteElement(of: column.id, path: existing.path, deletion)
        }
    }

    private func listPath(
        _ key: Term, _ column: ColumnDefinition, _ row: ReadRow?, attempt: String = "set an element on"
    ) throws(StatementError) -> ByteSlice {
        let index: Int64
        switch try key.value(context) {
        case .null: throw .invalid("Invalid null value for list index")
        case .unset: throw .invalid("Invalid unset value for list index")
        case .bytes(let bytes): index = bytes.signedInteger ?? -1
        }
        let elements = present(column, row)
        guard !elements.isEmpty else { throw .invalid("Attempted to \(attempt) a list which is null") }
        guard index >= 0, index < elements.count else {
            throw .invalid("List index \(index) out of bound, list has size \(elements.count)")
        }
        return elements[Int(index)].path
    }

    private func setElement(
        _ column: ColumnDefinition, _ key: Term, _ value: Term, _ content: inout RowContent, _ row: ReadRow?
    ) throws(StatementError) {
        let path: ByteSlice
        if case .list = column.type {
            path = try listPath(key, column, row)
        } else {
            switch try key.value(context) {
            case .null: throw .invalid("Invalid null map key")
            case .unset: throw .invalid("Invalid unset map key")
            case .bytes(let bytes): path = bytes
            }
        }
        switch try value.value(context) {
        case .bytes(let bytes): content.setElement(of: column.id, path: path, to: bytes, timestamp: timestamp, expiry: expiry)
        case .null: content.deleteElement(of: column.id, path: path, deletion)
        case .unset: return
        }
    }

    private func deleteElement(
        _ column: ColumnDefinition, _ key: Term, _ content: inout RowContent, _ row: ReadRow?
    ) throws(StatementError) {
        if case .list = column.type {
            let path = try listPath(key, column, row, attempt: "delete an element from")
            content.deleteElement(of: column.id, path: path, deletion)
            return
        }
        switch try key.value(context) {
        case .null:
            if case .set = column.type { throw .invalid("Invalid null set element") }
            throw .invalid("Invalid null map key")
        case .unset: return
        case .bytes(let bytes): content.deleteElement(of: column.id, path: bytes, deletion)
        }
    }
}
