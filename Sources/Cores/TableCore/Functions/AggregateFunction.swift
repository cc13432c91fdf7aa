public import Bytes
public import CQLValues

/// What an aggregate has seen so far of one group.
public protocol AggregateState: Sendable {
    /// Takes in one row's arguments; nil is null.
    mutating func add(_ arguments: [ByteSlice?]) throws(StatementError)
    /// What it comes to.
    func result() throws(StatementError) -> ByteSlice?
}

/// An aggregate function with the type of one of its overloads.
public struct AggregateFunction: Sendable {
    public let name: String
    /// Nil for `count(*)`.
    public let argumentType: CQLType?
    public let returnType: CQLType
    /// A state that has seen nothing.
    public let makeState: @Sendable () -> any AggregateState

    public init(
        _ name: String, _ argumentType: CQLType?, _ returnType: CQLType, makeState: @escaping @Sendable () -> any AggregateState
    ) {
        self.name = name
        self.argumentType = argumentType
        self.returnType = returnType
        self.makeState = makeState
    }

    /// `count(*)`.
    public static let countRows = AggregateFunction("count", nil, .bigint) { CountState(countsNulls: true) }

    /// The names that stand for aggregates.
    static let names: Set<String> = ["count", "min", "max", "sum", "avg"]

    /// The overload for an argument of a known type.
    static func resolve(_ name: String, argument: CQLType) throws(StatementError) -> AggregateFunction {
        switch name {
        case "count": return AggregateFunction("count", argument, .bigint) { CountState(countsNulls: false) }
        case "min": return AggregateFunction("min", argument, argument) { ExtremeState(type: argument, sign: -1) }
        case "max": return AggregateFunction("max", argument, argument) { ExtremeState(type: argument, sign: 1) }
        default: return try NumericAggregates.resolve(name, argument: argument)
        }
    }

    /// The overload for a literal.
    static func resolve(
        _ name: String, literal: (CQLType) -> Assignability
    ) throws(StatementError) -> AggregateFunction {
        if name == "count" || name == "min" || name == "max" {
            guard
                let type = [CQLType.int, .bigint, .varint, .text, .boolean, .double, .uuid, .timeuuid, .blob, .duration].first(
                    where: { literal($0) == .exact })
            else {
                throw .invalid("Cannot infer type for the argument of function \(name)")
            }
            return try resolve(name, argument: type)
        }
        return try NumericAggregates.resolve(name, literal: literal)
    }
}

/// Counts rows, or values that are not null.
struct CountState: AggregateState {
    let countsNulls: Bool
    private var count: Int64 = 0

    init(countsNulls: Bool) { self.countsNulls = countsNulls }

    mutating func add(_ arguments: [ByteSlice?]) {
        if countsNulls || arguments.first.flatMap({ $0 }) != nil { count += 1 }
    }

    func result() -> ByteSlice? { ByteSlice(bigEndian: count) }
}

/// Keeps the least or greatest value.
struct ExtremeState: AggregateState {
    let type: CQLType
    /// 1 for the greatest, -1 for the least.
    let sign: Int
    private var best: ByteSlice?

    init(type: CQLType, sign: Int) {
        self.type = type
        self.sign = sign
    }

    mutating func add(_ arguments: [ByteSlice?]) {
        guard let value = arguments.first.flatMap({ $0 }) else { return }
        if let best, type.compare(value, best) * sign <= 0 { return }
        best = value.compacted()
    }

    func result() -> ByteSlice? { best }
}
