import Bytes
import Glibc

/// Cuts an input into records at a delimiter, without copying them: a record is a slice of the chunk it came in.
struct RecordSplitter {
    enum Item {
        /// `number` counts from 1.
        case record(ByteSlice, number: Int)
        /// A record over the limit; its bytes were passed over.
        case tooLarge(number: Int, bytes: Int)
        /// Nothing but white space.
        case blank
    }

    private static let chunkBytes = 1 << 20

    private let input: any ByteInput
    private let delimiter: UInt8
    private let bytesMax: Int
    private var chunk = ByteSlice()
    private var position = 0
    private var number = 0
    private var isAtEnd = false
    /// Bytes of an overlong record passed over so far.
    private var skipped = 0

    init(_ input: any ByteInput, delimiter: UInt8, bytesMax: Int) {
        self.input = input
        self.delimiter = delimiter
        self.bytesMax = bytesMax
    }

    /// The next record, or nil at the end. The last one needs no delimiter.
    mutating func next() throws(ProducerFailure) -> Item? {
        while true {
            if let length = distanceToDelimiter() {
                let start = position
                position += length + 1
                return finish(start..<start + length)
            }
            let rest = chunk.count - position
            if isAtEnd {
                guard rest > 0 || skipped > 0 else { return nil }
                let start = position
                position = chunk.count
                return finish(start..<start + rest)
            }
            // One byte more than allowed may be the carriage return that is taken off.
            if rest > bytesMax + 1 {
                skipped += rest
                position = chunk.count
            }
            try refill()
        }
    }

    private func distanceToDelimiter() -> Int? {
        chunk.withUnsafeBytes { bytes in
            guard position < bytes.count, let base = bytes.baseAddress else { return nil }
            let start = base + position
            guard let found = memchr(start, Int32(delimiter), bytes.count - position) else { return nil }
            return UnsafeRawPointer(found) - start
        }
    }

    private mutating func finish(_ range: Range<Int>) -> Item {
        number += 1
        defer { skipped = 0 }
        var range = range
        if delimiter == ProducerConfiguration.Delimiter.newline.rawValue, let last = range.last, chunk[last] == 0x0D {
            range = range.dropLast()
        }
        if skipped > 0 || range.count > bytesMax { return .tooLarge(number: number, bytes: skipped + range.count) }
        let isBlank = chunk.withUnsafeBytes { bytes in
            bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        }
        return isBlank ? .blank : .record(chunk[range], number: number)
    }

    /// Reads on behind what is left of the chunk, in new memory: records of the old one may still be under way.
    private mutating func refill() throws(ProducerFailure) {
        let rest = chunk[position..<chunk.count]
        let storage = ByteStorage(capacity: rest.count + Self.chunkBytes)
        let target = UnsafeMutableRawBufferPointer(start: storage.base, count: storage.capacity)
        rest.withUnsafeBytes { target.copyMemory(from: $0) }
        let count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: target[rest.count...]))
        isAtEnd = count == 0
        chunk = ByteSlice(storage: storage, range: 0..<rest.count + count)
        position = 0
    }
}
