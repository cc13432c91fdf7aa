public import Bytes
internal import CQLValues
public import Identifiers

/// How keyspaces are kept in the `meta` family. docs/formats/store-schema.md has the bytes.
public enum SchemaRecords {
    /// Version of the records' form.
    static let formatVersion: UInt8 = 1
    private static let keyspacePrefix = "schema/keyspace/"
    /// Key of the record that holds the schema's version and the last table number.
    public static let stateKey = ByteSlice(utf8: "schema/state")
    /// The keys of all keyspace records lie in this range.
    public static let keyspaceRange = (lower: ByteSlice(utf8: keyspacePrefix), upper: ByteSlice(utf8: "schema/keyspace0"))

    /// The key of a keyspace's record.
    public static func key(of keyspace: String) -> ByteSlice { ByteSlice(utf8: keyspacePrefix + keyspace) }

    /// The changes that keep `outcome`.
    public static func batch(for outcome: SchemaOutcome) -> KeyValueBatch {
        var batch = KeyValueBatch()
        for name in outcome.changedKeyspaces.sorted() {
            if let keyspace = outcome.schema.keyspaces[name] {
                batch.put(key(of: name), encode(keyspace), in: .meta)
            } else {
                batch.delete(key(of: name), in: .meta)
            }
        }
        var state = ByteWriter(capacity: 32)
        state.integer(formatVersion)
        for byte in outcome.schema.version.bytes { state.integer(byte) }
        state.integer(outcome.schema.lastTableNumber)
        batch.put(stateKey, state.finish(), in: .meta)
        return batch
    }

    /// Reads the state record: the schema's version and the last table number.
    public static func decodeState(_ record: ByteSlice) throws(DecodeError) -> (version: UniqueID, lastTableNumber: UInt32) {
        var reader = ByteReader(record)
        try expectVersion(&reader)
        let bytes = try reader.bytes(16)
        guard let version = UniqueID(bytes: bytes.array) else { throw DecodeError(.badValue, at: 1) }
        return (version, try reader.integer())
    }

    private static func expectVersion(_ reader: inout ByteReader) throws(DecodeError) {
        guard try reader.integer(UInt8.self) == formatVersion else { throw DecodeError(.badValue, at: 0) }
    }

    // MARK: Keyspaces

    static func encode(_ keyspace: KeyspaceDefinition) -> ByteSlice {
        var writer = ByteWriter(capacity: 1024)
        writer.integer(formatVersion)
        writer.text(keyspace.name)
        writer.text(keyspace.replication.strategy)
        writer.texts(keyspace.replication.options)
        writer.integer(UInt8(keyspace.durableWrites ? 1 : 0))
        let types = keyspace.typesInOrder
        writer.integer(UInt32(types.count))
        for type in types {
            writer.text(type.name)
            writer.integer(UInt16(truncatingIfNeeded: type.fields.count))
            for field in type.fields {
                writer.text(field.name)
                writer.text(field.type.description)
            }
        }
        writer.integer(UInt32(keyspace.tables.count))
        for table in keyspace.tables.values.sorted(by: { $0.number < $1.number }) { encode(table, into: &writer) }
        return writer.finish()
    }

    /// Reads a keyspace's record.
    /// - Throws: ``DecodeError`` when it is damaged.
    public static func decode(_ record: ByteSlice) throws(DecodeError) -> KeyspaceDefinition {
        var reader = ByteReader(record)
        try expectVersion(&reader)
        let name = try reader.text()
        let replication = Replication(strategy: try reader.text(), options: try reader.texts())
        let durable = try reader.integer(UInt8.self) != 0
        var keyspace = KeyspaceDefinition(name: name, replication: replication, durableWrites: durable)
        for _ in 0..<(try reader.integer(UInt32.self)) {
            let typeName = try reader.text()
            var fields: [UserDefinedType.Field] = []
            for _ in 0..<(try reader.integer(UInt16.self)) {
                let field = try reader.text()
                fields.append(.init(name: field, type: try reader.type(keyspace.types)))
            }
            keyspace.types[typeName] = UserDefinedType(keyspace: name, name: typeName, fields: fields)
        }
        for _ in 0..<(try reader.integer(UInt32.self)) {
            let table = try decodeTable(&reader, keyspace: keyspace)
            keyspace.tables[table.name] = table
        }
        return keyspace
    }

    // MARK: Tables

    private static func encode(_ table: TableDefinition, into writer: inout ByteWriter) {
        writer.text(table.name)
        for byte in table.uuid.bytes { writer.integer(byte) }
        writer.integer(table.number.number)
        writer.integer(table.nextColumnID)
        writer.integer(UInt16(truncatingIfNeeded: table.columns.count))
        for column in table.columns {
            writer.text(column.name)
            writer.text(column.kind.rawValue)
            writer.integer(Int16(truncatingIfNeeded: column.position))
            writer.integer(column.id.number)
            writer.integer(UInt8(column.isDescending ? 1 : 0))
            writer.text(column.type.description)
        }
        writer.integer(UInt16(truncatingIfNeeded: table.dropped.count))
        for column in table.dropped {
            writer.text(column.name)
            writer.text(column.type.description)
            writer.integer(UInt8(column.isStatic ? 1 : 0))
            writer.integer(column.timestamp)
        }
        writer.texts(table.options.record)
        writer.texts(table.options.caching)
        writer.texts(table.options.compaction)
        writer.texts(table.options.compression)
    }

