import Bytes
import JSONReading
import Testing

/// What the reader finds at each path, as text: strings in quotes with their meaning, everything else as written.
func fields(_ document: String, _ paths: [[String]], limits: JSONLimits = JSONLimits()) throws -> [String] {
    try fields(ByteSlice(utf8: document), paths, limits: limits)
}

func fields(_ document: ByteSlice, _ paths: [[String]], limits: JSONLimits = JSONLimits()) throws -> [String] {
    var reader = JSONFieldReader(paths: paths, limits: limits)
    // Something before the text, so that offsets relative to the text and to the arena differ.
    _ = reader.append(ByteSlice(utf8: "{\"other\": 1}"))
    let start = reader.append(document)
    var tokens = Array(repeating: JSONToken(kind: .missing, offset: 0, length: 0), count: paths.count)
    try reader.read(start..<reader.arenaCount, into: &tokens)
    var shown: [String] = []
    for token in tokens {
        var plain = token
        if token.kind == .escapedString {
            let range = reader.unescaped(token)
            plain = JSONToken(kind: .string, offset: range.offset, length: range.length)
        }
        let text = reader.withBytes(of: plain) { String(decoding: $0, as: UTF8.self) }
        switch token.kind {
        case .missing: shown.append("missing")
        case .notAnObject: shown.append("not an object")
        case .string, .escapedString: shown.append("\"\(text)\"")
        default: shown.append(text)
        }
    }
    return shown
}

