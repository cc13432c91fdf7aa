public import Bytes
import Identifiers

extension MessageSchema {
    /// A message's body as JSON: bytes and records in hex, uuids in base64, tagged fields only when they were sent.
    public func decode(_ reader: inout ByteReader, version: Int) throws -> JSONValue {
        try decode(&reader, structure: "", version: version)
    }

    private func decode(_ reader: inout ByteReader, structure: String, version: Int) throws -> JSONValue {
        let fields = structures[structure] ?? []
        var members: [String: JSONValue] = [:]
        for field in fields where field.tag == nil && field.isPresent(version) {
            members[field.name] = try decode(&reader, field, version: version)
        }
        guard isFlexible(version) else { return .object(members) }
        var unknown: [JSONValue] = []
        for _ in 0..<(try reader.unsignedVarint()) {
            let tag = try reader.unsignedVarint()
            let size = Int(try reader.unsignedVarint())
            if let field = fields.first(where: { $0.isPresent(version) && $0.tag.map { UInt32($0.number) } == tag }) {
                var inner = ByteReader(try reader.bytes(size))
                members[field.name] = try decode(&inner, field, version: version)
                try inner.expectEnd()
            } else {
                unknown.append(.array([.integer(Int64(tag)), .string(try reader.bytes(size).hex)]))
            }
        }
        if !unknown.isEmpty { members["_tags"] = .array(unknown) }
        return .object(members)
    }

    private func length(_ reader: inout ByteReader, compact: Bool, width: Int) throws -> Int {
        if compact { return Int(try reader.unsignedVarint()) - 1 }
        return width == 2 ? Int(try reader.integer(Int16.self)) : Int(try reader.integer(Int32.self))
    }

    private func decode(_ reader: inout ByteReader, _ field: Field, version: Int) throws -> JSONValue {
        guard field.isArray else { return try decodeOne(&reader, field, version: version) }
        let count = try length(&reader, compact: isFlexible(version), width: 4)
        guard count >= 0 else { return .null }
        guard count <= reader.remaining else { throw SchemaMismatch("\(name).\(field.name) of \(count)") }
        var element = field
        element.isArray = false
        element.nullable = Versions("none")
        var items: [JSONValue] = []
        for _ in 0..<count { items.append(try decodeOne(&reader, element, version: version)) }
        return .array(items)
    }

    private func decodeOne(_ reader: inout ByteReader, _ field: Field, version: Int) throws -> JSONValue {
        let compact = isFlexible(version)
        switch field.type {
        case "string":
            let length = try length(&reader, compact: compact, width: 2)
            return length < 0 ? .null : .string(try reader.text(length))
        case "bytes", "records":
            let length = try length(&reader, compact: compact, width: 4)
            return length < 0 ? .null : .string(try reader.bytes(length).hex)
        case "bool": return .bool(try reader.integer(UInt8.self) != 0)
        case "uuid": return .string(UniqueID(bytes: try reader.bytes(16).array)?.base64 ?? "")
        case "float64": return .double(try reader.double())
        case "int8": return .integer(Int64(try reader.integer(Int8.self)))
        case "int16": return .integer(Int64(try reader.integer(Int16.self)))
        case "uint16": return .integer(Int64(try reader.integer(UInt16.self)))
        case "int32": return .integer(Int64(try reader.integer(Int32.self)))
        case "uint32": return .integer(Int64(try reader.integer(UInt32.self)))
        case "int64": return .integer(try reader.integer(Int64.self))
        default:
            if field.nullable.contains(version) {
                let isThere = field.tag == nil ? try reader.integer(Int8.self) >= 0 : try reader.unsignedVarint() != 0
                if !isThere { return .null }
            }
            return try decode(&reader, structure: field.type, version: version)
        }
    }
}
