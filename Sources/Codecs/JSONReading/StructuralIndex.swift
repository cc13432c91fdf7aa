import CSimdJSON

/// Finds where the tokens of JSON texts begin. Holds index memory for the longest text it met; not thread-safe.
final class StructuralIndex {
    /// Readable bytes that must follow a text.
    static let padding = Int(MILLRACE_JSON_PADDING)

    private let indexer: OpaquePointer?
    private let limits: JSONLimits
    let containers: UnsafeMutablePointer<Bool>

    init(limits: JSONLimits) {
        self.limits = limits
        indexer = millrace_json_indexer_create()
        containers = .allocate(capacity: limits.depthMax)
    }

    deinit {
        millrace_json_indexer_destroy(indexer)
        containers.deallocate()
    }

    /// A cursor over the tokens of `length` bytes at `bytes`, valid until the next call.
    ///
    /// - Parameter bytes: followed by ``padding`` readable bytes.
    func cursor(_ bytes: UnsafePointer<UInt8>, length: Int) throws(JSONError) -> TokenCursor {
        guard length <= limits.documentBytesMax else { throw JSONError(.tooLarge, at: limits.documentBytesMax) }
        guard let indexer else { throw JSONError(.noMemory, at: 0) }
        guard length > 0 else { throw JSONError(.empty, at: 0) }
        var starts: UnsafePointer<UInt32>?
        var count: UInt32 = 0
        let status = millrace_json_index(indexer, bytes, length, &starts, &count)
        guard status == 0, let starts, count > 0 else {
            throw Self.fault(status, UnsafeBufferPointer(start: bytes, count: length))
        }
        return TokenCursor(
            bytes: bytes, length: length, starts: starts, count: Int(count), containers: containers, depthMax: limits.depthMax)
    }

    /// What the index refused, with the place, which it does not tell: searched again byte by byte.
    private static func fault(_ status: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> JSONError {
        switch Int(status) {
        case Int(MILLRACE_JSON_BAD_UTF8.rawValue): JSONError(.notUTF8, at: firstBadUTF8(bytes))
        case Int(MILLRACE_JSON_CONTROL_CHARACTER.rawValue): stringFault(bytes, .controlCharacter)
        case Int(MILLRACE_JSON_UNCLOSED_STRING.rawValue): stringFault(bytes, .unclosedString)
        case Int(MILLRACE_JSON_NO_MEMORY.rawValue): JSONError(.noMemory, at: 0)
        default: JSONError(.empty, at: 0)
        }
    }

    private static func firstBadUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var decoder = UTF8()
        var source = CountingBytes(bytes: bytes)
        while true {
            let start = source.position
            switch decoder.decode(&source) {
            case .scalarValue: continue
            case .emptyInput: return bytes.count
            case .error: return start
            }
        }
    }

    private struct CountingBytes: IteratorProtocol {
        let bytes: UnsafeBufferPointer<UInt8>
        var position = 0
        mutating func next() -> UInt8? {
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return bytes[position]
        }
    }

    /// The place of the first control character inside a string, or of the opening quote of the string without end.
    private static func stringFault(_ bytes: UnsafeBufferPointer<UInt8>, _ code: JSONError.Code) -> JSONError {
        var quote: Int?
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == JSONByte.quote {
                quote = quote == nil ? offset : nil
            } else if quote != nil {
                if byte == JSONByte.backslash { offset += 1 }
                if byte < 0x20 { return JSONError(.controlCharacter, at: offset) }
            }
            offset += 1
        }
        return JSONError(code, at: quote ?? bytes.count)
    }
}

/// The bytes of JSON's grammar.
enum JSONByte {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")
    static let colon = UInt8(ascii: ":")
    static let comma = UInt8(ascii: ",")
    static let minus = UInt8(ascii: "-")

    @inline(__always)
    static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
