// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Record type 0, versions 0.
public struct TransactionLogKey: CoordinatorKey {
    public static let recordType: Int16 = 0
    public static let versions: ClosedRange<Int16> = 0...0
    public static let firstFlexibleVersion: Int16? = nil

    public var transactionalID: TransactionalID = TransactionalID("")

    public init() {}

    public init(
        transactionalID: TransactionalID = TransactionalID("")
    ) {
        self.transactionalID = transactionalID
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 0 && version <= 0 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.transactionalID = try TransactionalID(rawValue: reader.string(compact: false))
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 0 && version <= 0 else {
            throw EncodeError(.unsupportedVersion, field: "TransactionLogKey", version: version)
        }
        try writer.string(self.transactionalID.rawValue, compact: false)
    }
}
