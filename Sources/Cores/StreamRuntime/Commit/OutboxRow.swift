public import Bytes

/// One row that a committed epoch owes to a table: which prepared statement, and the values bound to it.
///
/// It is kept as bytes beside the state until the table has acknowledged it. Writing it again changes nothing, since it
/// carries its epoch's timestamp.
public struct OutboxRow: Hashable, Sendable {
    /// Number of the statement among those of the pipeline's sinks, in their order.
    public var statement: UInt16
    /// The bound values without the timestamp, serialized as the table's types; nil is null.
    public var values: [ByteSlice?]

    public init(statement: UInt16, values: [ByteSlice?]) {
        self.statement = statement
        self.values = values
    }

    static let version: UInt8 = 1

    /// version (1), statement (2), number of values (2), then each as length (4, -1 for null) and bytes.
    public var encoded: ByteSlice {
        var writer = ByteWriter(capacity: 8 + values.reduce(0) { $0 + 4 + ($1?.count ?? 0) })
        writer.integer(Self.version)
        writer.integer(statement)
        writer.integer(UInt16(clamping: values.count))
        for value in values {
            writer.integer(Int32(clamping: value?.count ?? -1))
            if let value { writer.bytes(value) }
        }
        return writer.finish()
    }

    /// - Throws: ``DecodeError`` when the bytes are not a row of a version this build knows.
    public init(encoded: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(encoded)
        guard try reader.integer(UInt8.self) == Self.version else { throw DecodeError(.badValue, at: 0) }
        statement = try reader.integer()
        let count = Int(try reader.integer(UInt16.self))
        values = []
        values.reserveCapacity(min(count, reader.remaining / 4))
        for _ in 0..<count {
            let length = try reader.integer(Int32.self)
            values.append(length < 0 ? nil : try reader.bytes(Int(length)))
        }
        try reader.expectEnd()
    }
}
