public import Bytes
import CQLValues

/// A row as a reader sees it: only what is live at the read's moment.
public struct ReadRow: Sendable {
    public let partition: PartitionKey
    /// The values of the clustering columns; nil for a partition that has live static columns but no live row.
    public let clustering: [ByteSlice]?
    /// The row's own live content, empty for a static row alone.
    public let content: RowContent
    /// The live content of the partition's static row.
    public let statics: RowContent
    /// Where a later read goes on after this row.
    public let position: ReadPosition

    /// The value of a column, an unfrozen collection serialized as a whole; nil when it has none.
    public func value(of column: TableLayout.Column) -> ByteSlice? {
        switch (column.isStatic ? statics : content)[column.id] {
        case .cell(let cell)?: cell.value
        case .counter(let counter?, _)?: ByteSlice(bigEndian: counter.sum)
        case .elements(let elements, _)?: column.type.assembled(elements)
        case nil, .counter(nil, _)?: nil
        }
    }

    /// The cell of a column that is one cell, with its timestamp and expiry.
    public func cell(of column: TableLayout.Column) -> Cell? {
        switch (column.isStatic ? statics : content)[column.id] {
        case .cell(let cell)?: cell
        case .counter(let counter?, _)?: Cell(ByteSlice(bigEndian: counter.sum), timestamp: counter.timestamp)
        default: nil
        }
    }

    /// The live elements of an unfrozen collection or user-defined type, in the order in which they are shown.
    public func elements(of column: TableLayout.Column) -> [RowContent.Element] {
        guard case .elements(let elements, _)? = (column.isStatic ? statics : content)[column.id] else { return [] }
        return column.type.shown(elements)
    }
}

extension CQLType {
    /// Elements in the order of the type: a list's by time, a set's and a map's by value, fields by number.
    func shown(_ elements: [RowContent.Element]) -> [RowContent.Element] {
        let pathType: CQLType
        switch self {
        case .list: pathType = .timeuuid
        case .set(let element): pathType = element
        case .map(let key, _): pathType = key
        default: return elements
        }
        return elements.sorted { pathType.compare($0.path, $1.path) < 0 }
    }

    /// The serialized value that live elements make up; nil when there are none.
    func assembled(_ elements: [RowContent.Element]) -> ByteSlice? {
        if elements.isEmpty { return nil }
        let shown = shown(elements)
        switch self {
        case .list: return CQLCollection.bytes(of: shown.map(\.cell.value))
        case .set: return CQLCollection.bytes(of: shown.map(\.path))
        case .map: return CQLCollection.bytes(of: shown.map { (key: $0.path, value: $0.cell.value) })
        case .userDefined(let type):
            var fields = [ByteSlice?](repeating: nil, count: type.fields.count)
            for element in shown {
                guard let number = element.path.signedInteger, fields.indices.contains(Int(number)) else { continue }
                fields[Int(number)] = element.cell.value
            }
            return CQLCollection.bytes(ofFields: fields)
        default: return nil
        }
    }
}

/// A place in a table after which a read goes on.
public struct ReadPosition: Hashable, Sendable {
    public let partition: PartitionKey
    /// The key bytes of the last row read; nil when the partition is done.
    let clustering: ByteSlice?

    init(partition: PartitionKey, clustering: ByteSlice?) {
        self.partition = partition
        self.clustering = clustering
    }

    /// The position after all rows of a partition.
    public init(after partition: PartitionKey) { self.init(partition: partition, clustering: nil) }

    /// The position as bytes that outlive the connection.
    public var bytes: ByteSlice {
        var writer = ByteWriter(capacity: 64)
        writer.run(partition.bytes)
        writer.integer(UInt8(clustering == nil ? 0 : 1))
        if let clustering { writer.run(clustering) }
        return writer.finish()
    }

    /// Reads ``bytes``; nil when they are something else.
    public init?(_ bytes: ByteSlice) {
        var reader = ByteReader(bytes)
        guard let key = try? reader.run(), let mark = try? reader.integer(UInt8.self), mark <= 1 else { return nil }
        var clustering: ByteSlice?
        if mark == 1 {
            guard let run = try? reader.run() else { return nil }
            clustering = run
        }
        guard reader.isAtEnd else { return nil }
        self.init(partition: PartitionKey(key), clustering: clustering)
    }
}

extension RowContent {
    /// Only what is live at `now` seconds and in columns that `layout` still has; nil when that leaves no row.
    func live(at now: Int64, in layout: TableLayout) -> RowContent? {
        if deletion == nil, liveness?.isLive(at: now) ?? !columns.isEmpty,
            columns.allSatisfy({ $0.value.isPlainlyLive(at: now) && layout.column($0.id) != nil })
        {
            return self
        }
        var live = self
        live.deletion = nil
        if let liveness, !liveness.isLive(at: now) { live.liveness = nil }
        live.columns = columns.compactMap { column in
            guard layout.column(column.id) != nil else { return nil }
            return column.value.live(at: now).map { Column(id: column.id, value: $0) }
        }
        return live.liveness == nil && live.columns.isEmpty ? nil : live
    }
}

extension RowContent.Value {
    /// Whether it is one live value, to be shown as it is: what most columns are.
    fileprivate func isPlainlyLive(at now: Int64) -> Bool {
        if case .cell(let cell) = self { cell.isLive(at: now) } else { false }
    }

    fileprivate func live(at now: Int64) -> RowContent.Value? {
        switch self {
        case .cell(let cell): return cell.isLive(at: now) ? self : nil
        case .elements(let elements, _):
            let live = elements.filter { $0.cell.isLive(at: now) }
            return live.isEmpty ? nil : .elements(live, deletion: nil)
        case .counter(let counter, _): return counter.map { .counter($0, deletion: nil) }
        }
    }
}
