public import Bytes

/// A record that could not be used: it changed nothing, and the query went on.
public struct DeadLetter: Hashable, Sendable {
    public var origin: RowOrigin
    /// What was wrong, for people.
    public var reason: String
    /// The record's value; nil where it is not at hand.
    public var payload: ByteSlice?

    public init(origin: RowOrigin, reason: String, payload: ByteSlice? = nil) {
        self.origin = origin
        self.reason = reason
        self.payload = payload
    }
}

/// Collects the dead letters of all operators of a pipeline: one a record, the first reason.
final class DeadLetterBox {
    private(set) var letters: [DeadLetter] = []
    private var seen: Set<RowOrigin> = []
    /// Rows that could not be used and stand for no single record.
    private(set) var withoutOrigin = 0

    func add(_ origin: RowOrigin?, _ reason: String, payload: ByteSlice? = nil) {
        guard let origin else {
            withoutOrigin += 1
            return
        }
        guard seen.insert(origin).inserted else { return }
        letters.append(DeadLetter(origin: origin, reason: reason, payload: payload))
    }

    /// Gives payloads to the letters of a source that have none yet; `records` must hold theirs.
    func attachPayloads(of records: [SourceRecord], source: Int) {
        guard letters.contains(where: { $0.payload == nil }) else { return }
        var payloads: [RowOrigin: ByteSlice?] = [:]
        for record in records {
            let origin = RowOrigin(source: Int32(truncatingIfNeeded: source), partition: record.partition, offset: record.offset)
            payloads[origin] = record.value
        }
        for index in letters.indices where letters[index].payload == nil {
            letters[index].payload = payloads[letters[index].origin] ?? nil
        }
    }

    func drain() -> [DeadLetter] {
        defer {
            letters = []
            seen = []
        }
        return letters
    }
}
