public import Bytes
internal import CQLProtocol
public import CQLValues

/// A column of an answer, or a marker of a prepared statement.
public struct CQLColumn: Hashable, Sendable {
    public var name: String
    public var type: CQLType

    public init(name: String, type: CQLType) {
        self.name = name
        self.type = type
    }

    init(_ specification: ColumnSpecification) { self.init(name: specification.name, type: specification.type) }
}

/// One page of rows.
public struct CQLRows: Sendable {
    public var columns: [CQLColumn]
    /// Serialized as the columns' types; nil is null.
    public var rows: [[ByteSlice?]]
    /// Hand this back to get the next page; nil on the last.
    public var pagingState: ByteSlice?

    /// No rows: the answer of a statement that is not a SELECT.
    static let none = CQLRows(columns: [], rows: [], pagingState: nil)

    init(columns: [CQLColumn], rows: [[ByteSlice?]], pagingState: ByteSlice?) {
        self.columns = columns
        self.rows = rows
        self.pagingState = pagingState
    }

    init(_ result: RowsResult, columns known: [CQLColumn]) {
        columns = result.columns?.map(CQLColumn.init) ?? known
        rows = (0..<result.rowCount).map { Array(result.row($0)) }
        pagingState = result.pagingState
    }
}

/// A statement the store has parsed: its markers and the columns of its rows.
public struct PreparedStatement: Hashable, Sendable {
    public let text: String
    public let markers: [CQLColumn]
    public let columns: [CQLColumn]
    let id: ByteSlice

    init(text: String, _ result: PreparedResult) {
        self.text = text
        id = result.id
        markers = result.markers.map(CQLColumn.init)
        columns = result.columns?.map(CQLColumn.init) ?? []
    }
}

/// One execution of a prepared statement.
public struct CQLExecution: Sendable {
    public var statement: PreparedStatement
    /// A value per marker, serialized as its type; nil is null.
    public var values: [ByteSlice?]
    /// The write timestamp, microseconds since 1970; nil: the store's clock.
    public var timestampUs: Int64?

    public init(_ statement: PreparedStatement, values: [ByteSlice?], timestampUs: Int64? = nil) {
        self.statement = statement
        self.values = values
        self.timestampUs = timestampUs
    }
}
