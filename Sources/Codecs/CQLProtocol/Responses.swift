public import Bytes
public import CQLValues

/// A column as metadata describes it.
public struct ColumnSpecification: Hashable, Sendable {
    public var keyspace: String
    public var table: String
    public var name: String
    public var type: CQLType

    public init(keyspace: String, table: String, name: String, type: CQLType) {
        self.keyspace = keyspace
        self.table = table
        self.name = name
        self.type = type
    }
}

/// Rows of a RESULT: cells row after row.
public struct RowsResult: Sendable {
    public var columnCount: Int
    /// Nil when the client asked to leave the metadata out.
    public var columns: [ColumnSpecification]?
    /// More pages exist; hand this back to get them.
    public var pagingState: ByteSlice?
    /// v5: the columns differ from those the client knows; their new id.
    public var changedMetadataID: ByteSlice?
    /// `columnCount` cells for each row.
    public var cells: [ByteSlice?]
    public var rowCount: Int

    public init(columns: [ColumnSpecification], cells: [ByteSlice?] = [], rowCount: Int = 0) {
        self.columnCount = columns.count
        self.columns = columns
        self.cells = cells
        self.rowCount = rowCount
    }

    /// The cells of one row.
    public func row(_ index: Int) -> ArraySlice<ByteSlice?> { cells[index * columnCount..<(index + 1) * columnCount] }
}

/// What PREPARE answers.
public struct PreparedResult: Hashable, Sendable {
    public var id: ByteSlice
    /// v5: stands for the columns of the answers.
    public var resultMetadataID: ByteSlice?
    public var markers: [ColumnSpecification]
    /// For each partition key column the index of its marker; empty when some is not a marker.
    public var partitionKeyIndexes: [UInt16]
    /// Nil for statements that answer no rows.
    public var columns: [ColumnSpecification]?

    public init(
        id: ByteSlice, resultMetadataID: ByteSlice?, markers: [ColumnSpecification], partitionKeyIndexes: [UInt16],
        columns: [ColumnSpecification]?
    ) {
        self.id = id
        self.resultMetadataID = resultMetadataID
        self.markers = markers
        self.partitionKeyIndexes = partitionKeyIndexes
        self.columns = columns
    }
}

/// A change of the schema, as results and events tell it.
public struct SchemaChange: Hashable, Sendable {
    /// CREATED, UPDATED or DROPPED.
    public var change: String
    /// KEYSPACE, TABLE, TYPE, FUNCTION or AGGREGATE.
    public var target: String
    public var keyspace: String
    /// Empty for a keyspace.
    public var name: String
    /// Types of a function's arguments.
    public var arguments: [String]

    public init(change: String, target: String, keyspace: String, name: String = "", arguments: [String] = []) {
        self.change = change
        self.target = target
        self.keyspace = keyspace
        self.name = name
        self.arguments = arguments
    }
}

/// The body of ERROR.
public struct ErrorBody: Hashable, Sendable {
    /// Fields that some codes have.
    public enum Detail: Hashable, Sendable {
        case none
        case unavailable(consistency: UInt16, required: Int32, alive: Int32)
        case writeTimeout(consistency: UInt16, received: Int32, blockFor: Int32, writeType: String)
        case readTimeout(consistency: UInt16, received: Int32, blockFor: Int32, dataPresent: Bool)
        /// One failed replica, ourselves, at `address` (4 or 16 bytes).
        case writeFailure(consistency: UInt16, writeType: String, address: ByteSlice)
        case functionFailure(keyspace: String, function: String, arguments: [String])
        case alreadyExists(keyspace: String, table: String)
        case unprepared(id: ByteSlice)
    }
    public var code: Int32
    public var message: String
    public var detail: Detail

    public init(code: Int32, message: String, detail: Detail = .none) {
        self.code = code
        self.message = message
        self.detail = detail
    }
}

/// What a server tells unasked.
public enum Event: Hashable, Sendable {
    case schemaChange(SchemaChange)
    /// TOPOLOGY_CHANGE or STATUS_CHANGE: kind, change, address (4 or 16 bytes) and port.
    case node(kind: String, change: String, address: ByteSlice, port: Int32)
}

/// What a server answers.
public enum Response: Sendable {
    case error(ErrorBody)
    case ready
    case authenticate(String)
    case supported([(String, [String])])
    case void
    case rows(RowsResult)
    case setKeyspace(String)
    case prepared(PreparedResult)
    case schemaChange(SchemaChange)
    case event(Event)
    case authSuccess(ByteSlice?)

    public var opcode: Opcode {
        switch self {
        case .error: .error
        case .ready: .ready
        case .authenticate: .authenticate
        case .supported: .supported
        case .void, .rows, .setKeyspace, .prepared, .schemaChange: .result
        case .event: .event
        case .authSuccess: .authSuccess
        }
    }
}

/// The prefixes a response may carry.
public struct ResponseExtras: Hashable, Sendable {
    /// 16 bytes: the id of the trace that was asked for.
    public var tracingID: ByteSlice?
    public var warnings: [String]

    public init(tracingID: ByteSlice? = nil, warnings: [String] = []) {
        self.tracingID = tracingID
        self.warnings = warnings
    }
}
