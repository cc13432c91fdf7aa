internal import CQLProtocol
internal import Synchronization

/// Tells connections that registered for it of changes to the schema.
final class SchemaEvents: Sendable {
    private struct Member {
        weak var connection: ClientConnection?
    }

    private let members = Mutex<[UInt64: Member]>([:])

    func register(_ connection: ClientConnection, id: UInt64) {
        members.withLock { $0[id] = Member(connection: connection) }
    }

    func remove(id: UInt64) { _ = members.withLock { $0.removeValue(forKey: id) } }

    /// Sends the change; each connection gets it on its own loop.
    func publish(_ change: SchemaChange) {
        let connections = members.withLock { $0.values.compactMap(\.connection) }
        for connection in connections { connection.deliver(.event(.schemaChange(change))) }
    }
}
