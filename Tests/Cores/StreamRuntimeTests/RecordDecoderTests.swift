import Bytes
import JSONReading
import StreamRuntime
import StreamSQL
import Testing

/// A scan of a table with these columns and options, reading all of them.
func scan(_ columns: [(String, SQLType)], format: String, options: [String: String] = [:]) -> SourceScan {
    let table = TableDefinition(
        name: "src", columns: columns.map { ColumnDefinition(name: $0.0, type: $0.1) },
        options: options.merging(["connector": "filesystem", "path": "x", "format": format]) { own, _ in own })
    return SourceScan(table: table, columns: columns.map { SourceColumn(origin: .physical([$0.0]), type: $0.1) })
}

/// Rows as values, and reasons by offset.
func decode(_ lines: [String], _ scan: SourceScan) throws -> (rows: [[SQLValue]], faults: [Int64: String], ignored: Int) {
    let decoder = try RecordDecoder(scan: scan, source: 0)
    let decoded = decoder.decode(
        lines.enumerated().map { SourceRecord(partition: 0, offset: Int64($0), value: ByteSlice(utf8: $1)) })
    let types = scan.columns.map(\.type)
    let rows = (0..<decoded.batch.rowCount).map { decoded.batch.row($0, types: types) }
    let faults = Dictionary(uniqueKeysWithValues: decoded.deadLetters.map { ($0.origin.offset, $0.reason) })
    #expect(
        decoded.batch.origins?.map(\.offset) == (0..<Int64(lines.count)).filter { faults[$0] == nil } || decoded.ignoredCount > 0)
    return (rows, faults, decoded.ignoredCount)
}

@Suite struct RecordDecoderTests {
    @Test func numbersReadAsStringsKeepTheirText() throws {
        let written = ["1e-05", "-0.10", "-74.005970000000012345", "0", "1E+400", "12345678901234567890123"]
        let lines = written.map { "{\"lon\": \($0)}" }
        let read = try decode(lines, scan([("lon", .string)], format: "json"))
        #expect(read.rows == written.map { [.text($0)] })
    }

