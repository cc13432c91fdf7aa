/// What to run: a graph of operators from sources to sinks, made from one INSERT, one statement set, or one query.
public struct PhysicalPlan: Hashable, Sendable {
    /// Every node, inputs before the nodes that read them.
    public var nodes: [PlanNode]
    /// The sinks; a plan of a query alone has one sink of kind ``SinkDescription/Target/collect``.
    public var sinks: [PlanNodeID]
    /// What SET statements before the plan's statement said.
    public var options: [String: String]

    public init(nodes: [PlanNode], sinks: [PlanNodeID], options: [String: String]) {
        self.nodes = nodes
        self.sinks = sinks
        self.options = options
    }

    /// The node of that id, which must be one of this plan's.
    public subscript(id: PlanNodeID) -> PlanNode { nodes[id.index] }
}

/// The place of a node in ``PhysicalPlan/nodes``.
public struct PlanNodeID: Hashable, Sendable {
    public var index: Int

    public init(index: Int) { self.index = index }
}

/// One operator with what is known of its output.
public struct PlanNode: Hashable, Sendable {
    public var id: PlanNodeID
    public var operation: PlanOperation
    public var inputs: [PlanNodeID]
    public var columns: [PlanColumn]
    /// The kinds of change the node's output may carry.
    public var changelog: ChangelogMode
    /// Sets of output columns each of which identifies a row of the result at any time. Empty: none is known.
    public var upsertKeys: [[Int]]

    public init(
        id: PlanNodeID, operation: PlanOperation, inputs: [PlanNodeID], columns: [PlanColumn], changelog: ChangelogMode,
        upsertKeys: [[Int]]
    ) {
        self.id = id
        self.operation = operation
        self.inputs = inputs
        self.columns = columns
        self.changelog = changelog
        self.upsertKeys = upsertKeys
    }
}

/// A column of an operator's output.
public struct PlanColumn: Hashable, Sendable {
    public var name: String
    public var type: SQLType
    /// Whether the column is the row's event time, by which windows work and rows are late.
    public var isRowtime: Bool

    public init(name: String, type: SQLType, isRowtime: Bool = false) {
        self.name = name
        self.type = type
        self.isRowtime = isRowtime
    }
}

/// Kinds of change a stream carries.
public struct ChangelogMode: OptionSet, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let insert = ChangelogMode(rawValue: 1)
    public static let updateBefore = ChangelogMode(rawValue: 2)
    public static let updateAfter = ChangelogMode(rawValue: 4)
    public static let delete = ChangelogMode(rawValue: 8)
    /// Rows are only added.
    public static let appendOnly: ChangelogMode = [.insert]
    /// Changes with old rows.
    public static let all: ChangelogMode = [.insert, .updateBefore, .updateAfter, .delete]

    public var isAppendOnly: Bool { self == .appendOnly }
}

/// What a node does. Expressions and column numbers refer to the columns of its input.
public enum PlanOperation: Hashable, Sendable {
    case source(SourceScan)
    /// Constant rows; each expression has no columns.
    case values([[BoundExpression]])
    case calc(Calc)
    case watermark(WatermarkAssignment)
    /// A window table function without aggregation: the input's columns, then window_start, window_end, window_time.
    case windowAssign(WindowAssignment)
    case groupAggregate(GroupAggregation)
    case windowAggregate(WindowAggregation)
    /// UNION ALL of inputs with equal columns.
    case union
    case sink(SinkDescription)
}

/// Reads a table. Computed columns and the watermark are nodes of their own above it.
public struct SourceScan: Hashable, Sendable {
    public var table: TableDefinition
    /// What to read of each record, in the order of the node's columns; nothing else needs decoding.
    public var columns: [SourceColumn]

    public init(table: TableDefinition, columns: [SourceColumn]) {
        self.table = table
        self.columns = columns
    }
}

