public import Bytes
import Identifiers

/// What JSON cannot be a message of its schema, and where.
public struct SchemaMismatch: Error, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

extension MessageSchema {
    /// The bytes of a message's body. Members that are missing have the schema's defaults.
    public func encode(_ json: JSONValue, version: Int) throws -> ByteSlice {
        var writer = ByteWriter()
        try encode(json, structure: "", version: version, into: &writer)
        return writer.finish()
    }

    private func encode(_ json: JSONValue, structure: String, version: Int, into writer: inout ByteWriter) throws {
        let fields = structures[structure] ?? []
        for field in fields where field.tag == nil && field.isPresent(version) {
            try encode(json[field.name] ?? defaultValue(of: field), field, version: version, into: &writer)
        }
        guard isFlexible(version) else { return }
        var tagged: [(UInt64, ByteSlice)] = []
        for field in fields where field.isPresent(version) {
            guard let tag = field.tag, let value = json[field.name] else { continue }
            var inner = ByteWriter()
            try encode(value, field, version: version, into: &inner)
            tagged.append((UInt64(tag.number), inner.finish()))
        }
        for pair in json["_tags"]?.items ?? [] {
            guard let parts = pair.items, parts.count == 2, let tag = parts[0].integer, let hex = parts[1].text,
                let bytes = ByteSlice(hex: hex)
            else { throw SchemaMismatch("\(name): bad _tags") }
            tagged.append((UInt64(tag), bytes))
        }
        writer.unsignedVarint(UInt64(tagged.count))
        for (tag, bytes) in tagged.sorted(by: { $0.0 < $1.0 }) {
            writer.unsignedVarint(tag)
            writer.unsignedVarint(UInt64(bytes.count))
            writer.bytes(bytes)
        }
    }

    private func defaultValue(of field: Field) -> JSONValue {
        if field.defaultText == "null" { return .null }
        if field.isArray { return .array([]) }
        switch field.type {
        case "string", "bytes", "records": return .string("")
        case "bool": return .bool(field.defaultText == "true")
        case "uuid": return .string("AAAAAAAAAAAAAAAAAAAAAA")
        case "float64": return .double(0)
        case _ where structures[field.type] != nil: return .object([:])
        default:
            let text = field.defaultText ?? "0"
            return .integer(text.hasPrefix("0x") ? Int64(text.dropFirst(2), radix: 16) ?? 0 : Int64(text) ?? 0)
        }
    }

    private func encode(_ value: JSONValue, _ field: Field, version: Int, into writer: inout ByteWriter) throws {
        let compact = isFlexible(version)
        guard field.isArray else {
            return try encodeOne(value, field, version: version, into: &writer)
        }
        guard let items = value.items else { return writeLength(nil, compact: compact, width: 4, into: &writer) }
        writeLength(items.count, compact: compact, width: 4, into: &writer)
        var element = field
        element.isArray = false
        element.nullable = Versions("none")
        for item in items { try encodeOne(item, element, version: version, into: &writer) }
    }

    private func writeLength(_ length: Int?, compact: Bool, width: Int, into writer: inout ByteWriter) {
        if compact {
            writer.unsignedVarint(UInt64((length ?? -1) + 1))
        } else if width == 2 {
            writer.integer(Int16(truncatingIfNeeded: length ?? -1))
        } else {
            writer.integer(Int32(truncatingIfNeeded: length ?? -1))
        }
    }

    private func encodeOne(_ value: JSONValue, _ field: Field, version: Int, into writer: inout ByteWriter) throws {
        let compact = isFlexible(version)
        switch (field.type, value) {
        case ("string", .null): writeLength(nil, compact: compact, width: 2, into: &writer)
        case ("bytes", .null), ("records", .null): writeLength(nil, compact: compact, width: 4, into: &writer)
        case ("string", .string(let text)):
            writeLength(text.utf8.count, compact: compact, width: 2, into: &writer)
            writer.utf8(text)
        case ("bytes", _), ("records", _):
            guard let hex = value.text ?? value["hex"]?.text, let bytes = ByteSlice(hex: hex) else {
                throw SchemaMismatch("\(name).\(field.name): \(value) is no hex")
            }
            writeLength(bytes.count, compact: compact, width: 4, into: &writer)
            writer.bytes(bytes)
        case ("bool", .bool(let flag)): writer.integer(flag ? 1 as UInt8 : 0)
        case ("uuid", .string(let text)):
            guard let id = UniqueID(base64: text) else { throw SchemaMismatch("\(name).\(field.name): \(text)") }
            writer.bytes(id.bytes)
        case ("float64", .double(let number)): writer.double(number)
        case ("float64", .integer(let number)): writer.double(Double(number))
        case (_, .integer(let number)): try encodeInteger(number, field, into: &writer)
        case (let type, .null) where structures[type] != nil:
            if field.tag != nil { writer.unsignedVarint(0) } else { writer.integer(-1 as Int8) }
        case (let type, .object) where structures[type] != nil:
            if field.nullable.contains(version) {
                if field.tag != nil { writer.unsignedVarint(1) } else { writer.integer(1 as Int8) }
            }
            try encode(value, structure: type, version: version, into: &writer)
        default: throw SchemaMismatch("\(name).\(field.name): \(value) is no \(field.type)")
        }
    }

    private func encodeInteger(_ number: Int64, _ field: Field, into writer: inout ByteWriter) throws {
        switch field.type {
        case "int8": writer.integer(Int8(truncatingIfNeeded: number))
        case "int16": writer.integer(Int16(truncatingIfNeeded: number))
        case "uint16": writer.integer(UInt16(truncatingIfNeeded: number))
        case "int32": writer.integer(Int32(truncatingIfNeeded: number))
        case "uint32": writer.integer(UInt32(truncatingIfNeeded: number))
        case "int64": writer.integer(number)
        default: throw SchemaMismatch("\(name).\(field.name): \(number) is no \(field.type)")
        }
    }
}