    @Test func oneBadRecordIsADeadLetterAndTheOthersGoOn() throws {
        let lines = [
            #"{"id":1,"k":"a"}"#, "not json", #"{"id":"x","k":"b"}"#, "", #"{"id":2,"k":{"z" : 1}}"#, #"{"id":99999999999}"#,
            "[]",
        ]
        let read = try decode(lines, scan([("id", .int), ("k", .string)], format: "json"))
        #expect(read.rows == [[.integer(1), .text("a")], [.integer(2), .text(#"{"z":1}"#)]])
        #expect(
            read.faults == [
                1: "JSON: expected a value at byte 0", 2: "field id: 'x' is not a INT", 3: "JSON: empty text at byte 0",
                5: "field id: '99999999999' is not a INT", 6: "JSON: not an object at byte 0",
            ])
    }

    @Test func ignoringErrorsNullsFieldsAndPassesOverLines() throws {
        let lines = [#"{"id":"x","k":"b"}"#, "{", #"{"id":2.7}"#]
        let read = try decode(
            lines, scan([("id", .int), ("k", .string)], format: "json", options: ["json.ignore-parse-errors": "true"]))
        #expect(read.rows == [[.null, .text("b")], [.integer(2), .null]])
        #expect(read.ignored == 1 && read.faults.isEmpty)
    }

    @Test(arguments: [
        ("true", SQLType.boolean, SQLValue.boolean(true)), ("\" TRUE \"", .boolean, .boolean(true)),
        ("\"no\"", .boolean, .boolean(false)),
        ("-128", SQLType(.tinyint), .integer(-128)), ("\"7\"", SQLType(.smallint), .integer(7)), ("1e3", .int, .integer(1000)),
        ("-9223372036854775808", .bigint, .integer(.min)), ("\" 12 \"", .bigint, .integer(12)),
        ("0.1", SQLType(.float), .float(0.1)),
        ("\"1.5\"", .double, .double(1.5)), ("\"2d\"", .double, .double(2)), ("\"NaN\"", .double, .double(.nan)),
        ("99.9995", SQLType(.decimal(precision: 10, scale: 3)), .decimal(SQLDecimal(unscaled: 100_000, scale: 3))),
        ("1234567", SQLType(.decimal(precision: 5, scale: 2)), .null),
        ("\"2024-02-29\"", SQLType(.date), .integer(19782)), ("\"23:59:59.999\"", SQLType(.time(3)), .integer(86_399_999)),
        (
            "\"1970-01-01 00:00:01.123456789\"", SQLType(.timestamp(6)),
            .timestamp(SQLTimestamp(milliseconds: 1123, nanosOfMillisecond: 456_000))
        ),
        ("\"1969-12-31 23:59:59.5\"", SQLType(.timestamp(3)), .timestamp(SQLTimestamp(milliseconds: -500))),
        ("\"1970-01-01 00:00:00Z\"", SQLType(.timestampLTZ(3)), .timestamp(SQLTimestamp(milliseconds: 0))),
        ("\"AQID\"", .bytes, .bytes([1, 2, 3])), ("\"AQ==\"", .bytes, .bytes([1])), ("\"\"", .bytes, .bytes([])),
        ("[1,null]", SQLType(.array(.int)), .array([.integer(1), .null])),
        (
            "{\"a\":\"7\"}", SQLType(.row([RowField(name: "a", type: .int), RowField(name: "b", type: .string)])),
            .row([.integer(7), .null])
        ),
        (
            "{\"p\":1,\"q\":null,\"p\":2}", SQLType(.map(key: .string, value: .int)),
            .map([SQLMapEntry(key: .text("p"), value: .integer(2)), SQLMapEntry(key: .text("q"), value: .null)])
        ),
    ]) func jsonValuesTakeTheTypeOfTheirColumn(_ json: String, _ type: SQLType, _ value: SQLValue) throws {
        let read = try decode(["{\"x\":\(json)}"], scan([("x", type)], format: "json"))
        #expect(read.rows == [[value]], "\(read.faults)")
    }

    @Test(arguments: [
        ("2.5", SQLType(.tinyint)), ("300", SQLType(.tinyint)), ("\"1.5\"", .int), ("1e30", .bigint), ("1", .boolean),
        ("{}", .int),
        ("\"0x10\"", .double), ("\"\"", .double), ("\"x\"", SQLType(.decimal(precision: 5, scale: 2))),
        ("\"2024-2-9\"", SQLType(.date)),
        ("\"2023-02-29\"", SQLType(.date)), ("\"24:00:00\"", SQLType(.time(0))),
        ("\"2024-01-01T00:00:00\"", SQLType(.timestamp(3))),
        ("\"2024-01-01 00:00:00\"", SQLType(.timestampLTZ(3))), ("\"A\"", .bytes), ("\"A?==\"", .bytes),
        ("5", SQLType(.array(.int))),
        ("[\"x\"]", SQLType(.array(.int))), ("true", .bigint),
    ]) func jsonValuesOfAnotherTypeAreFaults(_ json: String, _ type: SQLType) throws {
        let read = try decode(["{\"x\":\(json)}"], scan([("x", type)], format: "json"))
        #expect(read.rows.isEmpty && read.faults[0]?.hasPrefix("field x") == true)
    }

    @Test func isoTimestampsAndMissingFieldsAreOptions() throws {
        let iso = scan([("t", SQLType(.timestamp(3)))], format: "json", options: ["json.timestamp-format.standard": "ISO-8601"])
        #expect(try decode([#"{"t":"1970-01-01T00:00:01"}"#], iso).rows == [[.timestamp(SQLTimestamp(milliseconds: 1000))]])
        let strict = scan([("t", .string)], format: "json", options: ["json.fail-on-missing-field": "true"])
        #expect(try decode(["{}"], strict).faults == [0: "field t is missing"])
        #expect(throws: SQLError.self) {
            try decode([], scan([("t", .string)], format: "json", options: ["json.ignore-parse-errors": "1"]))
        }
        #expect(throws: SQLError.self) { try decode([], scan([("t", .string)], format: "avro")) }
    }

    @Test func nestedFieldsAndMetadataAreReadWithoutTheRest() throws {
        var wanted = scan([("v", .string)], format: "json", options: ["topic": "rsvps"])
        wanted.columns = [
            SourceColumn(origin: .metadata("offset"), type: .bigint),
            SourceColumn(origin: .physical(["venue", "lon"]), type: .string),
            SourceColumn(origin: .metadata("topic"), type: .string),
            SourceColumn(origin: .metadata("timestamp"), type: SQLType(.timestampLTZ(3))),
        ]
        let decoder = try RecordDecoder(scan: wanted, source: 2)
        let decoded = decoder.decode([
            SourceRecord(partition: 1, offset: 7, timestampMs: 5, value: ByteSlice(utf8: #"{"venue":{"lon":-0.10}}"#)),
            SourceRecord(partition: 1, offset: 8, value: nil),
            SourceRecord(partition: 1, offset: 9, value: ByteSlice(utf8: #"{"venue":null}"#)),
            SourceRecord(partition: 1, offset: 10, value: ByteSlice(utf8: #"{"venue":5}"#)),
        ])
        let types = wanted.columns.map(\.type)
        #expect(
            (0..<2).map { decoded.batch.row($0, types: types) } == [
                [.integer(7), .text("-0.10"), .text("rsvps"), .timestamp(SQLTimestamp(milliseconds: 5))],
                [.integer(9), .null, .text("rsvps"), .null],
            ])
        #expect(decoded.batch.origins == [7, 9].map { RowOrigin(source: 2, partition: 1, offset: $0) })
        #expect(decoded.deadLetters.map(\.reason) == ["field venue.lon lies in a value that is not an object"])
        #expect(decoded.deadLetters.first?.payload?.utf8Text == #"{"venue":5}"#)
    }

    @Test func csvLinesAreSplitByTheirDialect() throws {
        let columns: [(String, SQLType)] = [("a", .string), ("b", .int), ("c", .string)]
        let read = try decode(
            ["x,1,y", "\"q \"\"z\"\",\",2,", "x", "x,1,y,z", "x,w,y", "\"open,1,2"], scan(columns, format: "csv"))
        #expect(read.rows == [[.text("x"), .integer(1), .text("y")], [.text("q \"z\","), .integer(2), .text("")]])
        #expect(
            read.faults == [
                2: "CSV: field b is missing", 3: "CSV: 4 fields, and the table has 3", 4: "field b: 'w' is not a INT",
                5: "CSV: a quote without end",
            ])
        let other = scan(
            columns, format: "csv",
            options: ["csv.field-delimiter": ";", "csv.null-literal": "-", "csv.ignore-parse-errors": "true"])
        #expect(try decode(["-;w;y", "x"], other).rows == [[.null, .null, .text("y")], [.text("x"), .null, .null]])
    }

    @Test func rawRecordsAreOneValue() throws {
        #expect(try decode(["caf\u{e9}"], scan([("v", .string)], format: "raw")).rows == [[.text("caf\u{e9}")]])
        #expect(try decode(["\u{1}\u{2}"], scan([("v", SQLType(.smallint))], format: "raw")).rows == [[.integer(258)]])
        let little = scan([("v", SQLType(.smallint))], format: "raw", options: ["raw.endianness": "little-endian"])
        #expect(try decode(["\u{1}\u{2}"], little).rows == [[.integer(513)]])
        #expect(try decode(["abc"], scan([("v", .int)], format: "raw")).faults == [0: "raw: 3 bytes are not a INT"])
    }
}

@Suite struct RowEncoderTests {
    static let types: [SQLType] = [
        .string, .double, SQLType(.decimal(precision: 20, scale: 10)), SQLType(.timestamp(3)), SQLType(.timestampLTZ(3)), .bytes,
        SQLType(.array(.int)), SQLType(.map(key: .string, value: .int)), SQLType(.date), SQLType(.time(3)),
    ]
    static let rows: [[SQLValue]] = [
        [
            .text("a\"\n\u{1}é"), .double(1e21), .decimal(SQLDecimal(unscaled: 1, scale: 10)),
            .timestamp(SQLTimestamp(milliseconds: 61_500)),
            .timestamp(SQLTimestamp(milliseconds: -1)), .bytes([255]), .array([.integer(1), .null]),
            .map([SQLMapEntry(key: .text("k"), value: .integer(2))]), .integer(-1), .integer(3_600_500),
        ], Array(repeating: .null, count: 10),
    ]

    @Test func jsonIsWrittenAsFlinkWritesIt() throws {
        let names = ["s", "d", "n", "t", "z", "b", "a", "m", "dt", "tm"]
        let batch = Batch(rows: Self.rows, types: Self.types)
        let encoder = try JSONRowEncoder(names: names, types: Self.types)
        #expect(
            encoder.encode(batch, row: 0).utf8Text
                == #"{"s":"a\"\n\u0001é","d":1.0E21,"n":1E-10,"t":"1970-01-01 00:01:01.5","z":"1969-12-31 23:59:59.999Z","b":"/w==","#
                + #""a":[1,null],"m":{"k":2},"dt":"1969-12-31","tm":"01:00:00.5"}"#)
        var table = TableDefinition(
            name: "t", columns: [], options: ["format": "json", "json.encode.ignore-null-fields": "true"])
        #expect(try JSONRowEncoder(names: names, types: Self.types, table: table).encode(batch, row: 1).utf8Text == "{}")
        table.options["json.encode.decimal-as-plain-number"] = "true"
        #expect(
            try JSONRowEncoder(names: names, types: Self.types, table: table).encode(batch, row: 0).utf8Text?.contains(
                "\"n\":0.0000000001") == true)
    }

    @Test func printTextIsThatOfJavaRows() {
        let batch = Batch(rows: Self.rows, types: Self.types, kinds: [.updateAfter, .delete])
        #expect(
            PrintText.line(batch, row: 0, types: Self.types)
                == "+U[a\"\n\u{1}é, 1.0E21, 1E-10, 1970-01-01T00:01:01.500, 1969-12-31T23:59:59.999Z, [-1], [1, null], {k=2}, 1969-12-31, 01:00:00.500]"
        )
        #expect(PrintText.line(batch, row: 1, types: [.string, .double]) == "-D[null, null]")
    }

    @Test func csvIsQuotedWhereItMust() throws {
        let types: [SQLType] = [.string, .string, .int, .string]
        let batch = Batch(rows: [[.text("a,b"), .text("say \"x\""), .null, .text("plain")]], types: types)
        let table = TableDefinition(name: "t", columns: [], options: ["format": "csv"])
        #expect(
            try CSVRowEncoder(types: types, table: table).encode(batch, row: 0).utf8Text == "\"a,b\",\"say \"\"x\"\"\",,plain")
    }

    @Test(arguments: [
        (0.001, "0.001"), (0.00099, "9.9E-4"), (9_999_999.0, "9999999.0"), (1e7, "1.0E7"), (123.456, "123.456"), (-0.0, "-0.0"),
        (100.0, "100.0"), (1e-5, "1.0E-5"), (.infinity, "Infinity"), (.leastNonzeroMagnitude, "4.9E-324"),
        (1.7976931348623157e308, "1.7976931348623157E308"),
        (0.1, "0.1"), (12345678.9, "1.23456789E7"),
    ]) func doublesReadAsInJava(_ number: Double, _ text: String) {
        #expect(JavaNumberText.text(number) == text)
    }
}
