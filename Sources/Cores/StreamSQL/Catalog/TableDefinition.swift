/// A table as CREATE TABLE declared it.
public struct TableDefinition: Hashable, Sendable {
    public var name: String
    public var columns: [ColumnDefinition]
    /// Names of the PRIMARY KEY's columns; empty when there is none.
    public var primaryKey: [String]
    public var watermark: WatermarkDefinition?
    /// The WITH options, keys as written.
    public var options: [String: String]
    public var partitionedBy: [String]

    public init(
        name: String, columns: [ColumnDefinition], primaryKey: [String] = [], watermark: WatermarkDefinition? = nil,
        options: [String: String], partitionedBy: [String] = []
    ) {
        self.name = name
        self.columns = columns
        self.primaryKey = primaryKey
        self.watermark = watermark
        self.options = options
        self.partitionedBy = partitionedBy
    }

    /// The value of the `connector` option, empty when missing.
    public var connector: String { options["connector"] ?? "" }
    /// The columns an INSERT fills: physical ones and metadata that is not VIRTUAL.
    public var persistedColumns: [ColumnDefinition] { columns.filter(\.isPersisted) }
}

/// One column of a table.
public struct ColumnDefinition: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case physical
        /// Metadata of the connector under `key`.
        case metadata(key: String, isVirtual: Bool)
        /// `column AS expression`, over the physical and metadata columns of the table in their order.
        case computed(BoundExpression)
    }

    public var name: String
    public var type: SQLType
    public var kind: Kind

    public init(name: String, type: SQLType, kind: Kind = .physical) {
        self.name = name
        self.type = type
        self.kind = kind
    }

    /// Whether an INSERT supplies it.
    public var isPersisted: Bool {
        switch kind {
        case .physical: true
        case .metadata(_, let isVirtual): !isVirtual
        case .computed: false
        }
    }
}

/// WATERMARK FOR column AS expression.
public struct WatermarkDefinition: Hashable, Sendable {
    public var column: String
    /// Over all columns of the table in their order, computed ones included.
    public var expression: BoundExpression

    public init(column: String, expression: BoundExpression) {
        self.column = column
        self.expression = expression
    }
}
