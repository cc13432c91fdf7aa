public import Bytes
internal import CQLValues
public import StreamRuntime
public import StreamSQL

/// A table of a store as a sink: upserts and deletes by primary key, as statements and the values bound to them.
public struct CassandraSink: Hashable, Sendable {
    /// Bytes a key column may have in the store.
    static let keyBytesMax = 65_535

    public let target: CassandraTable
    /// `INSERT` of all columns, in the sink's order.
    public let upsertText: String
    /// `DELETE` by primary key.
    public let deleteText: String
    /// What the key columns must hold, by the sink's column numbers.
    public let keyRules: [KeyRule]
    private let bindings: [CassandraBinding]
    /// Columns of the sink that make the primary key, in the order of the DELETE's markers.
    private let keyColumns: [Int]

    /// - Parameters:
    ///   - table: the sink as the pipeline declares it.
    ///   - target: the table as the store describes it.
    /// - Throws: ``SQLError`` saying what does not fit.
    public init(_ table: TableDefinition, target: CassandraTable) throws(SQLError) {
        self.target = target
        let columns = table.persistedColumns
        var bindings: [CassandraBinding] = []
        for column in columns {
            guard let type = target.types[column.name] else {
                throw .invalid("table '\(table.name)': \(target.qualifiedName) has no column \(column.name)")
            }
            bindings.append(try CassandraBinding(column.type, as: type, column: column.name))
        }
        self.bindings = bindings
        let key = target.partitionKey + target.clusteringKey
        guard Set(table.primaryKey) == Set(key) else {
            throw .invalid(
                "table '\(table.name)': PRIMARY KEY (\(table.primaryKey.joined(separator: ", "))) is not that of "
                    + "\(target.qualifiedName), (\(key.joined(separator: ", ")))")
        }
        keyColumns = key.compactMap { name in columns.firstIndex { $0.name == name } }
        keyRules = zip(key, keyColumns).map { name, column in
            KeyRule(
                column: column, name: name, allowsEmpty: target.partitionKey != [name], bytesMax: Self.keyBytesMax)
        }
        let names = columns.map { CQLName.text($0.name) }
        let markers = Array(repeating: "?", count: names.count).joined(separator: ", ")
        upsertText = "INSERT INTO \(target.qualifiedName) (\(names.joined(separator: ", "))) VALUES (\(markers))"
        let conditions = key.map { "\(CQLName.text($0)) = ?" }.joined(separator: " AND ")
        deleteText = "DELETE FROM \(target.qualifiedName) WHERE \(conditions)"
    }

    /// The values of ``upsertText`` for a row.
    public func upsertValues(_ batch: Batch, row: Int) throws(BindingFault) -> [ByteSlice?] {
        var values: [ByteSlice?] = []
        values.reserveCapacity(bindings.count)
        for column in bindings.indices { values.append(try value(column, batch, row)) }
        return values
    }

    /// The values of ``deleteText`` for a row.
    public func deleteValues(_ batch: Batch, row: Int) throws(BindingFault) -> [ByteSlice?] {
        var values: [ByteSlice?] = []
        for column in keyColumns { values.append(try value(column, batch, row)) }
        return values
    }

    private func value(_ column: Int, _ batch: Batch, _ row: Int) throws(BindingFault) -> ByteSlice? {
        let binding = bindings[column]
        return try binding.bytes(of: batch.columns[column].value(row, type: binding.sqlType))
    }
}
