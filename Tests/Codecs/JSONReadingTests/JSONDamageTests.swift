import Bytes
import Foundation
import JSONReading
import Testing

/// Every truncation and every replaced byte of sample texts: a value or an error, and the same verdict as Foundation's
/// reader, which is another implementation of RFC 8259.
@Suite struct JSONDamageTests {
    static let samples = [
        #"{"venue":{"venue_name":"Caf\u00e9 \/ Bar","lon":-74.00597,"lat":1e-5},"response":"yes","tags":[1,null,true,{"a":[]}]}"#,
        "{\"a\" : \"\u{e9}\u{1F600}\" ,\n\t\"b\":[ 0.5E+3 , -0, {} ,[ ] ] , \"c\":{\"a\":{\"a\":false}}}",
        #"{"a":"\u00e9\u0000\\","a":"","":0}"#,
    ]
    /// Foundation refuses half a surrogate pair, Java and we read it as `?`: no verdict to compare, only no trap.
    static let surrogates = #"{"a":"\ud83d\ude00","\ud83d\ude00":0}"#
    static let paths = [["venue", "venue_name"], ["venue", "lon"], ["response"], ["a"], ["c", "a", "a"], ["tags"], [""]]

    private func verdict(_ bytes: [UInt8]) -> Bool {
        do {
            _ = try fields(ByteSlice(bytes), Self.paths)
            return true
        } catch { return (error as? JSONError)?.code == .notAnObject }
    }

    private func agrees(_ bytes: [UInt8]) -> Bool {
        let ours = verdict(bytes)
        #expect(((try? JSONValue.parse(ByteSlice(bytes))) != nil) == ours, "tree and fields differ on \(ByteSlice(bytes))")
        let foundation = (try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])) != nil
        return ours == foundation
    }

    @Test(arguments: samples) func everyTruncation(_ sample: String) {
        let bytes = Array(sample.utf8)
        for length in 0..<bytes.count { #expect(!verdict(Array(bytes[..<length]))) }
        #expect(agrees(bytes))
    }

    @Test(arguments: samples) func everyReplacedByte(_ sample: String) {
        let bytes = Array(sample.utf8)
        for position in bytes.indices {
            for byte in [
                0, 0x7F, 0xFF, bytes[position] ^ 1, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "}"), UInt8(ascii: "5"),
            ] {
                var damaged = bytes
                damaged[position] = byte
                #expect(agrees(damaged), "\(String(decoding: damaged, as: UTF8.self))")
            }
        }
    }

    @Test func everyReplacedByteOfSurrogatePairs() {
        let bytes = Array(Self.surrogates.utf8)
        #expect(verdict(bytes))
        for position in bytes.indices {
            for byte in UInt8.min...UInt8.max {
                var damaged = bytes
                damaged[position] = byte
                #expect(((try? JSONValue.parse(ByteSlice(damaged))) != nil) == verdict(damaged))
            }
        }
    }

    @Test func treesKeepNumbersAndOrderAndWriteThemAgain() throws {
        let text = #"{"b":[1e-05,"x\"y",{"a":null}],"a":true,"a":-0.10}"#
        let value = try JSONValue.parse(ByteSlice(utf8: text))
        #expect(value["a"] == .number("-0.10"))
        var writer = ByteWriter()
        value.write(to: &writer)
        #expect(writer.finish().utf8Text == text)
    }
}
