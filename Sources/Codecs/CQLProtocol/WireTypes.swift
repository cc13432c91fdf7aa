internal import Bytes
internal import CQLValues

// Type options: native protocol v5, section 6.

extension ByteWriter {
    /// The option of `type`. There is no mark for frozen types, and v3 and v4 know durations by their class only.
    mutating func typeOption(_ type: CQLType, version: ProtocolVersion) {
        switch type {
        case .frozen(let inner): typeOption(inner, version: version)
        case .list(let element):
            integer(UInt16(0x20))
            typeOption(element, version: version)
        case .map(let key, let value):
            integer(UInt16(0x21))
            typeOption(key, version: version)
            typeOption(value, version: version)
        case .set(let element):
            integer(UInt16(0x22))
            typeOption(element, version: version)
        case .tuple(let components):
            integer(UInt16(0x31))
            integer(UInt16(truncatingIfNeeded: components.count))
            for component in components { typeOption(component, version: version) }
        case .userDefined(let type):
            integer(UInt16(0x30))
            string(type.keyspace)
            string(type.name)
            integer(UInt16(truncatingIfNeeded: type.fields.count))
            for field in type.fields {
                string(field.name)
                typeOption(field.type, version: version)
            }
        case .duration where version < .v5: custom(type)
        default:
            guard let id = NativeTypeOption.id(of: type) else { return custom(type) }
            integer(id)
        }
    }

    private mutating func custom(_ type: CQLType) {
        integer(UInt16(0))
        guard case .vector(let element, let dimension) = type else { return string(type.fullClassName) }
        // As the reference writes it, with a blank before the comma too.
        string("org.apache.cassandra.db.marshal.VectorType(\(element.fullClassName) , \(dimension))")
    }
}

/// Ids of the types that are written by their id alone.
private enum NativeTypeOption {
    static let all: [(UInt16, CQLType)] = [
        (0x01, .ascii), (0x02, .bigint), (0x03, .blob), (0x04, .boolean), (0x05, .counter), (0x06, .decimal), (0x07, .double),
        (0x08, .float), (0x09, .int), (0x0B, .timestamp), (0x0C, .uuid), (0x0D, .text), (0x0E, .varint), (0x0F, .timeuuid),
        (0x10, .inet), (0x11, .date), (0x12, .time), (0x13, .smallint), (0x14, .tinyint), (0x15, .duration),
    ]

    static func id(of type: CQLType) -> UInt16? { all.first { $0.1 == type }?.0 }
    static func type(of id: UInt16) -> CQLType? { all.first { $0.0 == id }?.1 }
}

extension BodyReader {
    /// How deep a type may nest.
    static let typeNestingMax = 32

    mutating func typeOption(depth: Int = 0) throws(ProtocolFault) -> CQLType {
        guard depth < Self.typeNestingMax else { throw ProtocolFault("Type nested more than \(Self.typeNestingMax) levels deep") }
        let id = try integer(UInt16.self)
        switch id {
        case 0x00:
            let name = try string()
            return name.hasSuffix(".DurationType") ? .duration : .custom(name)
        case 0x20: return .list(try typeOption(depth: depth + 1))
        case 0x21: return .map(try typeOption(depth: depth + 1), try typeOption(depth: depth + 1))
        case 0x22: return .set(try typeOption(depth: depth + 1))
        case 0x30:
            let keyspace = try string()
            let name = try string()
            var fields: [UserDefinedType.Field] = []
            for _ in 0..<(try integer(UInt16.self)) {
                let field = try string()
                fields.append(.init(name: field, type: try typeOption(depth: depth + 1)))
            }
            return .userDefined(UserDefinedType(keyspace: keyspace, name: name, fields: fields))
        case 0x31:
            var components: [CQLType] = []
            for _ in 0..<(try integer(UInt16.self)) { components.append(try typeOption(depth: depth + 1)) }
            return .tuple(components)
        default:
            guard let type = NativeTypeOption.type(of: id) else { throw ProtocolFault("Unknown type option \(id)") }
            return type
        }
    }
}
