import Bytes
import Identifiers

/// Which leader epoch began at which offset (KIP-101), kept in `leader-epoch-checkpoint`: the lines `0`, the number of
/// entries, and `epoch startOffset` for each.
struct LeaderEpochHistory: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var epoch: LeaderEpoch
        var startOffset: Offset
    }

    static let fileName = "leader-epoch-checkpoint"
    /// Rising in both epoch and offset.
    private(set) var entries: [Entry] = []

    init(entries: [Entry] = []) {
        for entry in entries { assign(entry.epoch, startOffset: entry.startOffset) }
    }

    /// Takes note that `epoch` wrote the batch at `startOffset`. True when that is news.
    @discardableResult
    mutating func assign(_ epoch: LeaderEpoch, startOffset: Offset) -> Bool {
        if let last = entries.last, last.epoch == epoch, last.startOffset <= startOffset { return false }
        guard epoch >= 0, startOffset >= 0 else { return false }
        // An older entry at or behind the new one contradicts it: it was of records that are gone.
        entries.removeAll { $0.epoch >= epoch || $0.startOffset >= startOffset }
        entries.append(Entry(epoch: epoch, startOffset: startOffset))
        return true
    }

    /// Drops what lies at or behind `offset`. True when anything did.
    @discardableResult
    mutating func truncate(fromEnd offset: Offset) -> Bool {
        let before = entries.count
        entries.removeAll { $0.startOffset >= offset }
        return entries.count != before
    }

    /// Forgets epochs that ended at or before `offset`; the one in which it lies then begins there. True on a change.
    @discardableResult
    mutating func truncate(fromStart offset: Offset) -> Bool {
        guard let index = entries.lastIndex(where: { $0.startOffset <= offset }), entries[index].startOffset < offset else {
            return false
        }
        entries.removeFirst(index)
        entries[0].startOffset = offset
        return true
    }

    /// The epoch of the record at `offset`; unknown before the first entry.
    func epoch(at offset: Offset) -> LeaderEpoch {
        entries.last { $0.startOffset <= offset }?.epoch ?? .unknown
    }

    var latest: LeaderEpoch { entries.last?.epoch ?? .unknown }

    /// The answer of OffsetForLeaderEpoch: the asked epoch, or the next lower one with data, and the offset behind it.
    func endOffset(of epoch: LeaderEpoch, logEnd: Offset) -> (epoch: LeaderEpoch, endOffset: Offset) {
        guard epoch >= 0, let last = entries.last else { return (.unknown, .none) }
        if epoch == last.epoch { return (epoch, logEnd) }
        guard let next = entries.first(where: { $0.epoch > epoch }) else { return (.unknown, .none) }
        guard let at = entries.last(where: { $0.epoch <= epoch }) else { return (epoch, next.startOffset) }
        return (at.epoch, next.startOffset)
    }

    var encoded: ByteSlice {
        CheckpointText.encode(entries.map { "\($0.epoch) \($0.startOffset)" })
    }

    /// - Throws: ``DecodeError`` when the text is not of the form above.
    init(_ bytes: ByteSlice) throws(DecodeError) {
        var entries: [Entry] = []
        for line in try CheckpointText.decode(bytes) {
            let words = line.split(separator: " ")
            guard words.count == 2, let epoch = Int32(words[0]), let offset = Int64(words[1]) else {
                throw DecodeError(.badValue, at: 0)
            }
            entries.append(Entry(epoch: LeaderEpoch(epoch), startOffset: Offset(offset)))
        }
        self.init(entries: entries)
    }
}