/// One column a scan reads.
public struct SourceColumn: Hashable, Sendable {
    public enum Origin: Hashable, Sendable {
        /// A physical column, or a field in nested ROWs of one: the names from the outermost on.
        case physical([String])
        /// Connector metadata under this key, such as `offset`.
        case metadata(String)
    }

    public var origin: Origin
    public var type: SQLType

    public init(origin: Origin, type: SQLType) {
        self.origin = origin
        self.type = type
    }
}

/// Drops rows for which `condition` is not TRUE, then computes `projection`.
public struct Calc: Hashable, Sendable {
    public var condition: BoundExpression?
    public var projection: [BoundExpression]

    public init(condition: BoundExpression?, projection: [BoundExpression]) {
        self.condition = condition
        self.projection = projection
    }
}

/// Assigns event time. Flink's watermark of a row is the value of `expression`, the greatest so far.
public struct WatermarkAssignment: Hashable, Sendable {
    public var timeColumn: Int
    public var expression: BoundExpression

    public init(timeColumn: Int, expression: BoundExpression) {
        self.timeColumn = timeColumn
        self.expression = expression
    }
}

/// How rows map to windows of event time. All lengths in milliseconds.
public struct WindowAssignment: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case tumble(sizeMs: Int64)
        case hop(sizeMs: Int64, slideMs: Int64)
        case cumulate(maxSizeMs: Int64, stepMs: Int64)
    }

    public var kind: Kind
    public var offsetMs: Int64
    public var timeColumn: Int

    public init(kind: Kind, offsetMs: Int64, timeColumn: Int) {
        self.kind = kind
        self.offsetMs = offsetMs
        self.timeColumn = timeColumn
    }
}

/// GROUP BY with a result that is updated as rows come. Output: the keys, then the aggregates.
/// Without aggregates it is DISTINCT; without keys it is one row, which exists from the first input row on.
public struct GroupAggregation: Hashable, Sendable {
    public var keys: [Int]
    public var aggregates: [AggregateCall]

    public init(keys: [Int], aggregates: [AggregateCall]) {
        self.keys = keys
        self.aggregates = aggregates
    }
}

/// GROUP BY per window, emitted once when the watermark passes the window's end.
/// Output: the keys, the aggregates, then window_start, window_end, window_time.
public struct WindowAggregation: Hashable, Sendable {
    public var window: WindowAssignment
    public var keys: [Int]
    public var aggregates: [AggregateCall]

    public init(window: WindowAssignment, keys: [Int], aggregates: [AggregateCall]) {
        self.window = window
        self.keys = keys
        self.aggregates = aggregates
    }
}

/// One aggregate of a GROUP BY.
public struct AggregateCall: Hashable, Sendable {
    public var function: AggregateFunction
    /// Input columns; empty for COUNT(*).
    public var arguments: [Int]
    public var argumentTypes: [SQLType]
    public var isDistinct: Bool
    /// A BOOLEAN input column: only rows with TRUE are taken.
    public var filter: Int?
    public var type: SQLType
    public var name: String

    public init(
        function: AggregateFunction, arguments: [Int], argumentTypes: [SQLType], isDistinct: Bool, filter: Int?,
        type: SQLType, name: String
    ) {
        self.function = function
        self.arguments = arguments
        self.argumentTypes = argumentTypes
        self.isDistinct = isDistinct
        self.filter = filter
        self.type = type
        self.name = name
    }
}

/// The aggregate functions.
public enum AggregateFunction: String, Hashable, Sendable, CaseIterable {
    case count = "COUNT"
    case sum = "SUM"
    case avg = "AVG"
    case min = "MIN"
    case max = "MAX"
    case firstValue = "FIRST_VALUE"
    case lastValue = "LAST_VALUE"
}

/// Where the rows of a plan go. The node's columns are those of the target, in its order.
public struct SinkDescription: Hashable, Sendable {
    public enum Target: Hashable, Sendable {
        case table(TableDefinition)
        /// Back to the caller: a query without INSERT.
        case collect
    }

    public var target: Target

    public init(target: Target) { self.target = target }
}