    private static func decodeTable(
        _ reader: inout ByteReader, keyspace: KeyspaceDefinition
    ) throws(DecodeError) -> TableDefinition {
        let name = try reader.text()
        guard let uuid = UniqueID(bytes: try reader.bytes(16).array) else { throw DecodeError(.badValue, at: reader.offset) }
        let number = TableID(try reader.integer())
        let nextColumnID = try reader.integer(UInt16.self)
        var columns: [ColumnDefinition] = []
        for _ in 0..<(try reader.integer(UInt16.self)) {
            let column = try reader.text()
            guard let kind = ColumnDefinition.Kind(rawValue: try reader.text()) else {
                throw DecodeError(.badValue, at: reader.offset)
            }
            let position = Int(try reader.integer(Int16.self))
            let id = ColumnID(try reader.integer())
            let descending = try reader.integer(UInt8.self) != 0
            columns.append(
                ColumnDefinition(
                    name: column, kind: kind, position: position, type: try reader.type(keyspace.types), isDescending: descending,
                    id: id))
        }
        guard columns.contains(where: { $0.kind == .partitionKey }) else { throw DecodeError(.badValue, at: reader.offset) }
        var dropped: [DroppedColumn] = []
        for _ in 0..<(try reader.integer(UInt16.self)) {
            let column = try reader.text()
            let type = try reader.type(keyspace.types)
            let isStatic = try reader.integer(UInt8.self) != 0
            dropped.append(DroppedColumn(name: column, type: type, isStatic: isStatic, timestamp: try reader.integer()))
        }
        var options = TableOptions(record: try reader.texts())
        options.caching = try reader.texts()
        options.compaction = try reader.texts()
        options.compression = try reader.texts()
        var table = TableDefinition(
            keyspace: keyspace.name, name: name, uuid: uuid, number: number, columns: columns, options: options,
            nextColumnID: nextColumnID)
        table.dropped = dropped
        return table
    }
}

extension TableOptions {
    /// The options that are plain values, by name.
    fileprivate var record: [String: String] {
        var record = [
            "additional_write_policy": additionalWritePolicy, "bloom_filter_fp_chance": String(bloomFilterFPChance),
            "comment": comment, "crc_check_chance": String(crcCheckChance), "default_time_to_live": String(defaultTimeToLive),
            "gc_grace_seconds": String(gcGraceSeconds), "max_index_interval": String(maxIndexInterval),
            "memtable_flush_period_in_ms": String(memtableFlushPeriodMs), "min_index_interval": String(minIndexInterval),
            "read_repair": readRepair, "speculative_retry": speculativeRetry,
        ]
        record["allow_auto_snapshot"] = allowAutoSnapshot.map { String($0) }
        record["cdc"] = cdc.map { String($0) }
        record["incremental_backups"] = incrementalBackups.map { String($0) }
        return record
    }

    fileprivate init(record: [String: String]) {
        self.init()
        additionalWritePolicy = record["additional_write_policy"] ?? additionalWritePolicy
        bloomFilterFPChance = record["bloom_filter_fp_chance"].flatMap(Double.init) ?? bloomFilterFPChance
        comment = record["comment"] ?? comment
        crcCheckChance = record["crc_check_chance"].flatMap(Double.init) ?? crcCheckChance
        defaultTimeToLive = record["default_time_to_live"].flatMap { Int32($0) } ?? defaultTimeToLive
        gcGraceSeconds = record["gc_grace_seconds"].flatMap { Int32($0) } ?? gcGraceSeconds
        maxIndexInterval = record["max_index_interval"].flatMap { Int32($0) } ?? maxIndexInterval
        memtableFlushPeriodMs = record["memtable_flush_period_in_ms"].flatMap { Int32($0) } ?? memtableFlushPeriodMs
        minIndexInterval = record["min_index_interval"].flatMap { Int32($0) } ?? minIndexInterval
        readRepair = record["read_repair"] ?? readRepair
        speculativeRetry = record["speculative_retry"] ?? speculativeRetry
        allowAutoSnapshot = record["allow_auto_snapshot"].flatMap { Bool($0) }
        cdc = record["cdc"].flatMap { Bool($0) }
        incrementalBackups = record["incremental_backups"].flatMap { Bool($0) }
    }
}

extension ByteWriter {
    /// A text with a 4-byte length.
    fileprivate mutating func text(_ text: String) {
        integer(UInt32(truncatingIfNeeded: text.utf8.count))
        utf8(text)
    }

    fileprivate mutating func texts(_ map: [String: String]) {
        integer(UInt16(truncatingIfNeeded: map.count))
        for (key, value) in map.sorted(by: { $0.key < $1.key }) {
            text(key)
            text(value)
        }
    }
}

extension ByteReader {
    fileprivate mutating func text() throws(DecodeError) -> String { try text(Int(try integer(UInt32.self))) }

    fileprivate mutating func texts() throws(DecodeError) -> [String: String] {
        var map: [String: String] = [:]
        for _ in 0..<(try integer(UInt16.self)) {
            let key = try text()
            map[key] = try text()
        }
        return map
    }

    fileprivate mutating func type(_ types: [String: UserDefinedType]) throws(DecodeError) -> CQLType {
        let start = offset
        let text = try text()
        do throws(CQLTypeError) {
            return try CQLType(parsing: text, userType: { types[$0] })
        } catch {
            throw DecodeError(.badValue, at: start)
        }
    }
}
