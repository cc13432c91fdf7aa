public import Bytes

/// The one record of a control batch. Its key is int16 version 0 and int16 type; for end-of-transaction markers the
/// value is int16 version 0 and the int32 coordinator epoch.
public enum ControlRecord: Hashable, Sendable {
    case abort(coordinatorEpoch: Int32)
    case commit(coordinatorEpoch: Int32)
    /// Leader changes, snapshot headers and footers, voters: what KRaft writes; and types not known yet.
    case other(type: Int16)

    private static let version: Int16 = 0

    /// Reads a control record's key and value.
    /// - Throws: ``DecodeError`` when the key is null or cut, or a marker has no coordinator epoch.
    public init(_ record: Record) throws(DecodeError) {
        guard let key = record.key else { throw DecodeError(.unexpectedNull, at: 0) }
        var reader = ByteReader(key)
        _ = try reader.integer(Int16.self)
        let type = try reader.integer(Int16.self)
        guard type == 0 || type == 1 else {
            self = .other(type: type)
            return
        }
        guard let value = record.value else { throw DecodeError(.unexpectedNull, at: 0) }
        var valueReader = ByteReader(value)
        _ = try valueReader.integer(Int16.self)
        let epoch = try valueReader.integer(Int32.self)
        self = type == 0 ? .abort(coordinatorEpoch: epoch) : .commit(coordinatorEpoch: epoch)
    }

    /// The key and value of an end-of-transaction marker; nil for other types, which only KRaft writes.
    public var encoded: (key: ByteSlice, value: ByteSlice)? {
        let type: Int16
        let coordinatorEpoch: Int32
        switch self {
        case .abort(let epoch): (type, coordinatorEpoch) = (0, epoch)
        case .commit(let epoch): (type, coordinatorEpoch) = (1, epoch)
        case .other: return nil
        }
        var key = ByteWriter(capacity: 16)
        key.integer(Self.version)
        key.integer(type)
        var value = ByteWriter(capacity: 16)
        value.integer(Self.version)
        value.integer(coordinatorEpoch)
        return (key.finish(), value.finish())
    }
}
