import Bytes
import CQLClient
import CQLValues
import HTTPServing
import Synchronization
import Telemetry

/// Reads one endpoint's rows from the store. Calls block.
final class EndpointReading: Sendable {
    let definition: EndpointDefinition
    private let client: CQLClient
    private let rowsMax: Int
    private let prepared = Mutex<PreparedStatement?>(nil)

    /// Rows asked for at a time.
    private static let pageSize: Int32 = 5_000

    init(_ definition: EndpointDefinition, client: CQLClient, rowsMax: Int) {
        self.definition = definition
        self.client = client
        self.rowsMax = rowsMax
    }

    /// Why there is no table to show.
    enum Failure: Error {
        /// A parameter of the URL is missing or wrong.
        case badParameter(String)
        /// No row, or no table: which of them.
        case empty(String?)
        /// The store is away or too busy.
        case unavailable(String)
        /// The store refuses the query, or its rows lack a column that is asked for.
        case refused(String)
    }

    /// Cassandra's code for an invalid query, which also answers a table that does not exist.
    private static let invalidQuery: Int32 = 0x2200

    func read(_ parameters: [(name: String, value: String)]) throws(Failure) -> ResultTable {
        let statement = try prepare()
        let values = try bind(statement, parameters)
        var rows: [[ByteSlice?]] = []
        var pagingState: ByteSlice?
        repeat {
            let page = try asking { () throws(CQLClientError) in
                try client.execute(
                    CQLExecution(statement, values: values), pageSize: Self.pageSize, pagingState: pagingState)
            }
            rows += page.rows
            pagingState = page.pagingState
        } while pagingState != nil && rows.count < rowsMax
        let isCut = pagingState != nil || rows.count > rowsMax
        guard !rows.isEmpty else { throw .empty(nil) }
        do throws(ResultTable.UnknownColumn) {
            return try ResultTable(
                definition, columns: statement.columns, rows: Array(rows.prefix(rowsMax)), isCut: isCut)
        } catch {
            throw .refused("the query gives no column \(error.name)")
        }
    }

    private func prepare() throws(Failure) -> PreparedStatement {
        if let held = prepared.withLock({ $0 }) { return held }
        let made = try asking { () throws(CQLClientError) in try client.prepare(definition.query) }
        prepared.withLock { $0 = made }
        return made
    }

    /// The values of the statement's markers, typed by the statement.
    private func bind(
        _ statement: PreparedStatement, _ parameters: [(name: String, value: String)]
    ) throws(Failure) -> [ByteSlice?] {
        var values: [ByteSlice?] = []
        for marker in statement.markers {
            guard let text = parameters.first(where: { $0.name == marker.name })?.value else {
                throw .badParameter("the parameter \(marker.name) is missing")
            }
            do throws(CQLValueError) {
                values.append(try marker.type.bytes(parsing: text, now: SystemTime.milliseconds()))
            } catch {
                throw .badParameter("the parameter \(marker.name): \(error)")
            }
        }
        return values
    }

    private func asking<R>(_ body: () throws(CQLClientError) -> R) throws(Failure) -> R {
        do throws(CQLClientError) {
            return try body()
        } catch {
            // The table may be made, or made anew, later: the statement is prepared again.
            prepared.withLock { $0 = nil }
            if case .server(Self.invalidQuery, let message) = error,
                message.contains("does not exist") || message.contains("unconfigured table")
            {
                throw .empty(message)
            }
            throw error.isTransient ? .unavailable("\(error)") : .refused("\(error)")
        }
    }
}

extension EndpointDefinition {
    /// The answer to a failure: in the endpoint's own shape where it has one, else a problem of RFC 9457.
    func answer(to failure: EndpointReading.Failure) -> HTTPResponse {
        switch failure {
        case .badParameter(let detail): return .problem(400, title: "Bad parameter", detail: detail)
        case .refused(let detail): return .problem(500, title: "The query failed", detail: detail)
        case .empty(let detail):
            if let shape = whenEmpty { return Self.legacy(shape, detail) }
            // An empty result is a result; a missing table is not.
            guard let detail else { return emptyResult }
            return .problem(503, title: "The table is missing", detail: detail)
        case .unavailable(let detail):
            if let shape = whenUnavailable { return Self.legacy(shape, detail) }
            return HTTPResponse.problem(503, title: "The store cannot be reached", detail: detail).with("Retry-After", "5")
        }
    }

    private static func legacy(_ shape: ErrorShape, _ detail: String?) -> HTTPResponse {
        let text = detail.map { "\(shape.error): \($0)" } ?? shape.error
        return .json("{\"error\":\(JSONText.quoted(text))}\n", status: shape.status)
    }

    private var emptyResult: HTTPResponse {
        switch rendering {
        case .json, .sse: .json("[]")
        case .csv: HTTPResponse(type: "text/csv; charset=utf-8", text: "")
        case .html: PageRendering.page(PageRendering.emptyTable(self))
        }
    }
}
