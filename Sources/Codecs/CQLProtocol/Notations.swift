internal import Bytes

/// The protocol's notations that have no type of their own (native protocol v5, section 3).
struct BodyReader {
    var reader: ByteReader
    let version: ProtocolVersion

    init(_ body: ByteSlice, version: ProtocolVersion) {
        reader = ByteReader(body)
        self.version = version
    }

    private func short(_ what: String) -> ProtocolFault { ProtocolFault("Not enough bytes to read \(what)") }

    mutating func integer<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type = T.self) throws(ProtocolFault) -> T {
        do throws(DecodeError) {
            return try reader.integer(type)
        } catch {
            throw ProtocolFault(code: 0, "Body ends at byte \(error.offset), \(MemoryLayout<T>.size) more bytes expected")
        }
    }

    private mutating func run(_ count: Int, _ what: String) throws(ProtocolFault) -> ByteSlice {
        do throws(DecodeError) { return try reader.bytes(count) } catch { throw short(what) }
    }

    private func text(_ bytes: ByteSlice) throws(ProtocolFault) -> String {
        guard let text = bytes.utf8Text else { throw ProtocolFault("Cannot decode string as UTF8: '\(bytes.hex)'") }
        return text
    }

    mutating func string() throws(ProtocolFault) -> String {
        let what = "an UTF8 serialized string preceded by its 2 bytes length"
        guard reader.remaining >= 2 else { throw short(what) }
        return try text(try run(Int(try integer(UInt16.self)), what))
    }

    mutating func longString() throws(ProtocolFault) -> String {
        let what = "an UTF8 serialized string preceded by its 4 bytes length"
        guard reader.remaining >= 4 else { throw short(what) }
        return try text(try run(Int(try integer(Int32.self)), what))
    }

    mutating func shortBytes() throws(ProtocolFault) -> ByteSlice {
        let what = "a byte array preceded by its 2 bytes length"
        guard reader.remaining >= 2 else { throw short(what) }
        return try run(Int(try integer(UInt16.self)), what)
    }

    /// [bytes]: any negative length is null.
    mutating func bytes() throws(ProtocolFault) -> ByteSlice? {
        let what = "a byte array preceded by its 4 bytes length"
        guard reader.remaining >= 4 else { throw short(what) }
        let length = try integer(Int32.self)
        return length < 0 ? nil : try run(Int(length), what)
    }

    /// [value]: -1 is null, -2 is not set; under v3 every negative length is null.
    mutating func value() throws(ProtocolFault) -> BoundValue {
        let what = "a byte array preceded by its 4 bytes length"
        guard reader.remaining >= 4 else { throw short(what) }
        let length = try integer(Int32.self)
        if length >= 0 { return .bytes(try run(Int(length), what)) }
        if version == .v3 || length == -1 { return .null }
        guard length == -2 else { throw ProtocolFault("Invalid ByteBuf length \(length)") }
        return .unset
    }

    mutating func strings() throws(ProtocolFault) -> [String] {
        var all: [String] = []
        for _ in 0..<(try integer(UInt16.self)) { all.append(try string()) }
        return all
    }

    mutating func stringMap() throws(ProtocolFault) -> [(String, String)] {
        var all: [(String, String)] = []
        for _ in 0..<(try integer(UInt16.self)) { all.append((try string(), try string())) }
        return all
    }

    mutating func consistency() throws(ProtocolFault) -> Consistency {
        let code = try integer(UInt16.self)
        guard let level = Consistency(rawValue: code) else { throw ProtocolFault("Unknown code \(code) for a consistency level") }
        return level
    }
}

extension ByteWriter {
    mutating func string(_ text: String) {
        let bytes = text.utf8.count
        guard bytes <= Int(UInt16.max) else {
            return string(String(decoding: text.utf8.prefix(Int(UInt16.max) - 3), as: UTF8.self))
        }
        integer(UInt16(bytes))
        utf8(text)
    }

    mutating func longString(_ text: String) {
        integer(Int32(truncatingIfNeeded: text.utf8.count))
        utf8(text)
    }

    mutating func shortBytes(_ slice: ByteSlice) {
        integer(UInt16(truncatingIfNeeded: slice.count))
        bytes(slice)
    }

    mutating func optionalBytes(_ slice: ByteSlice?) {
        guard let slice else { return integer(Int32(-1)) }
        integer(Int32(truncatingIfNeeded: slice.count))
        bytes(slice)
    }

    mutating func value(_ value: BoundValue) {
        switch value {
        case .bytes(let slice): optionalBytes(slice)
        case .null: integer(Int32(-1))
        case .unset: integer(Int32(-2))
        }
    }

    mutating func strings(_ all: [String]) {
        integer(UInt16(truncatingIfNeeded: all.count))
        for text in all { string(text) }
    }
}
