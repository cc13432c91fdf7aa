public import Bytes
public import CQLValues
public import StreamSQL

/// How the values of one SQL column become values of one CQL column.
public struct CassandraBinding: Hashable, Sendable {
    public let sqlType: SQLType
    public let cqlType: CQLType

    /// - Throws: ``SQLError`` when values of the SQL type cannot stand in the column.
    public init(_ sqlType: SQLType, as cqlType: CQLType, column: String) throws(SQLError) {
        guard Self.fits(sqlType.kind, cqlType) else {
            throw .invalid("column \(column): a value of type \(sqlType.kind) cannot stand in a column of CQL type \(cqlType)")
        }
        self.sqlType = sqlType
        self.cqlType = cqlType
    }

    /// The serialized value; nil for NULL.
    ///
    /// - Throws: ``BindingFault`` for a value that the CQL type cannot hold: text that is no uuid, a map with a null.
    public func bytes(of value: SQLValue) throws(BindingFault) -> ByteSlice? {
        try Self.bytes(of: value, sqlType.kind, cqlType)
    }

    // MARK: Types

    private static func fits(_ sql: SQLTypeKind, _ cql: CQLType) -> Bool {
        switch (sql, cql.unfrozen) {
        case (.char, .text), (.varchar, .text), (.char, .ascii), (.varchar, .ascii): true
        case (.char, .uuid), (.varchar, .uuid), (.char, .timeuuid), (.varchar, .timeuuid), (.char, .inet), (.varchar, .inet): true
        case (.boolean, .boolean), (.float, .float), (.float, .double), (.double, .double), (.decimal, .decimal): true
        case (.tinyint, .tinyint), (.tinyint, .smallint), (.smallint, .smallint), (.tinyint, .int), (.smallint, .int): true
        case (.int, .int), (.tinyint, .bigint), (.smallint, .bigint), (.int, .bigint), (.bigint, .bigint): true
        case (.tinyint, .varint), (.smallint, .varint), (.int, .varint), (.bigint, .varint): true
        case (.binary, .blob), (.varbinary, .blob), (.date, .date), (.time, .time): true
        case (.timestamp, .timestamp), (.timestampLTZ, .timestamp): true
        case (.array(let element), .list(let inner)), (.array(let element), .set(let inner)): fits(element.kind, inner)
        case (.map(let key, let value), .map(let cqlKey, let cqlValue)): fits(key.kind, cqlKey) && fits(value.kind, cqlValue)
        case (.row(let fields), .userDefined(let type)):
            fields.count == type.fields.count && zip(fields, type.fields).allSatisfy { fits($0.type.kind, $1.type) }
        case (.row(let fields), .tuple(let parts)):
            fields.count == parts.count && zip(fields, parts).allSatisfy { fits($0.type.kind, $1) }
        default: false
        }
    }

    // MARK: Values

    private static func bytes(of value: SQLValue, _ sql: SQLTypeKind, _ cql: CQLType) throws(BindingFault) -> ByteSlice? {
        switch value {
        case .null: return nil
        case .boolean(let flag): return [flag ? 1 : 0]
        case .integer(let number): return integer(number, sql, cql)
        case .float(let number):
            return cql == .double ? bigEndian(Double(number).bitPattern) : bigEndian(number.bitPattern)
        case .double(let number): return bigEndian(number.bitPattern)
        case .decimal(let decimal):
            guard let unscaled = BigInteger(decimal: "\(decimal.unscaled)") else { return nil }
            return CQLDecimal(unscaled: unscaled, scale: Int32(decimal.scale)).bytes
        case .string(let text): return try string(text, cql)
        case .bytes(let bytes): return bytes
        // CQL's timestamps are milliseconds; what is finer is cut off.
        case .timestamp(let timestamp): return bigEndian(timestamp.milliseconds)
        case .array(let elements): return try collection(elements, sql, cql)
        case .map(let entries): return try map(entries, sql, cql)
        case .row(let fields): return try row(fields, sql, cql)
        }
    }

    private static func bigEndian(_ value: some FixedWidthInteger) -> ByteSlice {
        withUnsafeBytes(of: value.bigEndian) { ByteSlice(copying: $0) }
    }

    private static func integer(_ number: Int64, _ sql: SQLTypeKind, _ cql: CQLType) -> ByteSlice {
        switch cql {
        case .tinyint: bigEndian(Int8(truncatingIfNeeded: number))
        case .smallint: bigEndian(Int16(truncatingIfNeeded: number))
        case .int: bigEndian(Int32(truncatingIfNeeded: number))
        case .varint: BigInteger(number).twosComplement
        // Days since 1970 in the middle of the unsigned range; milliseconds of the day as nanoseconds.
        case .date: bigEndian(UInt32(truncatingIfNeeded: number &+ 0x8000_0000))
        case .time: bigEndian(number &* 1_000_000)
        default: bigEndian(number)
        }
    }

    private static func string(_ text: ByteSlice, _ cql: CQLType) throws(BindingFault) -> ByteSlice {
        switch cql {
        case .text: return text
        case .ascii:
            guard text.withUnsafeBytes({ bytes in bytes.allSatisfy { $0 < 0x80 } }) else {
                throw BindingFault(reason: "the value is not ASCII")
            }
            return text
        default:
            do throws(CQLValueError) { return try cql.bytes(parsing: text.utf8Text ?? "", now: 0) } catch {
                throw BindingFault(reason: "the value is no \(cql): \(text.utf8Text ?? "not UTF-8")")
            }
        }
    }

    private static func present(_ value: SQLValue, _ sql: SQLTypeKind, _ cql: CQLType) throws(BindingFault) -> ByteSlice {
        guard let bytes = try bytes(of: value, sql, cql) else { throw BindingFault(reason: "a null inside a collection") }
        return bytes
    }

    private static func collection(
        _ elements: [SQLValue], _ sql: SQLTypeKind, _ cql: CQLType
    ) throws(BindingFault) -> ByteSlice? {
        guard case .array(let elementType) = sql, let inner = cql.parts.first else { return nil }
        var items: [ByteSlice] = []
        for element in elements { items.append(try present(element, elementType.kind, inner)) }
        return CQLCollection.bytes(of: items)
    }

    private static func map(_ entries: [SQLMapEntry], _ sql: SQLTypeKind, _ cql: CQLType) throws(BindingFault) -> ByteSlice? {
        guard case .map(let key, let value) = sql, case .map(let cqlKey, let cqlValue) = cql.unfrozen else { return nil }
        var items: [(key: ByteSlice, value: ByteSlice)] = []
        for entry in entries {
            items.append((try present(entry.key, key.kind, cqlKey), try present(entry.value, value.kind, cqlValue)))
        }
        return CQLCollection.bytes(of: items)
    }

    private static func row(_ values: [SQLValue], _ sql: SQLTypeKind, _ cql: CQLType) throws(BindingFault) -> ByteSlice? {
        guard case .row(let fields) = sql else { return nil }
        var parts: [ByteSlice?] = []
        for (value, (field, part)) in zip(values, zip(fields, cql.parts)) {
            parts.append(try bytes(of: value, field.type.kind, part))
        }
        return CQLCollection.bytes(ofFields: parts)
    }
}

/// A value that cannot stand in its column.
public struct BindingFault: Error, Hashable, Sendable {
    public let reason: String
}
