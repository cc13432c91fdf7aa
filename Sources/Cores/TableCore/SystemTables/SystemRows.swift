internal import Bytes
internal import CQLValues
internal import Identifiers

/// The rows of the server's own tables, made anew for each read from the schema and the node's identity.
public struct SystemRows: Sendable {
    private let schema: Schema
    private let node: NodeIdentity
    private let prepared: [PreparedRecord]

    public init(schema: Schema, node: NodeIdentity, prepared: [PreparedRecord]) {
        self.schema = schema
        self.node = node
        self.prepared = prepared
    }

    /// Whether a keyspace's tables are made here.
    public static func owns(_ keyspace: String) -> Bool {
        Schema.systemKeyspaces.contains(keyspace) || Schema.distributedKeyspaces.contains(keyspace)
    }

    /// A store that holds the rows of `table` and nothing else.
    func snapshot(of table: TableDefinition) throws(StatementError) -> any KeyValueSnapshot {
        let store = MemoryKeyValueStore()
        var batch = KeyValueBatch()
        for row in rows(of: table) { Self.add(row, table, to: &batch) }
        do throws(StorageError) {
            try store.commit(batch, durability: .buffered)
        } catch {
            throw StatementError(.server, error.description)
        }
        return store.snapshot()
    }

    typealias Row = [String: ByteSlice]

    private static func add(_ row: Row, _ table: TableDefinition, to batch: inout KeyValueBatch) {
        let parts = table.partitionKey.compactMap { row[$0.name] }
        let clustering = table.clustering.compactMap { row[$0.name] }
        guard parts.count == table.partitionKey.count, clustering.count == table.clustering.count, let key = PartitionKey(parts)
        else {
            return
        }
        var content = RowContent(liveness: RowLiveness(timestamp: 0))
        for column in table.regulars {
            guard let value = row[column.name] else { continue }
            guard column.type.isMultiCell else {
                content.set(column.id, to: value, timestamp: 0)
                continue
            }
            content.replaceElements(of: column.id, with: elements(value, column.type), timestamp: 0, localTime: 0)
        }
        var mutation = PartitionMutation(table.layout, key)
        mutation.write(content, toRow: clustering)
        mutation.append(to: &batch)
    }

    private static func elements(_ bytes: ByteSlice, _ type: CQLType) -> [(path: ByteSlice, value: ByteSlice)] {
        if case .map = type {
            let items = CQLCollection.items(of: bytes, perEntry: 2) ?? []
            return stride(from: 0, to: items.count, by: 2).compactMap { index in
                guard let key = items[index], let value = items[index + 1] else { return nil }
                return (path: key, value: value)
            }
        }
        return (CQLCollection.items(of: bytes, perEntry: 1) ?? []).compactMap { $0 }.map { (path: $0, value: ByteSlice()) }
    }

    private func rows(of table: TableDefinition) -> [Row] {
        switch (table.keyspace, table.name) {
        case ("system", "local"): [localRow]
        case ("system", "prepared_statements"): preparedRows
        case ("system_schema", "keyspaces"): keptKeyspaces.map(keyspaceRow)
        case ("system_schema", "tables"): keptKeyspaces.flatMap { $0.tables.values.map(tableRow) }
        case ("system_schema", "columns"): keptKeyspaces.flatMap { $0.tables.values.flatMap(columnRows) }
        case ("system_schema", "types"): keptKeyspaces.flatMap { $0.types.values.map(typeRow) }
        case ("system_schema", "dropped_columns"): keptKeyspaces.flatMap { $0.tables.values.flatMap(droppedRows) }
        case ("system_virtual_schema", "keyspaces"): virtualKeyspaces.map { ["keyspace_name": Self.text($0.name)] }
        case ("system_virtual_schema", "tables"): virtualKeyspaces.flatMap { $0.tables.values.map(virtualTableRow) }
        case ("system_virtual_schema", "columns"): virtualKeyspaces.flatMap { $0.tables.values.flatMap(columnRows) }
        case ("system_views", "settings"): settingRows
        default: []
        }
    }

    private var keptKeyspaces: [KeyspaceDefinition] { schema.keyspaces.values.filter { !$0.isVirtual } }
    private var virtualKeyspaces: [KeyspaceDefinition] { schema.keyspaces.values.filter(\.isVirtual) }

    // MARK: Values

    private static func text(_ text: String) -> ByteSlice { ByteSlice(utf8: text) }
    private static func int(_ value: Int32) -> ByteSlice { ByteSlice(bigEndian: value) }
    private static func boolean(_ value: Bool) -> ByteSlice { [value ? 1 : 0] }
    private static func double(_ value: Double) -> ByteSlice { ByteSlice(bigEndian: value.bitPattern) }
    private static func uuid(_ id: UniqueID) -> ByteSlice { ByteSlice(id.bytes) }
    private static func texts(_ all: [String]) -> ByteSlice { CQLCollection.bytes(of: all.map { ByteSlice(utf8: $0) }) }

