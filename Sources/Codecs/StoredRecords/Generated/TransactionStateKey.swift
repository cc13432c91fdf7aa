// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes

/// The key of any record of the topic.
public enum TransactionStateKey: Equatable, Sendable {
    case transactionLog(TransactionLogKey)
    /// A type that this release does not know: readers pass over it.
    case unknown(recordType: Int16)

    /// Reads a record's key.
    public init(from slice: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(slice)
        let recordType = try reader.integer(Int16.self)
        switch recordType {
        case 0: self = .transactionLog(try TransactionLogKey(from: &reader, version: 0))
        default: self = .unknown(recordType: recordType)
        }
    }

    /// The key itself; nil for a type that this release does not know.
    public var key: (any CoordinatorKey)? {
        switch self {
        case .transactionLog(let key): key
        case .unknown: nil
        }
    }
}
