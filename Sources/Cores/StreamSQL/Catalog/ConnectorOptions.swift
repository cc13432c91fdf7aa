/// What a connector can do and which options it knows, checked when a table is read or written.
struct ConnectorOptions {
    var readable: Bool
    var writable: Bool
    /// Whether it takes updates, and by what.
    var updates = Updates.refused
    var required: Set<String> = []
    var known: Set<String> = []
    /// Options under these prefixes pass unchecked.
    var prefixes: [String] = []
    var needsFormat = false
    var metadata: Set<String> = []

    enum Updates {
        /// Rows are only added.
        case refused
        /// Rows are replaced and deleted by the table's primary key.
        case byPrimaryKey
        /// Every change is shown.
        case all
    }

    /// Whether rows are written by the table's primary key.
    var isKeyed: Bool { if case .byPrimaryKey = updates { true } else { false } }

    static let connectors: [String: ConnectorOptions] = [
        "kafka": ConnectorOptions(
            readable: true, writable: true, required: ["topic", "properties.bootstrap.servers"],
            known: ["topic", "scan.startup.mode", "scan.bounded.mode", "value.format"],
            prefixes: ["properties."], needsFormat: true,
            metadata: ["topic", "partition", "headers", "leader-epoch", "offset", "timestamp", "timestamp-type"]),
        "filesystem": ConnectorOptions(
            readable: true, writable: true, required: ["path"],
            known: ["path"], needsFormat: true, metadata: ["file.path", "file.name", "file.size"]),
        "datagen": ConnectorOptions(
            readable: true, writable: false, known: ["rows-per-second", "number-of-rows"],
            prefixes: ["fields."]),
        "print": ConnectorOptions(
            readable: false, writable: true, updates: .all, known: ["print-identifier", "standard-error"]),
        "blackhole": ConnectorOptions(readable: false, writable: true, updates: .all),
        "cassandra": ConnectorOptions(
            readable: false, writable: true, updates: .byPrimaryKey, required: ["hosts", "keyspace", "table"],
            known: ["hosts", "keyspace", "table", "username", "password"]),
    ]

    private static let formats: [String: Set<String>] = [
        "json": [
            "fail-on-missing-field", "ignore-parse-errors", "timestamp-format.standard", "map-null-key.mode",
            "map-null-key.literal", "encode.decimal-as-plain-number", "encode.ignore-null-fields",
            "decode.json-parser.enabled",
        ],
        "csv": [
            "field-delimiter", "disable-quote-character", "quote-character", "allow-comments", "ignore-parse-errors",
            "array-element-delimiter", "escape-character", "null-literal", "write-bigdecimal-in-scientific-notation",
        ],
        "raw": ["charset", "endianness"],
    ]

    private static let booleans = [
        "json.fail-on-missing-field", "json.ignore-parse-errors", "json.encode.decimal-as-plain-number",
        "json.encode.ignore-null-fields", "csv.ignore-parse-errors",
        "csv.allow-comments", "csv.disable-quote-character", "standard-error",
    ]

    /// The connector of `table`, once its options are found right.
    static func checked(_ table: TableDefinition, reading: Bool) throws(SQLError) -> ConnectorOptions {
        let refusal = { (message: String) in SQLError.invalid("table '\(table.name)': \(message)") }
        guard !table.connector.isEmpty else { throw refusal("the option 'connector' is missing") }
        guard let connector = connectors[table.connector] else {
            let names = connectors.keys.sorted().joined(separator: ", ")
            throw refusal("there is no connector '\(table.connector)'; there are \(names)")
        }
        guard reading ? connector.readable : connector.writable else {
            throw refusal("the connector '\(table.connector)' cannot be \(reading ? "read" : "written")")
        }
        for key in connector.required.sorted() where table.options[key] == nil { throw refusal("the option '\(key)' is missing") }
        var known = connector.known.union(["connector"])
        if connector.needsFormat {
            guard let format = table.options["format"] ?? table.options["value.format"] else {
                throw refusal("the option 'format' is missing")
            }
            known.insert("format")
            guard let keys = formats[format] else {
                throw refusal("there is no format '\(format)'; there are \(formats.keys.sorted().joined(separator: ", "))")
            }
            for prefix in ["", "value."] { known.formUnion(keys.map { "\(prefix)\(format).\($0)" }) }
        }
        for key in table.options.keys.sorted() where !known.contains(key) && !connector.prefixes.contains(where: key.hasPrefix) {
            throw refusal("the option '\(key)' of the connector '\(table.connector)' is unknown or not supported")
        }
        if !table.partitionedBy.isEmpty { throw .unsupported("PARTITIONED BY (table '\(table.name)')") }
        try checkValues(of: table, refusal)
        for column in table.columns {
            if case .metadata(let key, _) = column.kind, !connector.metadata.contains(key) {
                throw refusal("the connector '\(table.connector)' has no metadata '\(key)'")
            }
        }
        return connector
    }

    private static func checkValues(of table: TableDefinition, _ refusal: (String) -> SQLError) throws(SQLError) {
        for key in ["rows-per-second", "number-of-rows"] {
            if let value = table.options[key], Int64(value) == nil { throw refusal("'\(key)' must be a number, not '\(value)'") }
        }
        for key in booleans {
            if let value = table.options[key], !["true", "false"].contains(value.lowercased()) {
                throw refusal("'\(key)' must be true or false, not '\(value)'")
            }
        }
        if let standard = table.options["json.timestamp-format.standard"], !["SQL", "ISO-8601"].contains(standard) {
            throw refusal("'json.timestamp-format.standard' must be SQL or ISO-8601")
        }
        if table.options["json.fail-on-missing-field"] == "true", table.options["json.ignore-parse-errors"] == "true" {
            throw refusal("'json.fail-on-missing-field' and 'json.ignore-parse-errors' cannot both be true")
        }
    }
}
