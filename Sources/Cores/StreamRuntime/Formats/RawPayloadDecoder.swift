import Bytes
import StreamSQL

/// The raw format: the whole record is one value of the table's only column.
final class RawPayloadDecoder: PayloadDecoder {
    private let fields: [FormatField]
    private let isBigEndian: Bool
    private var builders: [ColumnBuilder] = []

    init(fields: [FormatField], options: FormatOptions) throws(SQLError) {
        self.fields = fields
        guard options.table.columns.filter({ $0.kind == .physical }).count == 1 else {
            throw .invalid("the raw format takes a table of one physical column")
        }
        let charset = options["charset"] ?? "UTF-8"
        guard charset.uppercased() == "UTF-8" else { throw .unsupported("raw.charset '\(charset)'") }
        switch options["endianness"] ?? "big-endian" {
        case "big-endian": isBigEndian = true
        case "little-endian": isBigEndian = false
        case let other: throw .invalid("raw.endianness is big-endian or little-endian, not '\(other)'")
        }
        for field in fields {
            switch field.type.kind {
            case .boolean, .tinyint, .smallint, .int, .bigint, .float, .double, .char, .varchar, .binary, .varbinary: break
            default: throw .invalid("the raw format has no \(field.type)")
            }
        }
    }

    func begin(records: Int) { builders = fields.map { ColumnBuilder(type: $0.type) } }

    func append(_ payload: ByteSlice) throws(FieldFault) {
        for (field, builder) in zip(fields, builders) {
            guard let value = value(payload, field.type.kind) else {
                builder.appendNull()
                throw FieldFault(reason: "raw: \(payload.count) bytes are not a \(field.type)")
            }
            builder.append(value)
        }
    }

    private func value(_ payload: ByteSlice, _ kind: SQLTypeKind) -> SQLValue? {
        switch kind {
        case .char, .varchar: payload.utf8Text == nil ? nil : .string(payload)
        case .binary, .varbinary: .bytes(payload)
        case .boolean: payload.count == 1 ? .boolean(payload[0] != 0) : nil
        case .tinyint: integer(payload, Int8.self)
        case .smallint: integer(payload, Int16.self)
        case .int: integer(payload, Int32.self)
        case .bigint: integer(payload, Int64.self)
        case .float: bits(payload, UInt32.self).map { .float(Float(bitPattern: $0)) }
        case .double: bits(payload, UInt64.self).map { .double(Double(bitPattern: $0)) }
        default: nil
        }
    }

    private func bits<T: FixedWidthInteger & BitwiseCopyable>(_ payload: ByteSlice, _ type: T.Type) -> T? {
        guard payload.count == MemoryLayout<T>.size else { return nil }
        var reader = ByteReader(payload)
        return isBigEndian ? try? reader.integer(T.self) : try? reader.littleEndian(T.self)
    }

    private func integer<T: FixedWidthInteger & BitwiseCopyable>(_ payload: ByteSlice, _ type: T.Type) -> SQLValue? {
        bits(payload, type).map { .integer(Int64($0)) }
    }

    func finish() -> [ColumnVector] { builders.map { $0.finish() } }
}
