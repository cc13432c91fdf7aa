public import Bytes
internal import CQLProtocol
import Synchronization
internal import Threads

/// A client of a CQL store: ours or Cassandra, over native protocol v4 and one connection.
///
/// Calls block until their answer is there, and may come from any thread. A lost connection is made again by the next call;
/// a statement the store has forgotten is prepared again. Nothing else is retried: ``CQLClientError/isTransient`` tells
/// the caller what may be.
public final class CQLClient: Sendable {
    public struct Configuration: Sendable {
        public var host: String
        public var port: UInt16
        /// For stores that ask who is there (SASL PLAIN).
        public var username: String?
        public var password: String?
        public var connectTimeoutMs = 5_000
        public var requestTimeoutMs: Int64 = 10_000
        /// Requests without an answer at a time on the connection.
        public var inFlightMax = 256
        /// The longest answer that is taken.
        public var bodyBytesMax = 64 << 20

        public init(host: String, port: UInt16) {
            self.host = host
            self.port = port
        }
    }

    /// Error code of a statement id the store does not know.
    private static let unprepared: Int32 = 0x2500

    private struct State {
        var connection: CQLConnection?
        var isClosed = false
    }

    public let configuration: Configuration
    private let state = Mutex(State())

    /// Connects with the first call, not here.
    public init(_ configuration: Configuration) { self.configuration = configuration }

    deinit { close() }

    /// Connects unless connected.
    public func connect() throws(CQLClientError) { _ = try connection() }

    /// Runs a statement without values.
    ///
    /// - Parameter pageSize: rows per page; nil: all in one answer.
    public func query(
        _ text: String, pageSize: Int32? = nil, pagingState: ByteSlice? = nil
    ) throws(CQLClientError) -> CQLRows {
        var parameters = Self.parameters(pageSize: pageSize, pagingState: pagingState)
        parameters.consistency = .one
        return try Self.rows(try roundTrip(.query(text, parameters)), columns: [])
    }

    /// Has the store parse a statement.
    public func prepare(_ text: String) throws(CQLClientError) -> PreparedStatement {
        guard case .prepared(let result) = try roundTrip(.prepare(text, keyspace: nil)) else {
            throw .protocolFault("PREPARE was not answered by a prepared statement")
        }
        return PreparedStatement(text: text, result)
    }

    /// Runs a prepared statement.
    public func execute(
        _ execution: CQLExecution, pageSize: Int32? = nil, pagingState: ByteSlice? = nil
    ) throws(CQLClientError) -> CQLRows {
        let request = Self.request(execution, pageSize: pageSize, pagingState: pagingState)
        do throws(CQLClientError) {
            return try Self.rows(try roundTrip(request), columns: execution.statement.columns)
        } catch .server(Self.unprepared, _) {
            // A store that was started again has forgotten it. The id is a digest of the text: it stays the same.
            _ = try prepare(execution.statement.text)
            return try Self.rows(try roundTrip(request), columns: execution.statement.columns)
        }
    }

    /// Runs many executions, as many at a time as the connection allows, and returns when all are acknowledged.
    ///
    /// - Throws: the first failure; the others were carried out or not.
    public func executeAll(_ executions: [CQLExecution]) throws(CQLClientError) {
        var window = min(max(1, configuration.inFlightMax), 64)
        var rest = executions[...]
        var isSecondTry = false
        while !rest.isEmpty {
            window = min(window, rest.count)
            let now = rest.prefix(window)
            do throws(CQLClientError) {
                _ = try roundTrips(now.map { Self.request($0, pageSize: nil, pagingState: nil) })
            } catch .server(Self.unprepared, let message) {
                guard !isSecondTry else { throw .server(code: Self.unprepared, message: message) }
                for text in Set(now.map(\.statement.text)) { _ = try prepare(text) }
                isSecondTry = true
                continue
            }
            isSecondTry = false
            rest = rest.dropFirst(window)
        }
    }

    /// Ends the connection; what waits fails with ``CQLClientError/closed``.
    public func close() {
        let connection = state.withLock { state in
            state.isClosed = true
            defer { state.connection = nil }
            return state.connection
        }
        connection?.end(.closed)
    }

    // MARK: Requests

    private static func parameters(pageSize: Int32?, pagingState: ByteSlice?) -> QueryParameters {
        var parameters = QueryParameters()
        parameters.pageSize = pageSize
        parameters.pagingState = pagingState
        return parameters
    }

