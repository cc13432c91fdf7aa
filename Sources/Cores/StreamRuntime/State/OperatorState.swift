public import Bytes

/// One change of a pipeline's state: the new value of a key, or nil where the key is gone.
///
/// Keys and values are laid out in docs/formats/stream-state.md; a store may keep them as they are.
public struct StateChange: Hashable, Sendable {
    public var key: ByteSlice
    public var value: ByteSlice?

    public init(key: ByteSlice, value: ByteSlice?) {
        self.key = key
        self.value = value
    }
}

/// What earlier epochs left in the state store.
public protocol StateReader: AnyObject {
    /// The value of a key; nil when there is none. Must show every change of the epochs ended so far.
    func value(for key: ByteSlice) throws(PipelineFailure) -> ByteSlice?
    /// Every entry whose key starts with `prefix`.
    func forEach(
        prefix: ByteSlice, _ body: (_ key: ByteSlice, _ value: ByteSlice) throws(PipelineFailure) -> Void
    ) throws(PipelineFailure)
}

/// Why a running pipeline cannot go on. What is wrong with single records is a ``DeadLetter`` instead.
public struct PipelineFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        /// A value could not be computed, and no single record is to blame.
        case evaluation
        /// State of another plan or version, or damaged.
        case badState
        /// The state store could not be read.
        case stateUnreadable
    }

    public var reason: Reason
    public var description: String

    public init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}

/// Keys of the state of one operator: its number in the plan (2 bytes), then what the operator adds.
enum StateKey {
    static func prefix(_ operatorIndex: Int) -> ByteSlice {
        var writer = ByteWriter(capacity: 16)
        writer.integer(UInt16(truncatingIfNeeded: operatorIndex))
        return writer.finish()
    }

    static let prefixCount = 2

    static func make(_ operatorIndex: Int, _ rest: UnsafeRawBufferPointer) -> ByteSlice {
        var writer = ByteWriter(capacity: rest.count + prefixCount)
        writer.integer(UInt16(truncatingIfNeeded: operatorIndex))
        writer.bytes(rest)
        return writer.finish()
    }
}

/// The watermarks an operator saw, by partition or input: state that decides which rows are late.
struct WatermarkState {
    private static let version: UInt8 = 1

    private let operatorIndex: Int
    private let reader: (any StateReader)?
    private(set) var watermarks: [Int32: Int64] = [:]
    private var dirty: Set<Int32> = []

    init(operatorIndex: Int, reader: (any StateReader)?) {
        self.operatorIndex = operatorIndex
        self.reader = reader
    }

    mutating func restore() throws(PipelineFailure) {
        let operatorIndex = operatorIndex
        var restored: [Int32: Int64] = [:]
        try reader?.forEach(prefix: StateKey.prefix(operatorIndex)) { key, value throws(PipelineFailure) in
            do {
                var keyReader = ByteReader(key, offset: StateKey.prefixCount)
                var valueReader = ByteReader(value)
                let place = try keyReader.integer(Int32.self)
                guard try valueReader.integer(UInt8.self) == Self.version else { throw DecodeError(.badValue, at: 0) }
                restored[place] = try valueReader.integer(Int64.self)
                try keyReader.expectEnd()
                try valueReader.expectEnd()
            } catch { throw PipelineFailure(.badState, "watermark of operator \(operatorIndex): \(error)") }
        }
        watermarks = restored
    }

    /// Raises a watermark; a lower one changes nothing.
    mutating func raise(_ place: Int32, to watermark: Int64) {
        guard watermark > watermarks[place] ?? .min else { return }
        watermarks[place] = watermark
        dirty.insert(place)
    }

    mutating func drain(into changes: inout [StateChange]) {
        for place in dirty.sorted() {
            guard let watermark = watermarks[place] else { continue }
            let key = withUnsafeBytes(of: place.bigEndian) { StateKey.make(operatorIndex, $0) }
            var writer = ByteWriter(capacity: 16)
            writer.integer(Self.version)
            writer.integer(watermark)
            changes.append(StateChange(key: key, value: writer.finish()))
        }
        dirty = []
    }
}
