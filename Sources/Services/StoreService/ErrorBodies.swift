internal import Bytes
internal import CQLProtocol
internal import TableCore

extension ErrorBody {
    /// A refusal as the protocol tells it; v3 lacks some codes.
    init(_ error: StatementError, version: ProtocolVersion, address: ByteSlice) {
        switch error.kind {
        case .server: self.init(code: 0x0000, message: error.message)
        case .protocolViolation: self.init(code: 0x000A, message: error.message)
        case .unavailable(let consistency, let required, let alive):
            self.init(
                code: 0x1000, message: error.message,
                detail: .unavailable(consistency: consistency, required: required, alive: alive))
        case .functionFailure(let keyspace, let function, let arguments):
            if version == .v3 {
                self.init(code: 0x2200, message: "ERROR FUNCTION_FAILURE: \(error.message)")
            } else {
                self.init(
                    code: 0x1400, message: error.message,
                    detail: .functionFailure(keyspace: keyspace, function: function, arguments: arguments))
            }
        case .writeFailure(let consistency):
            if version == .v3 {
                self.init(
                    code: 0x1100, message: "Operation timed out - received only 0 responses.",
                    detail: .writeTimeout(consistency: consistency, received: 0, blockFor: 1, writeType: "SIMPLE"))
            } else {
                self.init(
                    code: 0x1500, message: error.message,
                    detail: .writeFailure(consistency: consistency, writeType: "SIMPLE", address: address))
            }
        case .syntax: self.init(code: 0x2000, message: error.message)
        case .unauthorized: self.init(code: 0x2100, message: error.message)
        case .invalid: self.init(code: 0x2200, message: error.message)
        case .configuration: self.init(code: 0x2300, message: error.message)
        case .alreadyExists(let keyspace, let table):
            self.init(code: 0x2400, message: error.message, detail: .alreadyExists(keyspace: keyspace, table: table))
        case .unprepared(let id):
            self.init(code: 0x2500, message: error.message, detail: .unprepared(id: ByteSlice(id)))
        }
    }
}

extension StatementError {
    static func unprepared(_ id: ByteSlice) -> StatementError {
        StatementError(
            .unprepared(id: id.array),
            "Prepared query with ID \(id.hex) not found (either the query was not prepared on this host (maybe the host has been restarted?) or you have prepared too many queries and it has been evicted from the internal cache)"
        )
    }
}