@Suite struct JSONFieldReaderTests {
    @Test func numbersKeepTheirText() throws {
        let written = [
            "1e-05", "-0.10", "12345678901234567890.12345678901234567890", "0", "-0", "1E+400", "-74.00597000000001", "0.0",
            "100000000000000000000000000000000000000000000", "3.4e38",
        ]
        for number in written {
            #expect(
                try fields("{\"venue\": {\"lon\" : \(number) , \"lat\":\(number)}}", [["venue", "lon"], ["venue", "lat"]]) == [
                    number, number,
                ])
        }
    }

    @Test func nestedPathsAreFoundInAnyOrderAndMissingOnesSaid() throws {
        let document = #"{"a":{"x":[{"b":9}],"b":{"c":"deep","d":null}},"z":true,"e":{"b":1}}"#
        let paths = [
            ["z"], ["a", "b", "c"], ["a", "b"], ["a", "b", "d"], ["b"], ["a", "x"], ["e", "b", "c"], ["none", "c"],
        ]
        #expect(
            try fields(document, paths) == [
                "true", "\"deep\"", #"{"c":"deep","d":null}"#, "null", "missing", #"[{"b":9}]"#, "not an object", "missing",
            ])
    }

    @Test func nullOnTheWayIsMissingAndOfEqualNamesTheLastCounts() throws {
        #expect(try fields(#"{"v":null}"#, [["v", "n"]]) == ["missing"])
        #expect(try fields(#"{"v":{"n":1,"m":2},"v":{"n":3}}"#, [["v", "n"], ["v", "m"]]) == ["3", "missing"])
        #expect(try fields(#"{"v":{"n":1},"v":7}"#, [["v", "n"]]) == ["not an object"])
        #expect(try fields(#"{"v":7,"v":{"n":1}}"#, [["v", "n"]]) == ["1"])
    }

    @Test func escapesInNamesAndValuesAreUnderstood() throws {
        #expect(try fields(#"{"\u0061\/":"x"}"#, [["a/"]]) == ["\"x\""])
        #expect(
            try fields(#"{"a":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#, [["a"]]) == ["\"\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{1F600}\""])
        // Half a pair: what Java writes when it encodes one.
        #expect(try fields(#"{"a":"<\ud83d>","b":"\ude00\ud83d\u0041"}"#, [["a"], ["b"]]) == ["\"<?>\"", "\"??A\""])
        #expect(try fields(#"{"A":1}"#, [["a"]]) == ["missing"])
    }

    @Test(arguments: [
        ("", JSONError.Code.empty, 0), ("   ", .empty, 0), ("[]", .notAnObject, 0), (" 5", .notAnObject, 1),
        ("{", .expectedKey, 1), ("{\"a\"", .expectedColon, 4), ("{\"a\":", .expectedValue, 5),
        ("{\"a\":1", .expectedCommaOrBrace, 6),
        ("{\"a\":1,}", .expectedKey, 7), ("{\"a\":1}}", .trailing, 7), ("{\"a\":1} x", .trailing, 8),
        ("{'a':1}", .expectedKey, 1),
        ("{\"a\":[1,]}", .expectedValue, 8), ("{\"a\":[1 2]}", .expectedCommaOrBracket, 8),
        ("{\"b\":{\"c\" 1}}", .expectedColon, 10),
        ("{\"a\":tru}", .expectedValue, 5), ("{\"a\":nulll}", .expectedValue, 5), ("{\"b\":01}", .badNumber, 5),
        ("{\"b\":1.}", .badNumber, 5),
        ("{\"b\":-}", .badNumber, 5), ("{\"b\":1e}", .badNumber, 5), ("{\"b\":.5}", .expectedValue, 5),
        ("{\"b\":+1}", .expectedValue, 5),
        ("{\"b\":NaN}", .expectedValue, 5), ("{\"b\":\"\\x\"}", .badEscape, 6), ("{\"b\":\"\\u12g4\"}", .badEscape, 6),
        ("{\"b\":\"\\u12\"}", .badEscape, 6), ("{\"b\":\"abc}", .unclosedString, 5), ("{\"b\":\"a\u{1}\"}", .controlCharacter, 7),
        ("{\"b\":\"x\"y}", .expectedCommaOrBrace, 8), ("{\"b\":]}", .expectedValue, 5), ("{\"b\":[}", .expectedValue, 6),
    ]) func badTextsAreRefusedWithReasonAndPlace(_ text: String, _ code: JSONError.Code, _ offset: Int) throws {
        #expect(throws: JSONError(code, at: offset)) { try fields(text, [["a"]]) }
    }

    @Test func invalidUTF8AnywhereIsRefusedWithItsPlace() {
        let bad = ByteSlice(Array("{\"skipped\":\"ab".utf8) + [0xC3, 0x28] + Array("\"}".utf8))
        #expect(throws: JSONError(.notUTF8, at: 14)) { try fields(bad, [["a"]]) }
    }

    @Test func depthAndLengthHaveLimits() throws {
        func nested(_ depth: Int) -> String {
            "{\"b\":" + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + "}"
        }
        #expect(try fields(nested(1000), [["a"]]) == ["missing"])
        #expect(throws: JSONError(.tooDeep, at: 1004)) { try fields(nested(1001), [["a"]]) }
        #expect(throws: JSONError(.tooDeep, at: 1004)) { try fields(nested(5000), [["b"]]) }
        #expect(throws: JSONError(.tooLarge, at: 10)) {
            try fields("{\"a\":12345}", [["a"]], limits: JSONLimits(documentBytesMax: 10))
        }
        #expect(throws: JSONError.self) { try JSONValue.parse(ByteSlice(utf8: String(repeating: "[", count: 100_000))) }
    }

    @Test func manyTextsShareOneArena() throws {
        var reader = JSONFieldReader(paths: [["k"]], limits: JSONLimits())
        var tokens = [JSONToken(kind: .missing, offset: 0, length: 0)]
        var found: [(offset: UInt32, length: UInt32)] = []
        for index in 0..<2000 {
            let start = reader.append(ByteSlice(utf8: "{\"k\":\"v\(index)\\n\"}"))
            try reader.read(start..<reader.arenaCount, into: &tokens)
            found.append(reader.unescaped(tokens[0]))
        }
        let arena = reader.takeArena()
        for (index, range) in found.enumerated() {
            #expect(arena[Int(range.offset)..<Int(range.offset + range.length)].utf8Text == "v\(index)\n")
        }
        #expect(reader.arenaCount == 0)
    }
}
