import APIService
import Bytes
import CQLClient
import CQLValues
import Foundation
import Testing

private let now: Int64 = 0

private func bytes(_ type: CQLType, _ text: String) throws -> ByteSlice { try type.bytes(parsing: text, now: now) }

private let columns = [
    CQLColumn(name: "venue_name", type: .text), CQLColumn(name: "group_city", type: .text), CQLColumn(name: "count", type: .int),
]

private func row(_ venue: String?, _ city: String, _ count: String?) throws -> [ByteSlice?] {
    [venue.map { ByteSlice(utf8: $0) }, ByteSlice(utf8: city), try count.map { try bytes(.int, $0) }]
}

private func endpoint(_ more: String = "") throws -> EndpointDefinition {
    let text = #"{"endpoints": [{"path": "/a", "query": "SELECT 1"\#(more)}]}"#
    return try #require(try EndpointFile(ByteSlice(utf8: text), name: "endpoints.json").endpoints.first)
}

@Suite("Rows as JSON, CSV and HTML")
struct RenderingTests {
    @Test("JSON is what a JSON parser reads back: numbers as numbers, texts escaped, null as null")
    func json() throws {
        let rows = try [row("a\"\\\u{1}\n\u{2028}</script>", "Zürich", "7"), row(nil, "", nil)]
        let table = try ResultTable(endpoint(), columns: columns, rows: rows, isCut: false)
        let parsed = try #require(try JSONSerialization.jsonObject(with: Data(table.json.utf8)) as? [[String: Any]])
        #expect(parsed[0]["venue_name"] as? String == "a\"\\\u{1}\n\u{2028}</script>")
        #expect(parsed[0]["count"] as? Int == 7)
        #expect(parsed[1]["venue_name"] is NSNull && parsed[1]["count"] is NSNull)
    }

    @Test(
        "each type has its JSON form",
        arguments: [
            (CQLType.bigint, "-9007199254740993", "-9007199254740993"), (.boolean, "true", "true"), (.double, "NaN", "null"),
            (.double, "1.5", "1.5"), (.decimal, "-0.10", "-0.10"),
            (.varint, "123456789012345678901234567890", "123456789012345678901234567890"),
            (.blob, "cafe", "\"0xcafe\""),
            (.uuid, "9f0a5ff0-0000-4000-8000-000000000001", "\"9f0a5ff0-0000-4000-8000-000000000001\""),
        ] as [(CQLType, String, String)])
    func types(type: CQLType, text: String, expected: String) throws {
        #expect(ValueRendering.json(try bytes(type, text), type) == expected)
    }

    @Test("collections become arrays and objects")
    func collections() throws {
        let list = CQLCollection.bytes(of: [try bytes(.int, "1"), try bytes(.int, "2")])
        #expect(ValueRendering.json(list, .frozen(.list(.int))) == "[1,2]")
        let map = CQLCollection.bytes(of: [(key: ByteSlice(utf8: "k\""), value: try bytes(.int, "1"))])
        #expect(ValueRendering.json(map, .map(.text, .int)) == "{\"k\\\"\":1}")
    }

    @Test("rows are ordered by the keys in turn, nulls last, and limited; the columns are those named")
    func order() throws {
        let rows = try [row("b", "x", "2"), row("a", "x", "2"), row("z", "x", "10"), row("c", "x", nil)]
        let definition = try endpoint(
            #", "order": ["count desc", "venue_name"], "limit": 3, "columns": {"venue_name": "Venue", "count": "RSVPs"}"#)
        let table = try ResultTable(definition, columns: columns, rows: rows, isCut: false)
        #expect(table.csv == "Venue,RSVPs\r\nz,10\r\na,2\r\nb,2\r\n")
        #expect(table.rowsRead == 4)
        let unknown = try endpoint(#", "order": ["cnt"]"#)
        #expect(throws: ResultTable.UnknownColumn.self) { try ResultTable(unknown, columns: columns, rows: rows, isCut: false) }
    }

    @Test("CSV quotes what RFC 4180 says must be quoted")
    func csv() {
        #expect(ValueRendering.csv("plain") == "plain")
        #expect(ValueRendering.csv("a,b") == "\"a,b\"")
        #expect(ValueRendering.csv("say \"x\"\n") == "\"say \"\"x\"\"\n\"")
    }

    @Test("nothing of a table, a title or a column's name gets into a page unescaped")
    func escaping() throws {
        let attack = "<script>alert('1')</script>\"&"
        let definition = try endpoint(
            #", "as": "html", "title": "<b>\"T\"", "columns": {"venue_name": "<i>'V", "count": "n"}, "order": ["count desc"]"#)
        let table = try ResultTable(definition, columns: columns, rows: [row(attack, attack, "3")], isCut: true)
        let page = PageRendering.table(definition, table)
        #expect(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"))
        #expect(!page.contains("<script>alert") && !page.contains("<b>\"") && !page.contains("<i>'"))
        #expect(page.contains("<title>&lt;b&gt;&quot;T&quot;</title>"))
        #expect(page.contains("1 rows, cut at the server&#39;s limit") || page.contains("cut at the server's limit"))
        #expect(page.contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>"))
        #expect(page.contains("<progress max=\"1000\" value=\"1000\">"))
        let index = PageRendering.index([definition])
        #expect(index.contains("href=\"/a\"") && !index.contains("<b>\""))
    }

    @Test(
        "an endpoint file that makes no sense is refused, and the place named",
        arguments: [
            ("[]", "is not an object"), ("{\"endpoints\": [{}]}", "endpoint 1: path must begin with /"),
            (#"{"endpoints": [{"path": "/a"}]}"#, "endpoint 1: query is missing"),
            (#"{"endpoints": [{"path": "/a", "query": "x", "as": "xml"}]}"#, "as must be one of json, html, csv, sse"),
            (#"{"endpoints": [{"path": "/a", "query": "x", "limit": 0}]}"#, "limit must be a whole number"),
            (#"{"endpoints": [{"path": "/a", "query": "x", "ordr": []}]}"#, "unknown name ordr"),
            (#"{"endpoints": [{"path": "/a", "query": "x", "order": ["a b c"]}]}"#, "is not COLUMN"),
            (#"{"endpoints": [{"path": "/a", "query": "x", "when_empty": {"status": 200, "error": "e"}}]}"#, "status must be"),
            (#"{"endpoints": [{"path": "/a", "query": "x"}, {"path": "/a", "query": "y"}]}"#, "/a is given twice"),
            ("{", "x.json: "),
        ])
    func badFile(text: String, message: String) {
        let fault = #expect(throws: EndpointFile.Fault.self) { try EndpointFile(ByteSlice(utf8: text), name: "x.json") }
        #expect(fault?.description.contains(message) == true, "\(fault?.description ?? "")")
    }
}
