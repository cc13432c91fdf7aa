import Bytes
import CQLValues
import Testing

@Suite("Types and values")
struct CQLValuesTests {
    @Test(
        "a type's text reads back as the same type",
        arguments: [
            "int", "list<int>", "frozen<list<text>>", "map<text, frozen<list<int>>>", "frozen<tuple<int, text>>",
            "vector<float, 3>", "frozen<map<int, frozen<set<text>>>>", "'org.example.Custom'",
        ])
    func typeText(text: String) throws {
        #expect(try CQLType(parsing: text).description == text)
    }

    @Test("freezing freezes what is nested, a tuple needs no mark, and case and blanks do not matter")
    func frozen() throws {
        #expect(try CQLType(parsing: "FROZEN<list< set<int>>>") == .frozen(.list(.frozen(.set(.int)))))
        #expect(try CQLType(parsing: "frozen<tuple<int, list<int>>>") == .tuple([.int, .frozen(.list(.int))]))
        #expect(try CQLType(parsing: "varchar") == .text)
    }

    @Test("what is no type is refused", arguments: ["", "list<", "list<int", "int>", "map<int>", "vector<int, 0>", "nosuch"])
    func badTypes(text: String) {
        #expect(throws: CQLTypeError.self) { try CQLType(parsing: text) }
    }

    @Test("nesting beyond the limit is refused, not followed")
    func deepNesting() {
        let deep = String(repeating: "list<", count: 10_000) + "int"
        #expect(throws: CQLTypeError.tooDeep) { try CQLType(parsing: deep) }
    }

    /// Expected: Java's BigInteger and BigDecimal, by their documented forms.
    @Test("big integers add, multiply and divide, and their bytes are the shortest")
    func bigIntegers() throws {
        let a = try #require(BigInteger(decimal: "123456789012345678901234567890"))
        let b = try #require(BigInteger(decimal: "-987654321098765432109876543210"))
        #expect((a + b).description == "-864197532086419753208641975320")
        #expect((a - b).description == "1111111110111111111011111111100")
        #expect((a * b).description == "-121932631137021795226185032733622923332237463801111263526900")
        let (quotient, remainder) = try #require(b.dividedTowardsZero(by: a))
        #expect(quotient.description == "-8")
        #expect(remainder.description == "-9000000000900000000090")
        #expect(a.dividedTowardsZero(by: .zero) == nil)
        for number in [0, 1, -1, 127, 128, -128, -129, 255, 256, -256, 65535, .max, .min] as [Int64] {
            let big = BigInteger(number)
            #expect(BigInteger(twosComplement: big.twosComplement) == big)
            #expect(big.int64 == number && big.description == String(number))
        }
        #expect(BigInteger(128).twosComplement == [0, 0x80])
        #expect(BigInteger(-129).twosComplement == [0xFF, 0x7F])
    }

    @Test("long division agrees with multiplication on random numbers", arguments: [1, 2, 3] as [UInt64])
    func longDivision(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<300 {
            let a = BigInteger(twosComplement: ByteSlice(random.bytes(1...40)))
            let b = BigInteger(twosComplement: ByteSlice(random.bytes(1...20)))
            guard let (quotient, remainder) = a.dividedTowardsZero(by: b) else {
                #expect(b.isZero)
                continue
            }
            #expect(quotient * b + remainder == a, "seed \(seed)")
            #expect(remainder.isZero || remainder.isNegative == a.isNegative)
        }
    }

