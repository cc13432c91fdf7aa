import Bytes
import StreamSQL

/// The binary form of values in state keys and accumulators (docs/formats/stream-state.md).
///
/// A value is one tag byte and its content; strings carry their length. Equal values, and only those, have equal bytes:
/// every NaN is written alike, 0.0 and -0.0 differ, and the entries of a map are sorted by their bytes. So the bytes of a
/// key can be compared instead of its values.
enum ValueCoding {
    private enum Tag {
        static let null: UInt8 = 0
        static let no: UInt8 = 1
        static let yes: UInt8 = 2
        static let integer: UInt8 = 3
        static let float: UInt8 = 4
        static let double: UInt8 = 5
        static let decimal: UInt8 = 6
        static let string: UInt8 = 7
        static let bytes: UInt8 = 8
        static let timestamp: UInt8 = 9
        static let array: UInt8 = 10
        static let map: UInt8 = 11
        static let row: UInt8 = 12
    }

    /// Nesting of values read back; types nest far less.
    private static let depthMax = 64

    static func write(_ value: SQLValue, to writer: inout ByteWriter) {
        switch value {
        case .null: writer.integer(Tag.null)
        case .boolean(let flag): writer.integer(flag ? Tag.yes : Tag.no)
        case .integer(let number): writeInteger(number, to: &writer)
        case .float(let number):
            writer.integer(Tag.float)
            writer.integer(number.isNaN ? Float.nan.bitPattern : number.bitPattern)
        case .double(let number): writeDouble(number, to: &writer)
        case .decimal(let number): writeDecimal(number.unscaled, scale: number.scale, to: &writer)
        case .string(let text): text.withUnsafeBytes { writeString($0, isBinary: false, to: &writer) }
        case .bytes(let run): run.withUnsafeBytes { writeString($0, isBinary: true, to: &writer) }
        case .timestamp(let instant): writeTimestamp(instant.milliseconds, instant.nanosOfMillisecond, to: &writer)
        case .array(let values): writeList(values, Tag.array, to: &writer)
        case .row(let values): writeList(values, Tag.row, to: &writer)
        case .map(let entries): writeMap(entries, to: &writer)
        }
    }

    /// The value of a column's row, without boxing the common ones.
    @inline(__always)
    static func write(_ column: ColumnVector, row: Int, type: SQLType, to writer: inout ByteWriter) {
        if column.isNull(row) {
            writer.integer(Tag.null)
            return
        }
        switch column.storage {
        case .strings(let values): values.withBytes(of: row) { writeString($0, isBinary: type.isBinary, to: &writer) }
        case .integers(let values): writeInteger(values[row], to: &writer)
        case .booleans, .doubles, .decimals, .timestamps, .nested: write(column.value(row, type: type), to: &writer)
        }
    }

    private static func writeInteger(_ number: Int64, to writer: inout ByteWriter) {
        writer.integer(Tag.integer)
        writer.varint(number)
    }

    private static func writeDouble(_ number: Double, to writer: inout ByteWriter) {
        writer.integer(Tag.double)
        writer.double(number.isNaN ? Double.nan : number)
    }

    private static func writeDecimal(_ unscaled: Int128, scale: Int, to writer: inout ByteWriter) {
        writer.integer(Tag.decimal)
        writer.integer(UInt8(truncatingIfNeeded: scale))
        writer.integer(unscaled)
    }

    private static func writeTimestamp(_ milliseconds: Int64, _ nanos: Int32, to writer: inout ByteWriter) {
        writer.integer(Tag.timestamp)
        writer.varint(milliseconds)
        writer.varint(Int64(nanos))
    }

    @inline(__always)
    private static func writeString(_ text: UnsafeRawBufferPointer, isBinary: Bool, to writer: inout ByteWriter) {
        writer.integer(isBinary ? Tag.bytes : Tag.string)
        writer.unsignedVarint(UInt64(text.count))
        writer.bytes(text)
    }

    private static func writeList(_ values: [SQLValue], _ tag: UInt8, to writer: inout ByteWriter) {
        writer.integer(tag)
        writer.unsignedVarint(UInt64(values.count))
        for value in values { write(value, to: &writer) }
    }

    private static func writeMap(_ entries: [SQLMapEntry], to writer: inout ByteWriter) {
        writer.integer(Tag.map)
        writer.unsignedVarint(UInt64(entries.count))
        let encoded = entries.map { entry in
            var one = ByteWriter(capacity: 32)
            write(entry.key, to: &one)
            write(entry.value, to: &one)
            return one.finish()
        }
        for entry in encoded.sorted() { writer.bytes(entry) }
    }

    static func read(_ reader: inout ByteReader) throws(DecodeError) -> SQLValue { try read(&reader, depth: 0) }

    private static func read(_ reader: inout ByteReader, depth: Int) throws(DecodeError) -> SQLValue {
        let start = reader.offset
        guard depth < depthMax else { throw DecodeError(.badValue, at: start) }
        switch try reader.integer(UInt8.self) {
        case Tag.null: return .null
        case Tag.no: return .boolean(false)
        case Tag.yes: return .boolean(true)
        case Tag.integer: return .integer(try reader.varlong())
        case Tag.float: return .float(Float(bitPattern: try reader.integer(UInt32.self)))
        case Tag.double: return .double(try reader.double())
        case Tag.decimal:
            let scale = Int(try reader.integer(UInt8.self))
            guard scale <= SQLTypeKind.maxDecimalPrecision else { throw DecodeError(.badValue, at: start) }
            return .decimal(SQLDecimal(unscaled: try reader.integer(Int128.self), scale: scale))
        case Tag.string: return .string(try reader.bytes(try count(&reader)))
        case Tag.bytes: return .bytes(try reader.bytes(try count(&reader)))
        case Tag.timestamp:
            let milliseconds = try reader.varlong()
            guard let nanos = Int32(exactly: try reader.varlong()), nanos >= 0, nanos < 1_000_000 else {
                throw DecodeError(.badValue, at: start)
            }
            return .timestamp(SQLTimestamp(milliseconds: milliseconds, nanosOfMillisecond: nanos))
        case Tag.array: return .array(try list(&reader, depth: depth))
        case Tag.row: return .row(try list(&reader, depth: depth))
        case Tag.map:
            var entries: [SQLMapEntry] = []
            for _ in 0..<(try count(&reader)) {
                let key = try read(&reader, depth: depth + 1)
                entries.append(SQLMapEntry(key: key, value: try read(&reader, depth: depth + 1)))
            }
            return .map(entries)
        default: throw DecodeError(.badValue, at: start)
        }
    }

    private static func list(_ reader: inout ByteReader, depth: Int) throws(DecodeError) -> [SQLValue] {
        var values: [SQLValue] = []
        for _ in 0..<(try count(&reader)) { values.append(try read(&reader, depth: depth + 1)) }
        return values
    }

    /// A count of things that are at least a byte each.
    static func count(_ reader: inout ByteReader) throws(DecodeError) -> Int {
        let start = reader.offset
        let count = try reader.unsignedVarlong()
        guard count <= UInt64(reader.remaining) else { throw DecodeError(.badLength, at: start) }
        return Int(count)
    }
}
