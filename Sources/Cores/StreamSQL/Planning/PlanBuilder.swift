/// Turns relations into plan nodes from the top down, so that every scan reads only what is needed above it.
///
/// What is needed is a set of paths: a column's number, then field numbers into nested ROWs.
struct PlanBuilder {
    typealias Path = [Int]

    private(set) var nodes: [PlanNode] = []
    private var known: [NodeKey: PlanNodeID] = [:]
    /// Paths wanted of each table so far. Sinks that read one table share its scan when all of them want the same.
    private(set) var wanted: [String: [Path]] = [:]
    private let widened: [String: [Path]]

    /// - Parameter widened: what a first pass found wanted of each table by all sinks.
    init(widened: [String: [Path]] = [:]) { self.widened = widened }

    private struct NodeKey: Hashable {
        var operation: PlanOperation
        var inputs: [PlanNodeID]
    }

    /// A node with the place of each path that was asked for.
    struct Output {
        var node: PlanNodeID
        var places: [Path: Int]

        /// The expression reading `path`, through the longest part of it that has a column.
        func rewrite(_ expression: BoundExpression) -> BoundExpression {
            if let path = expression.path, let place = places[path] { return .column(index: place, type: expression.type) }
            return expression.mapOperands(rewrite)
        }
    }

    // MARK: Nodes

    mutating func add(
        _ operation: PlanOperation, inputs: [PlanNodeID], columns: [PlanColumn], changelog: ChangelogMode, upsertKeys: [[Int]]
    ) -> PlanNodeID {
        let key = NodeKey(operation: operation, inputs: inputs)
        if let id = known[key] { return id }
        let id = PlanNodeID(index: nodes.count)
        nodes.append(
            PlanNode(
                id: id, operation: operation, inputs: inputs, columns: columns, changelog: changelog, upsertKeys: upsertKeys))
        known[key] = id
        return id
    }

    func node(_ id: PlanNodeID) -> PlanNode { nodes[id.index] }

    // MARK: Relations

    /// The relation with exactly its columns, in their order.
    mutating func exact(_ relation: Relation) throws(SQLError) -> PlanNodeID {
        let paths = relation.columns.indices.map { [$0] }
        let output = try build(relation, paths)
        let input = node(output.node)
        let places = paths.map { output.places[$0] ?? 0 }
        if places == Array(input.columns.indices) { return output.node }
        let projection = zip(places, relation.columns).map { BoundExpression.column(index: $0, type: $1.type) }
        return calc(Calc(condition: nil, projection: projection), output.node, relation.columns.map(\.name))
    }

    mutating func build(_ relation: Relation, _ paths: [Path]) throws(SQLError) -> Output {
        switch relation.operation {
        case .scan(let table): return scan(table, relation, paths)
        case .values(let rows):
            let columns = PlanBuilder.columns(of: relation)
            let id = add(.values(rows), inputs: [], columns: columns, changelog: .appendOnly, upsertKeys: [])
            return Output(node: id, places: PlanBuilder.roots(columns.count))
        case .calc(let calc, let input): return try self.calc(calc, input, relation, paths)
        case .watermark(let assignment, let input): return try watermark(assignment, input, relation, paths)
        case .window(let assignment, let input): return try window(assignment, input, relation, paths)
        case .aggregate(let aggregation, let input): return try aggregate(aggregation, input, relation)
        case .windowAggregate(let aggregation, let input): return try windowAggregate(aggregation, input, relation)
        case .union(let inputs): return try union(inputs, relation)
        }
    }

    private static func roots(_ count: Int) -> [Path: Int] {
        Dictionary(uniqueKeysWithValues: (0..<count).map { ([$0], $0) })
    }

    private static func columns(of relation: Relation) -> [PlanColumn] {
        relation.columns.enumerated().map {
            let name = $0.element.name.isEmpty ? "f\($0.offset)" : $0.element.name
            return PlanColumn(name: name, type: $0.element.type, isRowtime: $0.element.isRowtime)
        }
    }

    private mutating func scan(_ table: TableDefinition, _ relation: Relation, _ paths: [Path]) -> Output {
        wanted[table.name, default: []].append(contentsOf: paths)
        let reduced = PlanBuilder.outermost(widened[table.name] ?? paths)
        let stored = table.columns.filter { if case .computed = $0.kind { false } else { true } }
        var read: [SourceColumn] = []
        var columns: [PlanColumn] = []
        for path in reduced {
            let column = stored[path[0]]
            var names = [column.name]
            var type = column.type
            for index in path.dropFirst() {
                guard case .row(let fields) = type.kind else { continue }
                names.append(fields[index].name)
                type = fields[index].type.withNullability(type.isNullable || fields[index].type.isNullable)
            }
            let origin: SourceColumn.Origin
            if case .metadata(let key, _) = column.kind { origin = .metadata(key) } else { origin = .physical(names) }
            read.append(SourceColumn(origin: origin, type: type))
            columns.append(PlanColumn(name: names.joined(separator: "."), type: type))
        }
        let id = add(
            .source(SourceScan(table: table, columns: read)), inputs: [], columns: columns, changelog: .appendOnly, upsertKeys: []
        )
        return Output(node: id, places: Dictionary(uniqueKeysWithValues: reduced.enumerated().map { ($0.element, $0.offset) }))
    }

