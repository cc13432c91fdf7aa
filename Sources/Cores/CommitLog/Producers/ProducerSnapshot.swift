import Bytes
import Identifiers

/// The `.snapshot` file: every producer of a partition at one offset, which is the file's name. Big-endian.
///
/// | offset | size | field |
/// |---|---|---|
/// | 0 | 2 | version, 1 |
/// | 2 | 4 | CRC-32C of all that follows |
/// | 6 | 4 | number of producers |
/// | 10 | 46 each | producer id (8), epoch (2), last sequence (4), last offset (8), offset delta (4), timestamp (8), coordinator epoch (4), first offset of the open transaction (8, -1: none) |
///
/// Only the last batch of a producer is kept in it.
enum ProducerSnapshot {
    private static let version: Int16 = 1
    private static let entrySize = 46
    private static let headerSize = 10

    static func encode(_ table: ProducerTable) -> ByteSlice {
        var body = ByteWriter(capacity: 4 + table.states.count * entrySize)
        body.integer(Int32(clamping: table.states.count))
        for state in table.states.values.sorted(by: { $0.producerID < $1.producerID }) {
            let last = state.batches.last
            body.integer(state.producerID.rawValue)
            body.integer(state.epoch.rawValue)
            body.integer(last?.lastSequence ?? -1)
            body.integer(last?.lastOffset.rawValue ?? -1)
            body.integer(last.map { Int32(truncatingIfNeeded: $0.lastOffset.rawValue - $0.firstOffset.rawValue) } ?? 0)
            body.integer(state.lastTimestamp)
            body.integer(state.coordinatorEpoch)
            body.integer(state.currentTransactionFirstOffset?.rawValue ?? -1)
        }
        let bytes = body.finish()
        var writer = ByteWriter(capacity: bytes.count + 6)
        writer.integer(version)
        writer.integer(CRC32C.checksum(bytes))
        writer.bytes(bytes)
        return writer.finish()
    }

    /// - Throws: ``DecodeError`` when the file is cut, of another version, or its checksum is wrong.
    static func decode(_ bytes: ByteSlice) throws(DecodeError) -> [ProducerState] {
        var reader = ByteReader(bytes)
        guard try reader.integer(Int16.self) == version else { throw DecodeError(.badValue, at: 0) }
        let crc = try reader.integer(UInt32.self)
        guard CRC32C.checksum(bytes[reader.offset..<bytes.count]) == crc else { throw DecodeError(.badValue, at: 2) }
        let count = Int(try reader.integer(Int32.self))
        guard count >= 0, count == reader.remaining / entrySize, reader.remaining.isMultiple(of: entrySize) else {
            throw DecodeError(.badLength, at: 6)
        }
        var states: [ProducerState] = []
        states.reserveCapacity(count)
        for _ in 0..<count { states.append(try state(from: &reader)) }
        return states
    }

    private static func state(from reader: inout ByteReader) throws(DecodeError) -> ProducerState {
        let producerID = ProducerID(try reader.integer())
        var state = ProducerState(producerID: producerID, epoch: ProducerEpoch(try reader.integer()))
        let lastSequence = try reader.integer(Int32.self)
        let lastOffset = try reader.integer(Int64.self)
        let offsetDelta = try reader.integer(Int32.self)
        state.lastTimestamp = try reader.integer()
        state.coordinatorEpoch = try reader.integer()
        let transactionFirst = try reader.integer(Int64.self)
        state.currentTransactionFirstOffset = transactionFirst < 0 ? nil : Offset(transactionFirst)
        if lastOffset >= 0 {
            // The first sequence is the last one moved back by the offset delta, round the end of the numbers.
            let first = Int64(lastSequence) - Int64(offsetDelta)
            state.batches = [
                ProducerBatch(
                    firstSequence: Int32(truncatingIfNeeded: first & Int64(Int32.max)), lastSequence: lastSequence,
                    firstOffset: Offset(lastOffset &- Int64(offsetDelta)), lastOffset: Offset(lastOffset),
                    timestamp: state.lastTimestamp)
            ]
        }
        return state
    }
}
