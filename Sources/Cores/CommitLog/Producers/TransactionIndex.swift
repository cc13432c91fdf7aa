import Bytes
import Identifiers

/// The `.txnindex` file of a segment: the transactions whose abort marker it holds, 34 bytes each, big-endian.
///
/// | offset | size | field |
/// |---|---|---|
/// | 0 | 2 | version, 0 |
/// | 2 | 8 | producer id |
/// | 10 | 8 | first offset |
/// | 18 | 8 | last offset: the marker's |
/// | 26 | 8 | last stable offset |
enum TransactionIndex {
    static let entrySize = 34

    static func encode(_ transaction: AbortedTransaction) -> ByteSlice {
        var writer = ByteWriter(capacity: entrySize)
        writer.integer(Int16(0))
        writer.integer(transaction.producerID.rawValue)
        writer.integer(transaction.firstOffset.rawValue)
        writer.integer(transaction.lastOffset.rawValue)
        writer.integer(transaction.lastStableOffset.rawValue)
        return writer.finish()
    }

    /// - Throws: ``DecodeError`` when an entry is cut, of another version, or not behind the one before it.
    static func decode(_ bytes: ByteSlice) throws(DecodeError) -> [AbortedTransaction] {
        var reader = ByteReader(bytes)
        var transactions: [AbortedTransaction] = []
        while !reader.isAtEnd {
            let start = reader.offset
            guard try reader.integer(Int16.self) == 0 else { throw DecodeError(.badValue, at: start) }
            let transaction = AbortedTransaction(
                producerID: ProducerID(try reader.integer()), firstOffset: Offset(try reader.integer()),
                lastOffset: Offset(try reader.integer()), lastStableOffset: Offset(try reader.integer()))
            if let last = transactions.last, transaction.lastOffset <= last.lastOffset {
                throw DecodeError(.badValue, at: start)
            }
            transactions.append(transaction)
        }
        return transactions
    }
}