    @Test("decimals show as Java's BigDecimal does")
    func decimals() {
        let shown = ["1.50": "1.50", "1e30": "1E+30", "-0.001": "-0.001", "1e-10": "1E-10", "123e-9": "1.23E-7", "0.00": "0.00"]
        for (written, text) in shown { #expect(CQLDecimal(written)?.description == text) }
        #expect(CQLDecimal("1e30")?.plainText() == "1" + String(repeating: "0", count: 30))
        #expect(CQLDecimal("1e2147483647")?.plainText() == nil)
        #expect(CQLDecimal("x") == nil && CQLDecimal("1e") == nil && CQLDecimal("") == nil)
    }

    @Test("numbers are bounded: beyond some 20,000 digits they are refused, not computed with for minutes")
    func hugeNumbers() throws {
        let longest = CQLType.numberBytesMax
        try CQLType.varint.validate(ByteSlice([UInt8](repeating: 0x7F, count: longest)))
        for type in [CQLType.varint, .decimal] {
            #expect(throws: CQLValueError.self) {
                try type.validate(ByteSlice([UInt8](repeating: 0x7F, count: longest + 1)))
            }
            #expect(throws: CQLValueError.self) {
                try type.bytes(parsing: String(repeating: "9", count: 1_000_000), now: 0)
            }
        }
        let far = try #require(CQLDecimal("1e1000000000"))
        let near = try #require(CQLDecimal("1"))
        #expect(far + near == nil && near.compare(far) < 0)
    }

    @Test("floating-point numbers show as Java shows them")
    func floats() {
        func text(_ number: Double) -> String? { CQLType.double.text(of: ByteSlice(bigEndian: number.bitPattern)) }
        #expect(text(1) == "1.0" && text(-1.5) == "-1.5" && text(1e300) == "1.0E300" && text(123456789) == "1.23456789E8")
        #expect(text(0.001) == "0.001" && text(0.0001) == "1.0E-4" && text(-0.0) == "-0.0" && text(9_999_999) == "9999999.0")
        #expect(CQLType.float.text(of: ByteSlice(bigEndian: Float(3e38).bitPattern)) == "3.0E38")
    }

    @Test("variable-length integers come back as written, the longest too")
    func variableLengthIntegers() throws {
        for value in [0, 1, 63, 64, 127, 128, 256_000, 1 << 56 - 1, 1 << 56, .max] as [UInt64] {
            var writer = ByteWriter()
            writer.unsignedVInt(value)
            let bytes = writer.finish()
            var reader = ByteReader(bytes)
            #expect(try reader.unsignedVInt() == value && reader.isAtEnd)
            for length in 0..<bytes.count {
                var cut = ByteReader(bytes[0..<length])
                #expect(throws: DecodeError.self) { try cut.unsignedVInt() }
            }
        }
        var writer = ByteWriter()
        writer.unsignedVInt(256_000)
        #expect(writer.finish() == [0xC3, 0xE8, 0x00])
    }

    @Test("every date of the calendar's corners comes back from its day number")
    func calendar() {
        for days in [-719_468, -1, 0, 58, 59, 60, 19_782, 11_016, -2_147_483_648, 2_147_483_647, -902_149] as [Int64] {
            let (year, month, day) = CQLCalendar.date(days: days)
            #expect(CQLCalendar.days(year: year, month: month, day: day) == days)
        }
        #expect(CQLCalendar.date(days: 19_782) == (2024, 2, 29))
        #expect(CQLCalendar.adding(months: 12, toDays: 19_782) == CQLCalendar.days(year: 2025, month: 2, day: 28))
    }

    @Test("a bound set is stored in order and each element once, a map by its keys, the last of a repeated key counting")
    func normalization() throws {
        let two = ByteSlice(bigEndian: Int32(2))
        let minusOne = ByteSlice(bigEndian: Int32(-1))
        let set = CQLCollection.bytes(of: [two, minusOne, two])
        #expect(CQLType.set(.int).normalized(set) == CQLCollection.bytes(of: [minusOne, two]))
        let map = CQLCollection.bytes(of: [(key: two, value: two), (key: minusOne, value: two), (key: two, value: minusOne)])
        let ordered = CQLCollection.bytes(of: [(key: minusOne, value: two), (key: two, value: minusOne)])
        #expect(CQLType.map(.int, .int).normalized(map) == ordered)
    }

    @Test("random bytes never trap validation, comparison or text", arguments: [11, 12] as [UInt64])
    func randomBytes(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let user = UserDefinedType(
            keyspace: "k", name: "u", fields: [.init(name: "a", type: .int), .init(name: "b", type: .text)])
        let composed: [CQLType] = [
            .list(.int), .set(.decimal), .map(.text, .varint), .tuple([.int, .uuid]), .vector(.text, 3), .vector(.int, 2),
            .userDefined(user), .frozen(.list(.frozen(.map(.int, .inet)))),
        ]
        for type in Array(CQLType.nativeTypes.values) + composed {
            for _ in 0..<400 {
                var raw = random.bytes(0...24)
                // Small counts and lengths reach deeper than random ones.
                if raw.count > 8, random.next() % 2 == 0 {
                    raw.replaceSubrange(0..<4, with: [0, 0, 0, UInt8(random.next() % 3)])
                }
                let bytes = ByteSlice(raw)
                let isValid = (try? type.validate(bytes)) != nil
                _ = type.compare(bytes, ByteSlice(random.bytes(0...24)))
                _ = type.literal(of: bytes)
                if isValid { #expect(type.compare(type.normalized(bytes), type.normalized(bytes)) == 0) }
            }
        }
    }
}

/// A small seeded generator (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func bytes(_ lengths: ClosedRange<Int>) -> [UInt8] {
        (0..<Int.random(in: lengths, using: &self)).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}
