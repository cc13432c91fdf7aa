/// One statement as written, with names unresolved.
public struct Statement: Hashable, Sendable {
    public var kind: Kind
    /// Where it starts.
    public var position: SQLPosition

    public indirect enum Kind: Hashable, Sendable {
        case createTable(TableSyntax)
        case createView(ViewSyntax)
        /// DROP TABLE or DROP VIEW.
        case drop(name: [String], isView: Bool, ifExists: Bool)
        case set(key: String, value: String)
        case reset(key: String?)
        case insert(InsertSyntax)
        case statementSet([InsertSyntax])
        case query(QuerySyntax)
        /// EXPLAIN of an INSERT, a statement set or a query.
        case explain(Statement)
    }

    public init(kind: Kind, position: SQLPosition) {
        self.kind = kind
        self.position = position
    }
}

/// CREATE TABLE.
public struct TableSyntax: Hashable, Sendable {
    var name: [String]
    var isTemporary: Bool
    var ifNotExists: Bool
    var columns: [ColumnSyntax]
    var primaryKey: [String]?
    var watermark: WatermarkSyntax?
    var partitionedBy: [String]
    var options: [String: String]
}

/// A column of CREATE TABLE.
struct ColumnSyntax: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case physical(SQLType)
        case metadata(SQLType, key: String?, isVirtual: Bool)
        case computed(Expression)
    }
    var name: String
    var kind: Kind
    var position: SQLPosition
}

/// WATERMARK FOR column AS expression.
struct WatermarkSyntax: Hashable, Sendable {
    var column: [String]
    var expression: Expression
    var position: SQLPosition
}

/// CREATE VIEW.
public struct ViewSyntax: Hashable, Sendable {
    var name: [String]
    var ifNotExists: Bool
    var columns: [String]?
    var query: QuerySyntax
}

/// INSERT INTO.
public struct InsertSyntax: Hashable, Sendable {
    var target: [String]
    var columns: [String]?
    var query: QuerySyntax
    var position: SQLPosition
}

/// A query: WITH, then a body.
public struct QuerySyntax: Hashable, Sendable {
    var commonTables: [CommonTable] = []
    var body: QueryBody
    var position: SQLPosition
}

/// `name [(columns)] AS (query)` of WITH.
struct CommonTable: Hashable, Sendable {
    var name: String
    var columns: [String]?
    var query: QuerySyntax
}

indirect enum QueryBody: Hashable, Sendable {
    case select(SelectSyntax)
    case values([[Expression]], SQLPosition)
    /// UNION or UNION ALL.
    case union(QuerySyntax, QuerySyntax, isAll: Bool, SQLPosition)
}

struct SelectSyntax: Hashable, Sendable {
    var isDistinct: Bool
    var items: [SelectItem]
    var from: TableReference?
    var condition: Expression?
    /// nil: no GROUP BY. Empty: GROUP BY ().
    var groupBy: [Expression]?
    var having: Expression?
    var position: SQLPosition
}

enum SelectItem: Hashable, Sendable {
    /// `*` or `qualifier.*`
    case star(qualifier: [String], SQLPosition)
    case expression(Expression, alias: String?)
}

indirect enum TableReference: Hashable, Sendable {
    case table(name: [String], alias: TableAlias?, SQLPosition)
    case subquery(QuerySyntax, alias: TableAlias?)
    case window(WindowFunctionSyntax, alias: TableAlias?)
}

struct TableAlias: Hashable, Sendable {
    var name: String
    var columns: [String]?
}

/// TUMBLE, HOP or CUMULATE in TABLE(...).
struct WindowFunctionSyntax: Hashable, Sendable {
    var function: String
    var input: TableReference
    var timeColumn: String
    var intervals: [Expression]
    var position: SQLPosition
}