    private static func request(_ execution: CQLExecution, pageSize: Int32?, pagingState: ByteSlice?) -> Request {
        var parameters = parameters(pageSize: pageSize, pagingState: pagingState)
        parameters.values = execution.values.map { value in value.map { .bytes($0) } ?? .null }
        parameters.defaultTimestamp = execution.timestampUs
        parameters.skipMetadata = true
        return .execute(id: execution.statement.id, resultMetadataID: nil, parameters)
    }

    private static func rows(_ response: Response, columns: [CQLColumn]) throws(CQLClientError) -> CQLRows {
        switch response {
        case .rows(let result): CQLRows(result, columns: columns)
        case .void, .setKeyspace, .schemaChange: .none
        default: throw .protocolFault("opcode \(response.opcode.name) answers a statement")
        }
    }

    private func roundTrip(_ request: Request) throws(CQLClientError) -> Response {
        let responses = try Self.roundTrips([request], on: try connection(), timeoutMs: configuration.requestTimeoutMs)
        guard let response = responses.first else { throw .protocolFault("no answer") }
        return response
    }

    private func roundTrips(_ requests: [Request]) throws(CQLClientError) -> [Response] {
        try Self.roundTrips(requests, on: try connection(), timeoutMs: configuration.requestTimeoutMs)
    }

    private static func roundTrips(
        _ requests: [Request], on connection: CQLConnection, timeoutMs: Int64
    ) throws(CQLClientError) -> [Response] {
        let answers = Answers(count: requests.count)
        let completions = requests.indices.map { index in answers.completion(of: index) }
        guard connection.submit(requests, completions: completions) else {
            throw .server(code: 0x1001, message: "too many requests in flight on one connection")
        }
        guard let results = answers.wait(milliseconds: timeoutMs) else {
            // Its answer may still come, on a stream that could be used again by then: the connection is of no more use.
            connection.end(.timeout)
            throw .timeout
        }
        var responses: [Response] = []
        for result in results { responses.append(try result.get()) }
        return responses
    }

    // MARK: Connection

    private func connection() throws(CQLClientError) -> CQLConnection {
        let (current, isClosed) = state.withLock { ($0.connection, $0.isClosed) }
        if isClosed { throw .closed }
        if let current, current.failure == nil { return current }
        let fresh = try CQLConnection(configuration)
        try fresh.start(bodyBytesMax: configuration.bodyBytesMax)
        do throws(CQLClientError) { try greet(fresh) } catch {
            fresh.end(.closed)
            throw error
        }
        let (kept, surplus): (CQLConnection?, CQLConnection?) = state.withLock { state in
            if state.isClosed { return (nil, fresh) }
            if let other = state.connection, other.failure == nil { return (other, fresh) }
            state.connection = fresh
            return (fresh, nil)
        }
        surplus?.end(.closed)
        guard let kept else { throw .closed }
        return kept
    }

    private func greet(_ connection: CQLConnection) throws(CQLClientError) {
        func ask(_ request: Request) throws(CQLClientError) -> Response {
            let answers = try Self.roundTrips([request], on: connection, timeoutMs: configuration.requestTimeoutMs)
            guard let answer = answers.first else { throw .protocolFault("no answer") }
            return answer
        }
        switch try ask(.startup(["CQL_VERSION": "3.0.0", "DRIVER_NAME": "millrace"])) {
        case .ready: return
        case .authenticate:
            guard let username = configuration.username else {
                throw .server(code: 0x0100, message: "the store asks for a user name and password")
            }
            let token = [0] + Array(username.utf8) + [0] + Array((configuration.password ?? "").utf8)
            guard case .authSuccess = try ask(.authResponse(ByteSlice(token))) else {
                throw .protocolFault("the store asks for more than a user name and password")
            }
        default: throw .protocolFault("STARTUP was not answered by READY")
        }
    }
}

/// The answers to requests sent together, awaited as one.
private final class Answers: Sendable {
    private struct State {
        var results: [Result<Response, CQLClientError>?]
        var missing: Int
    }

    private let state: Mutex<State>
    private let complete = Latch()

    init(count: Int) { state = Mutex(State(results: Array(repeating: nil, count: count), missing: count)) }

    func completion(of index: Int) -> CQLConnection.Completion {
        { [self] result in
            let isLast = state.withLock { state in
                state.results[index] = result
                state.missing -= 1
                return state.missing == 0
            }
            if isLast { complete.open() }
        }
    }

    /// Every result in the order of the requests, nil when some did not come in time.
    func wait(milliseconds: Int64) -> [Result<Response, CQLClientError>]? {
        guard complete.wait(milliseconds: milliseconds) else { return nil }
        return state.withLock { $0.results.compactMap(\.self) }
    }
}