    private static func map(_ entries: [String: String]) -> ByteSlice {
        CQLCollection.bytes(
            of: entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
                (key: text($0.key), value: text($0.value))
            })
    }

    // MARK: system

    private var localRow: Row {
        [
            "key": Self.text("local"), "bootstrapped": Self.text("COMPLETED"), "broadcast_address": node.address,
            "broadcast_port": Self.int(NodeIdentity.storagePort), "cluster_name": Self.text(NodeIdentity.clusterName),
            "cql_version": Self.text(NodeIdentity.cqlVersion), "data_center": Self.text(Replication.dataCentre),
            "gossip_generation": Self.int(1), "host_id": Self.uuid(node.hostID), "listen_address": node.address,
            "listen_port": Self.int(NodeIdentity.storagePort), "native_protocol_version": Self.text("5"),
            "partitioner": Self.text(NodeIdentity.partitioner), "rack": Self.text(NodeIdentity.rack),
            "release_version": Self.text(NodeIdentity.releaseVersion), "rpc_address": node.address,
            "rpc_port": Self.int(node.port),
            "schema_version": Self.uuid(schema.version), "tokens": Self.texts([String(node.token)]),
            "truncated_at": CQLCollection.bytes(of: [(key: Self.uuid(node.hostID), value: ByteSlice([0]))]),
        ]
    }

    private var preparedRows: [Row] {
        prepared.map { record in
            var row: Row = ["prepared_id": record.id, "query_string": Self.text(record.text)]
            if let keyspace = record.keyspace { row["logged_keyspace"] = Self.text(keyspace) }
            return row
        }
    }

    private var settingRows: [Row] {
        let settings = [
            "allocate_tokens_for_keyspace": nil, "allocate_tokens_for_local_replication_factor": nil,
            "allow_extra_insecure_udfs": "false",
            "batch_size_fail_threshold": "50KiB", "batch_size_warn_threshold": "5KiB", "cluster_name": NodeIdentity.clusterName,
            "column_index_size": nil, "native_transport_max_frame_size": "16MiB", "num_tokens": "1",
            "partitioner": NodeIdentity.partitioner, "tombstone_warn_threshold": "1000",
        ]
        return settings.map { name, value in
            var row: Row = ["name": Self.text(name)]
            if let value { row["value"] = Self.text(value) }
            return row
        }
    }

    // MARK: system_schema

    private func keyspaceRow(_ keyspace: KeyspaceDefinition) -> Row {
        [
            "keyspace_name": Self.text(keyspace.name), "durable_writes": Self.boolean(keyspace.durableWrites),
            "replication": Self.map(
                Dictionary(keyspace.replication.entries.map { ($0.key, $0.value) }, uniquingKeysWith: { a, _ in a })),
        ]
    }

    private func tableRow(_ table: TableDefinition) -> Row {
        let options = table.options
        var row: Row = [
            "keyspace_name": Self.text(table.keyspace), "table_name": Self.text(table.name), "id": Self.uuid(table.uuid),
            "additional_write_policy": Self.text(options.additionalWritePolicy),
            "bloom_filter_fp_chance": Self.double(options.bloomFilterFPChance), "caching": Self.map(options.caching),
            "comment": Self.text(options.comment), "compaction": Self.map(options.compaction),
            "compression": Self.map(options.compression),
            "crc_check_chance": Self.double(options.crcCheckChance), "dclocal_read_repair_chance": Self.double(0),
            "default_time_to_live": Self.int(options.defaultTimeToLive), "extensions": Self.map([:]),
            "flags": Self.texts(table.isCounter ? ["compound", "counter"] : ["compound"]),
            "gc_grace_seconds": Self.int(options.gcGraceSeconds), "max_index_interval": Self.int(options.maxIndexInterval),
            "memtable_flush_period_in_ms": Self.int(options.memtableFlushPeriodMs),
            "min_index_interval": Self.int(options.minIndexInterval), "read_repair": Self.text(options.readRepair),
            "read_repair_chance": Self.double(0), "speculative_retry": Self.text(options.speculativeRetry),
        ]
        row["allow_auto_snapshot"] = options.allowAutoSnapshot.map(Self.boolean)
        row["cdc"] = options.cdc.map(Self.boolean)
        row["incremental_backups"] = options.incrementalBackups.map(Self.boolean)
        return row
    }

    private func virtualTableRow(_ table: TableDefinition) -> Row {
        [
            "keyspace_name": Self.text(table.keyspace), "table_name": Self.text(table.name),
            "comment": Self.text(table.options.comment),
        ]
    }

    private func columnRows(_ table: TableDefinition) -> [Row] {
        table.columns.map { column in
            [
                "keyspace_name": Self.text(table.keyspace), "table_name": Self.text(table.name),
                "column_name": Self.text(column.name),
                "clustering_order": Self.text(column.kind == .clustering ? column.isDescending ? "desc" : "asc" : "none"),
                "column_name_bytes": Self.text(column.name), "kind": Self.text(column.kind.rawValue),
                "position": Self.int(Int32(column.position)), "type": Self.text(column.type.description),
            ]
        }
    }

    private func typeRow(_ type: UserDefinedType) -> Row {
        [
            "keyspace_name": Self.text(type.keyspace), "type_name": Self.text(type.name),
            "field_names": Self.texts(type.fields.map(\.name)), "field_types": Self.texts(type.fields.map(\.type.description)),
        ]
    }

    private func droppedRows(_ table: TableDefinition) -> [Row] {
        table.dropped.map { column in
            [
                "keyspace_name": Self.text(table.keyspace), "table_name": Self.text(table.name),
                "column_name": Self.text(column.name),
                "dropped_time": ByteSlice(bigEndian: column.timestamp / 1000),
                "kind": Self.text(column.isStatic ? "static" : "regular"),
                "type": Self.text(column.type.description),
            ]
        }
    }
}
