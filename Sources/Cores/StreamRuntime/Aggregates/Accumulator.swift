import Bytes
import StreamSQL

/// Rows of a batch for one aggregate: which group each belongs to, and the aggregate's column.
struct AggregateInput {
    /// The aggregate's argument; nil for COUNT(*).
    var column: ColumnVector?
    var type: SQLType
    /// Rows to take, of the batch.
    var rows: Range<Int>
    /// The group of every row of the batch; negative: the row belongs to none.
    var groups: [Int32]
    /// The kinds of the batch's rows; nil when all are inserts.
    var kinds: [ChangeKind]?
    /// FILTER: rows with TRUE are taken.
    var filter: ColumnVector?

    @inline(__always)
    func takes(_ row: Int) -> Bool {
        guard groups[row] >= 0 else { return false }
        guard let filter else { return true }
        guard case .booleans(let flags) = filter.storage else { return false }
        return flags[row] && !filter.isNull(row)
    }

    @inline(__always)
    func adds(_ row: Int) -> Bool { kinds?[row].addsRow ?? true }
}

/// The state of one aggregate function for every group, by group number.
protocol Accumulator: AnyObject {
    /// Makes room for groups below `capacity`; new ones are as after ``reset(_:)``.
    func grow(to capacity: Int)
    /// Forgets all of a group.
    func reset(_ group: Int)
    /// Takes one value; NULL too, which most ignore.
    func add(_ value: SQLValue, to group: Int)
    /// Takes one value back that was added before.
    func retract(_ value: SQLValue, from group: Int)
    /// Takes the rows of a batch.
    func update(_ input: AggregateInput)
    /// The function's result for the group.
    func result(_ group: Int) -> SQLValue
    func encode(_ group: Int, to writer: inout ByteWriter)
    /// Sets a group to what ``encode(_:to:)`` wrote.
    func decode(_ group: Int, from reader: inout ByteReader) throws(DecodeError)
    /// Appends ``result(_:)``.
    func appendResult(_ group: Int, to builder: ColumnBuilder)
}

extension Accumulator {
    func update(_ input: AggregateInput) {
        for row in input.rows where input.takes(row) {
            let value = input.column?.value(row, type: input.type) ?? .null
            if input.adds(row) {
                add(value, to: Int(input.groups[row]))
            } else {
                retract(value, from: Int(input.groups[row]))
            }
        }
    }

    func appendResult(_ group: Int, to builder: ColumnBuilder) { builder.append(result(group)) }
}

extension Array {
    /// Appends `filler` until there are `count` elements.
    mutating func extend(to count: Int, with filler: Element) {
        if self.count < count { append(contentsOf: repeatElement(filler, count: count - self.count)) }
    }
}

enum AccumulatorFactory {
    /// The accumulator of a call.
    ///
    /// - Parameter retracts: whether rows can be taken back.
    /// - Throws: ``SQLError`` naming what is not supported.
    static func make(_ call: AggregateCall, retracts: Bool) throws(SQLError) -> any Accumulator {
        let inner = try function(call, retracts: retracts)
        // Of equal values MIN and MAX know no more than of one.
        guard call.isDistinct, call.function != .min, call.function != .max else { return inner }
        return DistinctAccumulator(inner)
    }

    private static func function(_ call: AggregateCall, retracts: Bool) throws(SQLError) -> any Accumulator {
        let argument = call.argumentTypes.first
        switch call.function {
        case .count:
            guard call.arguments.count <= 1 else { throw .unsupported("COUNT of several columns") }
            return CountAccumulator(countsNulls: call.arguments.isEmpty)
        case .sum: return try sum(argument, call, retracts: retracts)
        case .avg: return try average(argument, call)
        case .min, .max:
            let isMax = call.function == .max
            return retracts ? RetractableExtreme(isMax: isMax) : ExtremeAccumulator(isMax: isMax)
        case .firstValue, .lastValue:
            guard !retracts else { throw .unsupported("\(call.function.rawValue) over rows that change") }
            return EdgeValueAccumulator(isLast: call.function == .lastValue)
        }
    }

    private static func sum(_ argument: SQLType?, _ call: AggregateCall, retracts: Bool) throws(SQLError) -> any Accumulator {
        switch argument?.kind {
        case .tinyint, .smallint, .int, .bigint: return IntegerSum(result: call.type.kind)
        case .double: return DoubleSum(isFloat: false)
        case .float: return DoubleSum(isFloat: true)
        case .decimal(_, let scale): return DecimalSum(scale: scale)
        default: throw .unsupported("SUM of \(argument?.description ?? "nothing")")
        }
    }

    private static func average(_ argument: SQLType?, _ call: AggregateCall) throws(SQLError) -> any Accumulator {
        switch argument?.kind {
        case .tinyint, .smallint, .int, .bigint:
            return AverageAccumulator(sum: IntegerSum(result: .bigint), result: call.type.kind)
        case .double, .float: return AverageAccumulator(sum: DoubleSum(isFloat: false), result: call.type.kind)
        case .decimal(_, let scale): return AverageAccumulator(sum: DecimalSum(scale: scale), result: call.type.kind)
        default: throw .unsupported("AVG of \(argument?.description ?? "nothing")")
        }
    }
}
