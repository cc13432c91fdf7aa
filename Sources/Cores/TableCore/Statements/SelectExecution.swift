public import Bytes
internal import CQLValues

/// One page of an answer: cells row after row.
public struct ResultPage: Sendable {
    public var columns: [ColumnDescription]
    public var cells: [ByteSlice?]
    public var rowCount: Int
    /// More may follow; hand it back to read on.
    public var pagingState: ByteSlice?
    public var warnings: [String]

    public init(columns: [ColumnDescription], cells: [ByteSlice?] = [], rowCount: Int = 0, warnings: [String] = []) {
        self.columns = columns
        self.cells = cells
        self.rowCount = rowCount
        self.warnings = warnings
    }
}

/// Runs one SELECT against one snapshot.
struct SelectExecution {
    /// Rows that one unpaged answer may hold: a bound on memory.
    static let rowsMax = 10_000_000

    let plan: SelectPlan
    let context: ExecutionContext
    let snapshot: any KeyValueSnapshot

    private var limit: Int64?
    private var perPartition: Int64?
    private var resume: PagingState?

    init(_ plan: SelectPlan, _ context: ExecutionContext, _ snapshot: any KeyValueSnapshot) throws(StatementError) {
        self.plan = plan
        self.context = context
        self.snapshot = snapshot
        limit = try Self.limit(plan.limit, "limit", context)
        perPartition = try Self.limit(plan.perPartitionLimit, "limit", context)
        if let state = context.pagingState {
            let resume = try PagingState(state)
            self.resume = resume
            if limit != nil, let remaining = resume.remaining { limit = remaining }
        }
    }

    private static func limit(_ term: Term?, _ name: String, _ context: ExecutionContext) throws(StatementError) -> Int64? {
        guard let term else { return nil }
        switch try term.value(context) {
        case .unset: return nil
        case .null: throw .invalid("Invalid null value of \(name)")
        case .bytes(let bytes):
            guard let value = bytes.signedInteger else { throw .invalid("Invalid limit value") }
            guard value > 0 else { throw .invalid("LIMIT must be strictly positive") }
            return value
        }
    }

    func run() throws(StatementError) -> ResultPage {
        var request = try request()
        request?.resumeAfter = resume?.position
        let tests = try plan.restrictions.rowTests(context)
        var page = ResultPage(columns: plan.columns)
        page.warnings = warnings
        guard let request else { return try emptyPage(page) }
        let cursor = TableCursor(snapshot, plan.table.layout, request, now: context.nowInSeconds)
        if plan.isAggregate { return try aggregated(cursor, tests, page) }
        if mergesPartitions(request) { return try ordered(cursor, tests, page) }
        return try paged(cursor, tests, page)
    }

    // MARK: What to read

    private func request() throws(StatementError) -> ReadRequest? {
        let restrictions = plan.restrictions
        let scope: ReadRequest.Scope
        if restrictions.fixesPartitions {
            let keys = try restrictions.partitionKeys(plan.table, context)
            if keys.count > 1, !plan.orderPositions.isEmpty, context.pageSize != nil {
                throw .invalid(
                    "Cannot page queries with both ORDER BY and a IN restriction on the partition key; you must either remove the ORDER BY or the IN and sort client side, or disable paging for this query"
                )
            }
            scope = .partitions(keys)
        } else {
            guard let range = try restrictions.tokenRange(context) else { return nil }
            scope = .tokens(range)
        }
        let slices = try restrictions.slices(plan.table, context)
        let shows = restrictions.clustering.isEmpty
        return ReadRequest(scope, slices: slices, isReversed: plan.isReversed, showsStaticRows: shows)
    }

    private var warnings: [String] {
        guard plan.isAggregate else { return [] }
        let restrictions = plan.restrictions
        if restrictions.token != nil { return [] }
        if !restrictions.fixesPartitions { return ["Aggregation query used without partition key"] }
        if restrictions.partition.contains(where: { $0?.isIn == true }) {
            return ["Aggregation query used on multiple partition keys (IN restriction)"]
        }
        return []
    }

    private func mergesPartitions(_ request: ReadRequest) -> Bool {
        guard !plan.orderPositions.isEmpty, case .partitions(let keys) = request.scope else { return false }
        return keys.count > 1
    }

    private func next(_ cursor: TableCursor) throws(StatementError) -> SelectedRow? {
        do throws(StorageError) {
            guard let row = try cursor.next() else { return nil }
            let key = PartitionKeyBytes.split(row.partition.bytes, count: plan.table.partitionKey.count) ?? [row.partition.bytes]
            return SelectedRow(row: row, partitionKey: key)
        } catch {
            throw StatementError(.server, error.description)
        }
    }

    private func append(_ row: SelectedRow, to page: inout ResultPage) throws(StatementError) {
        for selector in plan.selectors { page.cells.append(try selector.value(row, context)) }
        page.rowCount += 1
    }

    // MARK: Plain rows

