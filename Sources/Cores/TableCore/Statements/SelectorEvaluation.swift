internal import Bytes
internal import CQLValues

extension Selector {
    /// The value for one row (or, above aggregates, for one group).
    /// - Parameter results: what the aggregates came to.
    func value(
        _ row: SelectedRow?, _ context: ExecutionContext, results: [ByteSlice?] = []
    ) throws(StatementError) -> ByteSlice? {
        switch self {
        case .place(let place): return row.flatMap { place.value($0) }
        case .term(let term): return try term.value(context).bytes
        case .call(let function, let arguments):
            var values: [ByteSlice?] = []
            for argument in arguments { values.append(try argument.value(row, context, results: results)) }
            return try function.evaluate(values, context)
        case .aggregate(let index): return results[index]
        case .cellMetadata(let kind, let column, let isCollection):
            return row.flatMap { Self.metadata(kind, column, isCollection, $0, context) }
        case .field(let inner, let index):
            guard let bytes = try inner.value(row, context, results: results),
                let fields = CQLCollection.fields(of: bytes, countMax: Int(UInt16.max)), index < fields.count
            else { return nil }
            return fields[index]
        case .element(let inner, let type, let key):
            guard let bytes = try inner.value(row, context, results: results), let wanted = try key.value(context).bytes else {
                return nil
            }
            return Self.element(bytes, type, wanted)
        case .slice(let inner, let type, let from, let to):
            guard let bytes = try inner.value(row, context, results: results) else { return nil }
            return Self.slice(bytes, type, try from?.value(context).bytes, try to?.value(context).bytes)
        case .list(let items), .set(let items, _):
            var values: [ByteSlice] = []
            for item in items { if let value = try item.value(row, context, results: results) { values.append(value) } }
            if case .set(_, let element) = self { values = Term.sortedSet(values, element) }
            return CQLCollection.bytes(of: values)
        case .map(let entries, let keyType):
            var pairs: [(key: ByteSlice, value: ByteSlice)] = []
            for entry in entries {
                if let key = try entry.key.value(row, context, results: results),
                    let value = try entry.value.value(row, context, results: results)
                {
                    pairs.append((key, value))
                }
            }
            return CQLCollection.bytes(of: Term.sortedMap(pairs, keyType))
        case .fields(let items):
            var values: [ByteSlice?] = []
            for item in items { values.append(try item.value(row, context, results: results)) }
            return CQLCollection.bytes(ofFields: values)
        }
    }

    private static func element(_ bytes: ByteSlice, _ type: CQLType, _ wanted: ByteSlice) -> ByteSlice? {
        switch type.unfrozen {
        case .map(let keyType, _):
            let items = CQLCollection.items(of: bytes, perEntry: 2) ?? []
            for index in stride(from: 0, to: items.count, by: 2) {
                if let key = items[index], keyType.compare(key, wanted) == 0 { return items[index + 1] }
            }
            return nil
        case .set(let element):
            return (CQLCollection.items(of: bytes, perEntry: 1) ?? []).compactMap { $0 }.first {
                element.compare($0, wanted) == 0
            }
        default: return nil
        }
    }

    private static func slice(_ bytes: ByteSlice, _ type: CQLType, _ from: ByteSlice?, _ to: ByteSlice?) -> ByteSlice? {
        func isInside(_ key: ByteSlice, _ keyType: CQLType) -> Bool {
            (from.map { keyType.compare(key, $0) >= 0 } ?? true) && (to.map { keyType.compare(key, $0) <= 0 } ?? true)
        }
        switch type.unfrozen {
        case .map(let keyType, _):
            let items = CQLCollection.items(of: bytes, perEntry: 2) ?? []
            var pairs: [(key: ByteSlice, value: ByteSlice)] = []
            for index in stride(from: 0, to: items.count, by: 2) {
                if let key = items[index], let value = items[index + 1], isInside(key, keyType) { pairs.append((key, value)) }
            }
            return pairs.isEmpty && type.isMultiCell ? nil : CQLCollection.bytes(of: pairs)
        case .set(let element):
            let items = (CQLCollection.items(of: bytes, perEntry: 1) ?? []).compactMap { $0 }.filter { isInside($0, element) }
            return items.isEmpty && type.isMultiCell ? nil : CQLCollection.bytes(of: items)
        default: return nil
        }
    }

    private static func metadata(
        _ kind: CellMetadata, _ column: TableLayout.Column, _ isCollection: Bool, _ row: SelectedRow, _ context: ExecutionContext
    ) -> ByteSlice? {
        func value(_ cell: Cell) -> ByteSlice? {
            guard kind == .timeToLive else { return ByteSlice(bigEndian: cell.timestamp) }
            guard case .expiring(let expiry) = cell.state else { return nil }
            return ByteSlice(bigEndian: Int32(clamping: expiry.at - context.nowInSeconds))
        }
        guard column.type.isMultiCell else { return row.row.cell(of: column).flatMap(value) }
        let elements = row.row.elements(of: column)
        if elements.isEmpty { return nil }
        if !isCollection { return elements.map(\.cell.timestamp).max().map { ByteSlice(bigEndian: $0) } }
        var writer = ByteWriter(capacity: 4 + elements.count * 12)
        writer.integer(Int32(truncatingIfNeeded: elements.count))
        for element in elements {
            guard let bytes = value(element.cell) else {
                writer.integer(Int32(-1))
                continue
            }
            writer.integer(Int32(truncatingIfNeeded: bytes.count))
            writer.bytes(bytes)
        }
        return writer.finish()
    }
}
