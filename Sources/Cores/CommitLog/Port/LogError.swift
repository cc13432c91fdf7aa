public import Identifiers

/// Why a log refuses, or could not do, what was asked.
public enum LogError: Error, Sendable, CustomStringConvertible {
    /// The file system failed. The log refuses writes until it is opened again: after a failed write or sync nobody
    /// knows what is on the disk.
    case file(LogFileError)
    /// Bytes that were known to be on the disk are damaged; the partition can be read up to there, not written.
    case damaged(LogDamage)
    /// An earlier failure closed the log for writes.
    case refusesWrites(reason: String)
    /// The offset is below the log's start or above its end.
    case offsetOutOfRange(asked: Offset, logStart: Offset, logEnd: Offset)
    /// The producer's sequence, epoch or transaction does not allow the batch (KIP-98).
    case producer(KafkaErrorCode, detail: String)

    /// The code that answers name this by.
    public var kafkaErrorCode: KafkaErrorCode {
        switch self {
        case .file, .damaged, .refusesWrites: .kafkaStorageError
        case .offsetOutOfRange: .offsetOutOfRange
        case .producer(let code, _): code
        }
    }

    public var description: String {
        switch self {
        case .file(let error): "\(error)"
        case .damaged(let damage): "\(damage)"
        case .refusesWrites(let reason): "the log refuses writes: \(reason)"
        case .offsetOutOfRange(let asked, let start, let end): "offset \(asked) is outside \(start)..\(end)"
        case .producer(let code, let detail): "\(code): \(detail)"
        }
    }
}

/// Where a file does not hold what it must, and how that was seen.
public struct LogDamage: Hashable, Sendable, CustomStringConvertible {
    /// The file's name in the partition's folder.
    public var file: String
    /// Byte position of the first bad batch.
    public var position: Int64
    /// The offset from which records are missing.
    public var offset: Offset
    public var reason: String

    public var description: String { "\(file) is damaged at byte \(position), offset \(offset): \(reason)" }
}