    private func paged(_ cursor: TableCursor, _ tests: [RowTest], _ start: ResultPage) throws(StatementError) -> ResultPage {
        var page = start
        var partition = resume?.position.partition
        var partitionRows = resume?.partitionRows ?? 0
        while let row = try next(cursor) {
            if row.row.partition != partition {
                partition = row.row.partition
                partitionRows = 0
            }
            guard tests.allSatisfy({ $0.holds(row) }) else { continue }
            if let perPartition, partitionRows >= perPartition {
                cursor.skipPartition()
                continue
            }
            try append(row, to: &page)
            partitionRows += 1
            if plan.isDistinct { cursor.skipPartition() }
            if let limit, Int64(page.rowCount) >= limit { return page }
            if let size = context.pageSize, page.rowCount >= size {
                let position = plan.isDistinct ? ReadPosition(after: row.row.partition) : row.row.position
                page.pagingState =
                    PagingState(
                        remaining: limit.map { $0 - Int64(page.rowCount) }, partitionRows: partitionRows, position: position
                    ).bytes
                return page
            }
            guard page.rowCount < Self.rowsMax else { throw .invalid("More than \(Self.rowsMax) rows: use paging") }
        }
        return page
    }

    /// ORDER BY over several partitions: all rows, sorted by clustering.
    private func ordered(_ cursor: TableCursor, _ tests: [RowTest], _ start: ResultPage) throws(StatementError) -> ResultPage {
        var page = start
        var rows: [SelectedRow] = []
        var counts: [PartitionKey: Int64] = [:]
        while let row = try next(cursor) {
            guard tests.allSatisfy({ $0.holds(row) }) else { continue }
            if let perPartition {
                let count = counts[row.row.partition, default: 0]
                if count >= perPartition { continue }
                counts[row.row.partition] = count + 1
            }
            rows.append(row)
            guard rows.count < Self.rowsMax else { throw .invalid("More than \(Self.rowsMax) rows: use paging") }
        }
        let sorted = rows.enumerated().sorted { a, b in
            let order = compare(a.element.row.clustering ?? [], b.element.row.clustering ?? [])
            return order != 0 ? order < 0 : a.offset < b.offset
        }
        for (_, row) in sorted.prefix(limit.map { Int(clamping: $0) } ?? sorted.count) { try append(row, to: &page) }
        return page
    }

    private func compare(_ a: [ByteSlice], _ b: [ByteSlice]) -> Int {
        for index in plan.orderPositions where index < a.count && index < b.count {
            let column = plan.table.clustering[index]
            let order = column.type.compare(a[index], b[index])
            if order != 0 { return column.isDescending != plan.isReversed ? -order : order }
        }
        return a.count - b.count
    }

    // MARK: Aggregates

    private func emptyPage(_ page: ResultPage) throws(StatementError) -> ResultPage {
        guard plan.isAggregate, plan.groupBy == nil else { return page }
        var page = page
        try finishGroup(nil, plan.aggregates.map { $0.function.makeState() }, &page)
        return page
    }

    private func finishGroup(
        _ first: SelectedRow?, _ states: [any AggregateState], _ page: inout ResultPage
    ) throws(StatementError) {
        var results: [ByteSlice?] = []
        for state in states { results.append(try state.result()) }
        for selector in plan.selectors { page.cells.append(try selector.value(first, context, results: results)) }
        page.rowCount += 1
    }

    private func aggregated(_ cursor: TableCursor, _ tests: [RowTest], _ start: ResultPage) throws(StatementError) -> ResultPage {
        var page = start
        var states = plan.aggregates.map { $0.function.makeState() }
        var first: SelectedRow?
        var group: [ByteSlice?] = []
        var groupsOfPartition: Int64 = 0
        while let row = try next(cursor) {
            guard tests.allSatisfy({ $0.holds(row) }) else { continue }
            if plan.isDistinct { cursor.skipPartition() }
            if let places = plan.groupBy {
                let key = [row.row.partition.bytes] + places.map { $0.value(row) }
                if key != group {
                    let isNewPartition = key.first != group.first
                    if first != nil {
                        try finishGroup(first, states, &page)
                        states = plan.aggregates.map { $0.function.makeState() }
                        if let limit, Int64(page.rowCount) >= limit { return page }
                    }
                    groupsOfPartition = isNewPartition ? 0 : groupsOfPartition + (first == nil ? 0 : 1)
                    first = nil
                }
                group = key
                if let perPartition, groupsOfPartition >= perPartition {
                    cursor.skipPartition()
                    continue
                }
            }
            if first == nil { first = row }
            for (index, call) in plan.aggregates.enumerated() {
                var values: [ByteSlice?] = []
                for argument in call.arguments { values.append(try argument.value(row, context)) }
                try states[index].add(values)
            }
        }
        if plan.groupBy == nil || first != nil { try finishGroup(first, states, &page) }
        return page
    }
}
