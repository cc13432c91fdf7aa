import Bytes
import CQLValues

/// The keys of a table's entries: table, token, partition key, then which entry of the partition it is.
///
/// A partition's deletions come first, then its static row, then its rows in clustering order.
enum RowKey {
    /// Which entry of a partition a key is for: the byte after the partition key.
    enum Part: UInt8 {
        case deletions = 1
        case staticRow = 2
        case row = 3
    }

    /// Bytes of the table's number and the token.
    static let tokenEnd = 12

    /// The keys of a table: from `table` up to `end(of:)`. Twelve bytes like the shortest prefix of a real key, since the
    /// engine's filters of prefixes take no shorter ones.
    static func table(_ id: TableID) -> ByteSlice { token(.min, in: id) }

    /// The first key after those of the table.
    static func end(of id: TableID) -> ByteSlice {
        id.number == .max ? ByteSlice([UInt8](repeating: 0xFF, count: 16)) : token(.min, in: TableID(id.number + 1))
    }

    /// The first possible key of a token.
    static func token(_ token: Int64, in table: TableID) -> ByteSlice {
        var key: [UInt8] = []
        KeyOrder.appendInteger(table.number, to: &key)
        KeyOrder.appendInteger(UInt64(bitPattern: token) ^ 1 << 63, to: &key)
        return ByteSlice(key)
    }

    /// What all keys of a partition start with.
    static func partition(_ partition: PartitionKey, in table: TableID) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(64)
        KeyOrder.appendInteger(table.number, to: &key)
        KeyOrder.appendInteger(UInt64(bitPattern: partition.token) ^ 1 << 63, to: &key)
        KeyOrder.appendEscaped(partition.bytes, to: &key)
        return key
    }

    /// The key of a partition's deletions or static row.
    static func key(_ prefix: [UInt8], _ part: Part) -> ByteSlice { ByteSlice(prefix + [part.rawValue]) }

    /// The key of a row.
    static func row(_ prefix: [UInt8], _ clustering: [ByteSlice], _ layout: TableLayout) -> ByteSlice {
        var key = prefix
        key.append(Part.row.rawValue)
        appendClustering(clustering, layout, to: &key)
        return ByteSlice(key)
    }

    static func appendClustering(_ values: [ByteSlice], _ layout: TableLayout, to key: inout [UInt8]) {
        for (column, value) in zip(layout.clustering, values) {
            KeyOrder.append(value, type: column.type, isDescending: column.isDescending, to: &key)
        }
    }

    /// Takes a key apart: the partition, the length of its prefix, and which part follows. Nil when it is no such key.
    static func parse(_ key: ByteSlice) -> (partition: PartitionKey, prefixLength: Int, part: Part)? {
        guard key.count > tokenEnd else { return nil }
        var reader = KeyOrderReader(key, from: 4)
        guard let token = reader.integer(UInt64.self), let bytes = reader.escaped() else { return nil }
        let prefixLength = reader.at
        guard let mark = reader.byte(), let part = Part(rawValue: mark) else { return nil }
        return (PartitionKey(bytes: bytes, token: Int64(bitPattern: token ^ 1 << 63)), prefixLength, part)
    }

    /// The clustering values of a row's key, as far as keys keep them (``KeyOrder/isExact(_:)``).
    static func clustering(of key: ByteSlice, prefixLength: Int, _ layout: TableLayout) -> [ByteSlice]? {
        var reader = KeyOrderReader(key, from: prefixLength + 1)
        var values: [ByteSlice] = []
        values.reserveCapacity(layout.clustering.count)
        for column in layout.clustering {
            guard let value = reader.value(column.type, isDescending: column.isDescending) else { return nil }
            values.append(value)
        }
        return reader.isAtEnd ? values : nil
    }
}
