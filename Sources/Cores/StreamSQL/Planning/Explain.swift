// The text of EXPLAIN.
extension PhysicalPlan {
    /// The plan as an indented tree, sinks first: what each operator does, the kinds of change it passes on, and by which
    /// columns rows of its result are told apart.
    public func explain() -> String {
        var text = ""
        for sink in sinks { explain(sink, depth: 0, into: &text) }
        return text
    }

    private func explain(_ id: PlanNodeID, depth: Int, into text: inout String) {
        let node = self[id]
        text += String(repeating: "  ", count: depth) + node.summary(of: inputNames(of: node)) + "\n"
        for input in node.inputs { explain(input, depth: depth + 1, into: &text) }
    }

    private func inputNames(of node: PlanNode) -> [String] {
        node.inputs.first.map { self[$0].columns.map(\.name) } ?? []
    }
}

extension ChangelogMode: CustomStringConvertible {
    /// `I`, `UB`, `UA`, `D`, joined by commas.
    public var description: String {
        let names: [(ChangelogMode, String)] = [(.insert, "I"), (.updateBefore, "UB"), (.updateAfter, "UA"), (.delete, "D")]
        return names.filter { contains($0.0) }.map(\.1).joined(separator: ",")
    }
}

extension PlanNode {
    func summary(of inputs: [String]) -> String {
        var text = operation.summary(columns, inputs) + " changelog=[\(changelog)]"
        if let key = upsertKeys.first, !key.isEmpty {
            text += " key=[\(key.map { columns[$0].name }.joined(separator: ", "))]"
        }
        return text
    }
}

extension PlanOperation {
    func summary(_ columns: [PlanColumn], _ inputs: [String]) -> String {
        switch self {
        case .source(let scan):
            return
                "Source(table=\(scan.table.name), connector=\(scan.table.connector), read=[\(columns.map(\.name).joined(separator: ", "))])"
        case .values(let rows): return "Values(rows=\(rows.count))"
        case .calc(let calc):
            let select = zip(columns, calc.projection).map { column, expression in
                let shown = expression.text(inputs)
                return shown == column.name ? shown : "\(shown) AS \(column.name)"
            }
            let condition = calc.condition.map { ", where=\($0.text(inputs))" } ?? ""
            return "Calc(select=[\(select.joined(separator: ", "))]\(condition))"
        case .watermark(let assignment):
            return "Watermark(column=\(inputs[assignment.timeColumn]), watermark=\(assignment.expression.text(inputs)))"
        case .windowAssign(let window): return "Window(\(window.summary(inputs)))"
        case .groupAggregate(let aggregation):
            return "GroupAggregate(\(AggregateCall.summary(aggregation.keys, aggregation.aggregates, inputs)))"
        case .windowAggregate(let aggregation):
            let calls = AggregateCall.summary(aggregation.keys, aggregation.aggregates, inputs)
            return "WindowAggregate(\(aggregation.window.summary(inputs)), \(calls))"
        case .union: return "Union"
        case .sink(let sink):
            switch sink.target {
            case .table(let table): return "Sink(table=\(table.name), connector=\(table.connector))"
            case .collect: return "Collect(columns=[\(columns.map(\.name).joined(separator: ", "))])"
            }
        }
    }
}

extension WindowAssignment {
    func summary(_ inputs: [String]) -> String {
        let offset = offsetMs == 0 ? "" : ", offset=\(offsetMs) ms"
        switch kind {
        case .tumble(let size): return "tumble(\(inputs[timeColumn]), size=\(size) ms\(offset))"
        case .hop(let size, let slide): return "hop(\(inputs[timeColumn]), size=\(size) ms, slide=\(slide) ms\(offset))"
        case .cumulate(let size, let step): return "cumulate(\(inputs[timeColumn]), size=\(size) ms, step=\(step) ms\(offset))"
        }
    }
}

extension AggregateCall {
    static func summary(_ keys: [Int], _ calls: [AggregateCall], _ inputs: [String]) -> String {
        let aggregates = calls.map { call in
            let arguments = call.arguments.isEmpty ? "*" : call.arguments.map { inputs[$0] }.joined(separator: ", ")
            let filter = call.filter.map { " FILTER (\(inputs[$0]))" } ?? ""
            return "\(call.function.rawValue)(\(call.isDistinct ? "DISTINCT " : "")\(arguments))\(filter)"
        }
        return "keys=[\(keys.map { inputs[$0] }.joined(separator: ", "))], aggregates=[\(aggregates.joined(separator: ", "))]"
    }
}

extension BoundExpression {
    /// The expression as EXPLAIN shows it, over columns of these names.
    func text(_ names: [String]) -> String {
        switch self {
        case .literal(let value, let type): return value.shown(type)
        case .column(let index, _): return index < names.count ? names[index] : "$\(index)"
        case .field(let base, let index, _):
            guard case .row(let fields) = base.type.kind else { return base.text(names) }
            return "\(base.text(names)).\(fields[index].name)"
        case .call(let function, let arguments, _):
            return "\(function.shown)(\(arguments.map { $0.text(names) }.joined(separator: ", ")))"
        case .cast(let base, let type, let isTry): return "\(isTry ? "TRY_CAST" : "CAST")(\(base.text(names)) AS \(type.kind))"
        case .searchedCase(let branches, let otherwise, _):
            let whens = branches.map { "WHEN \($0.condition.text(names)) THEN \($0.result.text(names)) " }.joined()
            return "CASE \(whens)ELSE \(otherwise.text(names)) END"
        }
    }
}

extension ScalarFunction {
    /// The case's name without its operands.
    var shown: String { String("\(self)".prefix { $0 != "(" }) }
}