    /// The paths without those that lie inside others, each once, in order.
    private static func outermost(_ paths: [Path]) -> [Path] {
        let all = Set(paths)
        let kept = all.filter { path in !(1..<path.count).contains { all.contains(Array(path.prefix($0))) } }
        return kept.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private mutating func calc(
        _ top: Calc, _ topInput: Relation, _ relation: Relation, _ paths: [Path]
    ) throws(SQLError) -> Output {
        // Projections on projections become one.
        var calc = top
        var input = topInput
        while case .calc(let below, let lower) = input.operation, calc.canMerge(below) {
            let condition = calc.condition.map { $0.substituting(below.projection) }
            calc = Calc(
                condition: PlanBuilder.both(below.condition, condition),
                projection: calc.projection.map { $0.substituting(below.projection) })
            input = lower
        }
        let reduced = PlanBuilder.outermost(paths)
        let expressions = reduced.map { path in path.dropFirst().reduce(calc.projection[path[0]]) { $0.field(at: $1) } }
        if case .values(let rows) = input.operation, calc.condition == nil {
            let constant = rows.map { row in expressions.map { $0.substituting(row) } }
            let columns = zip(reduced, expressions).map { PlanColumn(name: relation.columns[$0[0]].name, type: $1.type) }
            let id = add(.values(constant), inputs: [], columns: columns, changelog: .appendOnly, upsertKeys: [])
            return Output(node: id, places: places(reduced))
        }
        var needed: [Path] = []
        for expression in expressions + (calc.condition.map { [$0] } ?? []) { expression.collectPaths(into: &needed) }
        let below = try build(input, needed)
        let rewritten = Calc(condition: calc.condition.map(below.rewrite), projection: expressions.map(below.rewrite))
        let names = reduced.map { relation.columns[$0[0]].name }
        return Output(node: self.calc(rewritten, below.node, names), places: places(reduced))
    }

    private func places(_ paths: [Path]) -> [Path: Int] {
        Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($0.element, $0.offset) })
    }

    static func both(_ a: BoundExpression?, _ b: BoundExpression?) -> BoundExpression? {
        guard let a else { return b }
        guard let b else { return a }
        return .call(.and, [a, b], SQLType.boolean.withNullability(a.type.isNullable || b.type.isNullable))
    }

    /// A calc node over `input`; the input itself when it would change nothing.
    mutating func calc(_ calc: Calc, _ input: PlanNodeID, _ names: [String]) -> PlanNodeID {
        let below = node(input)
        let isIdentity = calc.projection == below.columns.enumerated().map { .column(index: $0.offset, type: $0.element.type) }
        if calc.condition == nil, isIdentity { return input }
        var origin: [Int: Int] = [:]
        let columns = calc.projection.enumerated().map { place, expression -> PlanColumn in
            var column = PlanColumn(name: names[place].isEmpty ? "f\(place)" : names[place], type: expression.type)
            if case .column(let index, _) = expression {
                column.isRowtime = below.columns[index].isRowtime
                if origin[index] == nil { origin[index] = place }
            }
            return column
        }
        let keys = below.upsertKeys.compactMap { key in
            let moved = key.compactMap { origin[$0] }
            return moved.count == key.count ? moved : nil
        }
        var changelog = below.changelog
        if calc.condition != nil, !changelog.isAppendOnly { changelog.insert(.delete) }
        return add(.calc(calc), inputs: [input], columns: columns, changelog: changelog, upsertKeys: keys)
    }

    // MARK: Time

    private mutating func watermark(
        _ assignment: WatermarkAssignment, _ input: Relation, _ relation: Relation, _ paths: [Path]
    ) throws(SQLError) -> Output {
        var needed = paths + [[assignment.timeColumn]]
        assignment.expression.collectPaths(into: &needed)
        let below = try build(input, needed)
        let time = below.places[[assignment.timeColumn]] ?? 0
        let moved = WatermarkAssignment(timeColumn: time, expression: below.rewrite(assignment.expression))
        var columns = node(below.node).columns
        columns[time].isRowtime = true
        let id = add(.watermark(moved), inputs: [below.node], columns: columns, changelog: .appendOnly, upsertKeys: [])
        return Output(node: id, places: below.places)
    }

    private mutating func window(
        _ assignment: WindowAssignment, _ input: Relation, _ relation: Relation, _ paths: [Path]
    ) throws(SQLError) -> Output {
        let own = input.columns.count
        let below = try build(input, paths.filter { $0[0] < own } + [[assignment.timeColumn]])
        guard node(below.node).changelog.isAppendOnly else {
            throw .invalid("a window function needs rows that are only added")
        }
        var moved = assignment
        moved.timeColumn = below.places[[assignment.timeColumn]] ?? 0
        var columns = node(below.node).columns
        for index in columns.indices { columns[index].isRowtime = false }
        var places = below.places
        for offset in 0..<3 {
            places[[own + offset]] = columns.count
            let column = relation.columns[own + offset]
            columns.append(PlanColumn(name: column.name, type: column.type, isRowtime: column.isRowtime))
        }
        let id = add(.windowAssign(moved), inputs: [below.node], columns: columns, changelog: .appendOnly, upsertKeys: [])
        return Output(node: id, places: places)
    }

    // MARK: Aggregation and union

    private mutating func aggregate(
        _ aggregation: GroupAggregation, _ input: Relation, _ relation: Relation
    ) throws(SQLError) -> Output {
        let below = try exact(input)
        var columns = PlanBuilder.columns(of: relation)
        for index in columns.indices { columns[index].isRowtime = false }
        let changelog: ChangelogMode =
            !node(below).changelog.isAppendOnly
            ? .all : (aggregation.aggregates.isEmpty ? .appendOnly : [.insert, .updateBefore, .updateAfter])
        let id = add(
            .groupAggregate(aggregation), inputs: [below], columns: columns, changelog: changelog,
            upsertKeys: [Array(aggregation.keys.indices)])
        return Output(node: id, places: PlanBuilder.roots(columns.count))
    }

    private mutating func windowAggregate(
        _ aggregation: WindowAggregation, _ input: Relation, _ relation: Relation
    ) throws(SQLError) -> Output {
        let below = try exact(input)
        guard node(below).changelog.isAppendOnly else {
            throw .invalid("a window aggregation needs rows that are only added")
        }
        let columns = PlanBuilder.columns(of: relation)
        let start = aggregation.keys.count + aggregation.aggregates.count
        let key = Array(aggregation.keys.indices) + [start, start + 1]
        let id = add(
            .windowAggregate(aggregation), inputs: [below], columns: columns, changelog: .appendOnly, upsertKeys: [key])
        return Output(node: id, places: PlanBuilder.roots(columns.count))
    }

    private mutating func union(_ inputs: [Relation], _ relation: Relation) throws(SQLError) -> Output {
        var sides: [PlanNodeID] = []
        var changelog: ChangelogMode = []
        for input in inputs {
            let side = try exact(input)
            changelog.formUnion(node(side).changelog)
            sides.append(side)
        }
        let columns = PlanBuilder.columns(of: relation)
        let id = add(.union, inputs: sides, columns: columns, changelog: changelog, upsertKeys: [])
        return Output(node: id, places: PlanBuilder.roots(columns.count))
    }
}

