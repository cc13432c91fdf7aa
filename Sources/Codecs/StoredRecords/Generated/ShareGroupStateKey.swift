// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes

/// The key of any record of the topic.
public enum ShareGroupStateKey: Equatable, Sendable {
    case shareSnapshot(ShareSnapshotKey)
    case shareUpdate(ShareUpdateKey)
    /// A type that this release does not know: readers pass over it.
    case unknown(recordType: Int16)

    /// Reads a record's key.
    public init(from slice: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(slice)
        let recordType = try reader.integer(Int16.self)
        switch recordType {
        case 0: self = .shareSnapshot(try ShareSnapshotKey(from: &reader, version: 0))
        case 1: self = .shareUpdate(try ShareUpdateKey(from: &reader, version: 0))
        default: self = .unknown(recordType: recordType)
        }
    }

    /// The key itself; nil for a type that this release does not know.
    public var key: (any CoordinatorKey)? {
        switch self {
        case .shareSnapshot(let key): key
        case .shareUpdate(let key): key
        case .unknown: nil
        }
    }
}
