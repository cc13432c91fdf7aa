import Bytes
import CQLValues
import Connectors
import StreamRuntime
import StreamSQL
import Testing

@Suite("The cassandra sink")
struct CassandraSinkTests {
    static let target = CassandraTable(
        keyspace: "meetup_keyspace", name: "meetup_table",
        types: ["venue_name": .text, "lon": .text, "lat": .text, "group_city": .text, "count": .int],
        partitionKey: ["venue_name"], clusteringKey: ["lon", "lat", "group_city"])

    static func table(key: [String], count: SQLTypeKind = .int) -> TableDefinition {
        let text = SQLType(.string)
        return TableDefinition(
            name: "meetup_table",
            columns: [
                ColumnDefinition(name: "count", type: SQLType(count)), ColumnDefinition(name: "venue_name", type: text.notNull),
                ColumnDefinition(name: "lon", type: text.notNull), ColumnDefinition(name: "lat", type: text.notNull),
                ColumnDefinition(name: "group_city", type: text.notNull),
            ], primaryKey: key, options: ["connector": "cassandra"])
    }
    static let key = ["venue_name", "lon", "lat", "group_city"]

    @Test("statements name all columns, quoted where CQL needs it; values are bound in their order")
    func statements() throws {
        let sink = try CassandraSink(Self.table(key: Self.key), target: Self.target)
        #expect(
            sink.upsertText
                == "INSERT INTO meetup_keyspace.meetup_table (count, venue_name, lon, lat, group_city) VALUES (?, ?, ?, ?, ?)")
        #expect(
            sink.deleteText
                == "DELETE FROM meetup_keyspace.meetup_table WHERE venue_name = ? AND lon = ? AND lat = ? AND group_city = ?")
        let batch = Batch(
            rows: [[.integer(3), .text("Café"), .text("-0.10"), .text("1e-05"), .null]],
            types: Self.table(key: Self.key).columns.map(\.type))
        #expect(
            try sink.upsertValues(batch, row: 0)
                == [ByteSlice([0, 0, 0, 3]), ByteSlice(utf8: "Café"), ByteSlice(utf8: "-0.10"), ByteSlice(utf8: "1e-05"), nil])
        #expect(try sink.deleteValues(batch, row: 0).count == 4)
        #expect(sink.keyRules.map(\.allowsEmpty) == [false, true, true, true])
    }

    @Test("another key, a missing column and a wrong type are refused by name")
    func refusals() {
        #expect(throws: SQLError.self) { try CassandraSink(Self.table(key: ["venue_name"]), target: Self.target) }
        let refusal = #expect(throws: SQLError.self) {
            try CassandraSink(Self.table(key: Self.key, count: .bigint), target: Self.target)
        }
        #expect(refusal?.message.contains("count") == true)
        let short = CassandraTable(
            keyspace: "k", name: "t", types: ["venue_name": .text], partitionKey: ["venue_name"], clusteringKey: [])
        #expect(throws: SQLError.self) { try CassandraSink(Self.table(key: Self.key), target: short) }
    }

    /// Bytes by the CQL native protocol's section 6 and, for decimal and date, its worked examples.
    @Test(
        "values become the bytes the protocol lays down",
        arguments: [
            (SQLValue.integer(-1), SQLTypeKind.bigint, CQLType.bigint, "ffffffffffffffff"),
            (.integer(1), .smallint, .bigint, "0000000000000001"), (.integer(128), .bigint, .varint, "0080"),
            (.boolean(true), .boolean, .boolean, "01"), (.double(1.5), .double, .double, "3ff8000000000000"),
            (.float(1.5), .float, .double, "3ff8000000000000"), (.integer(0), .date, .date, "80000000"),
            (.integer(1), .time(0), .time, "00000000000f4240"),
            (.decimal(SQLDecimal(unscaled: 12345, scale: 2)), .decimal(precision: 10, scale: 2), .decimal, "000000023039"),
            (.text("00112233-4455-6677-8899-aabbccddeeff"), .string, .uuid, "00112233445566778899aabbccddeeff"),
            (.text("127.0.0.1"), .string, .inet, "7f000001"),
            (.array([.integer(1)]), .array(SQLType(.int)), .list(.int), "000000010000000400000001"),
            (.timestamp(SQLTimestamp(milliseconds: 5)), .timestamp(3), .timestamp, "0000000000000005"),
        ])
    func bytes(value: SQLValue, sql: SQLTypeKind, cql: CQLType, hex: String) throws {
        let binding = try CassandraBinding(SQLType(sql), as: cql, column: "c")
        #expect(try binding.bytes(of: value)?.hex == hex)
        #expect(try binding.bytes(of: .null) == nil)
    }

    @Test("text that is no uuid, and a null in a list, are faults of the row")
    func faults() throws {
        let id = try CassandraBinding(SQLType(.string), as: .uuid, column: "id")
        #expect(throws: BindingFault.self) { try id.bytes(of: .text("nobody")) }
        let list = try CassandraBinding(SQLType(.array(SQLType(.int))), as: .list(.int), column: "l")
        #expect(throws: BindingFault.self) { try list.bytes(of: .array([.null])) }
    }
}