extension Calc {
    /// The most parts the expressions of merged projections may have: names used twice multiply what they stand for.
    private static let mergedPartsMax = 2_000

    /// Whether the expressions stay small with those of `below` in the place of its columns.
    func canMerge(_ below: Calc) -> Bool {
        let sizes = below.projection.map(\.partCount)
        var total = 0
        for expression in projection + (condition.map { [$0] } ?? []) {
            total += expression.partCount(columns: sizes)
            if total > Calc.mergedPartsMax { return false }
        }
        return true
    }
}

extension BoundExpression {
    /// Parts of the expression.
    var partCount: Int { operands.reduce(1) { $0 + $1.partCount } }

    /// Parts it has once each column is an expression of that many.
    func partCount(columns: [Int]) -> Int {
        if case .column(let index, _) = self { return columns[index] }
        return operands.reduce(1) { $0 + $1.partCount(columns: columns) }
    }

    /// The path of a column or of nested fields of one; nil for anything else.
    var path: [Int]? {
        switch self {
        case .column(let index, _): return [index]
        case .field(let base, let index, _): return base.path.map { $0 + [index] }
        default: return nil
        }
    }

    /// Adds the paths read, the longest ones.
    func collectPaths(into paths: inout [[Int]]) {
        if let path {
            paths.append(path)
        } else {
            for operand in operands { operand.collectPaths(into: &paths) }
        }
    }

    /// Every column replaced by the expression at its number.
    func substituting(_ expressions: [BoundExpression]) -> BoundExpression { mapColumns { index, _ in expressions[index] } }

    /// The field at `index` of a ROW expression; a constructor gives its operand.
    func field(at index: Int) -> BoundExpression {
        guard case .row(let fields) = type.kind else { return self }
        let field = fields[index].type
        return .field(self, index: index, type: field.withNullability(field.isNullable || type.isNullable))
    }
}
