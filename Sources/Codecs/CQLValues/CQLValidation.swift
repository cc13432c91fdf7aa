public import Bytes

// What Cassandra accepts as a value of a type, and what it says of the rest (recorded: the scenarios bound/*).
extension CQLType {
    /// Checks that bytes, bound by a client or made by a function, are a value of the type.
    ///
    /// - Throws: ``CQLValueError`` with Cassandra's text.
    public func validate(_ bytes: ByteSlice) throws(CQLValueError) {
        switch self {
        case .ascii:
            for byte in bytes.array where byte > 0x7F {
                throw CQLValueError("Invalid byte for ascii: \(Int8(bitPattern: byte))")
            }
        case .text: guard Self.isModifiedUTF8(bytes) else { throw CQLValueError("String didn't validate.") }
        case .blob, .custom: break
        case .varint: try requireNumberLength(bytes)
        case .empty: try require(bytes.isEmpty, "EmptyType only accept empty values")
        case .bigint, .counter: try require(bytes.isEmpty || bytes.count == 8, "Expected 8 or 0 byte long (\(bytes.count))")
        case .timestamp:
            try require(bytes.isEmpty || bytes.count == 8, "Expected 8 or 0 byte long for date (\(bytes.count))")
        case .boolean: try require(bytes.count <= 1, "Expected 1 or 0 byte value (\(bytes.count))")
        case .date: try require(bytes.count == 4, "Expected 4 byte long for date (\(bytes.count))")
        case .time: try require(bytes.count == 8, "Expected 8 byte long for time (\(bytes.count))")
        case .double:
            try require(bytes.isEmpty || bytes.count == 8, "Expected 8 or 0 byte value for a double (\(bytes.count))")
        case .float:
            try require(bytes.isEmpty || bytes.count == 4, "Expected 4 or 0 byte value for a float (\(bytes.count))")
        case .int: try require(bytes.isEmpty || bytes.count == 4, "Expected 4 or 0 byte int (\(bytes.count))")
        case .smallint: try require(bytes.count == 2, "Expected 2 bytes for a smallint (\(bytes.count))")
        case .tinyint: try require(bytes.count == 1, "Expected 1 byte for a tinyint (\(bytes.count))")
        case .decimal:
            try require(bytes.isEmpty || bytes.count >= 4, "Expected 0 or at least 4 bytes (\(bytes.count))")
            try requireNumberLength(bytes)
        case .inet:
            try require(
                bytes.isEmpty || bytes.count == 4 || bytes.count == 16,
                "Expected 4 or 16 byte inetaddress; got \(bytes.hex)")
        case .uuid: try require(bytes.isEmpty || bytes.count == 16, "UUID should be 16 or 0 bytes (\(bytes.count))")
        case .timeuuid:
            try require(bytes.isEmpty || bytes.count == 16, "UUID should be 16 or 0 bytes (\(bytes.count))")
            try require(bytes.isEmpty || bytes[6] >> 4 == 1, "Invalid version for TimeUUID type.")
        case .duration: try CQLDuration.validate(bytes)
        case .list(let element): try validateItems(bytes, name: "list", types: [element])
        case .set(let element): try validateItems(bytes, name: "set", types: [element])
        case .map(let key, let value): try validateItems(bytes, name: "map", types: [key, value])
        case .tuple(let components): try validateFields(bytes, types: components, what: "tuple")
        case .userDefined(let type):
            try validateFields(bytes, types: type.fields.map(\.type), what: "UDT")
        case .vector(let element, let dimension): try validateVector(bytes, element, dimension)
        case .frozen(let inner): try inner.validate(bytes)
        }
    }

    /// The longest varint or decimal, in bytes: some 19,700 digits. Cassandra has no limit of its own, but to show or order a
    /// number costs time by the square of its length, which no client may spend at will.
    public static let numberBytesMax = 8192

    private func requireNumberLength(_ bytes: ByteSlice) throws(CQLValueError) {
        try require(
            bytes.count <= Self.numberBytesMax,
            "A \(self) of \(bytes.count) bytes is longer than the maximum of \(Self.numberBytesMax)")
    }

    private func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(CQLValueError) {
        if !condition { throw CQLValueError(message()) }
    }

    /// Java's "modified" UTF-8, which Cassandra's check lets pass: surrogates and an overlong zero count as characters.
    private static func isModifiedUTF8(_ bytes: ByteSlice) -> Bool {
        if bytes.utf8Text != nil { return true }
        let raw = bytes.array
        var at = 0
        func follows(_ count: Int) -> Bool {
            at + count < raw.count && raw[(at + 1)...(at + count)].allSatisfy { $0 & 0xC0 == 0x80 }
        }
        while at < raw.count {
            let lead = raw[at]
            switch lead {
            case 0...0x7F: at += 1
            case 0xC0:
                guard at + 1 < raw.count, raw[at + 1] == 0x80 else { return false }
                at += 2
            case 0xC2...0xDF:
                guard follows(1) else { return false }
                at += 2
            case 0xE0...0xEF:
                guard follows(2), lead != 0xE0 || raw[at + 1] >= 0xA0 else { return false }
                at += 3
            case 0xF0...0xF4:
                guard follows(3), lead != 0xF0 || raw[at + 1] >= 0x90, lead != 0xF4 || raw[at + 1] < 0x90 else { return false }
                at += 4
            default: return false
            }
        }
        return true
    }

    private func validateItems(_ bytes: ByteSlice, name: String, types: [CQLType]) throws(CQLValueError) {
        let short = CQLValueError("Not enough bytes to read a \(name)")
        var reader = ByteReader(bytes)
        guard let count = try? reader.integer(Int32.self) else { throw short }
        guard count >= 0 else { throw CQLValueError("The data cannot be deserialized as a \(name)") }
        for _ in 0..<count {
            for type in types {
                guard let length = try? reader.integer(Int32.self) else { throw short }
                guard length >= 0 else { throw CQLValueError.nullInCollection }
                guard let item = try? reader.bytes(Int(length)) else { throw short }
                try type.validate(item)
            }
        }
        guard reader.isAtEnd else { throw CQLValueError("Unexpected extraneous bytes after \(name) value") }
    }

    private func validateFields(_ bytes: ByteSlice, types: [CQLType], what: String) throws(CQLValueError) {
        var reader = ByteReader(bytes)
        for (index, type) in types.enumerated() {
            if reader.isAtEnd { return }
            guard let length = try? reader.integer(Int32.self) else {
                throw CQLValueError("Not enough bytes to read size of \(index)th component")
            }
            if length < 0 { continue }
            guard let field = try? reader.bytes(Int(length)) else {
                throw CQLValueError("Not enough bytes to read \(index)th component")
            }
            try type.validate(field)
        }
        guard reader.isAtEnd else { throw CQLValueError("Invalid remaining data after end of \(what) value") }
    }

    private func validateVector(_ bytes: ByteSlice, _ element: CQLType, _ dimension: Int) throws(CQLValueError) {
        if bytes.isEmpty { throw CQLValueError("Invalid empty vector value") }
        var reader = ByteReader(bytes)
        for _ in 0..<dimension {
            let length: Int
            if let fixed = element.fixedLength {
                length = fixed
            } else {
                guard let read = try? reader.unsignedVInt(), read <= UInt64(reader.remaining) else {
                    throw CQLValueError("Not enough bytes to read a \(self)")
                }
                length = Int(read)
            }
            guard let item = try? reader.bytes(length) else { throw CQLValueError("Not enough bytes to read a \(self)") }
            try element.validate(item)
        }
        guard reader.isAtEnd else {
            throw CQLValueError("Unexpected \(reader.remaining) extraneous bytes after \(self) value")
        }
    }

    /// A validated value as it is stored: sets sorted and each element once, maps sorted by key, the last entry of a
    /// repeated key counting.
    public func normalized(_ bytes: ByteSlice) -> ByteSlice {
        switch self {
        case .frozen(let inner): return inner.normalized(bytes)
        case .list(let element):
            guard element.contains(where: \.isCollection), let items = CQLCollection.items(of: bytes, perEntry: 1) else {
                return bytes
            }
            return CQLCollection.bytes(of: items.compactMap { $0 }.map(element.normalized))
        case .set(let element):
            guard let items = CQLCollection.items(of: bytes, perEntry: 1) else { return bytes }
            return CQLCollection.bytes(of: element.sortedOnce(items.compactMap { $0 }.map(element.normalized)))
        case .map(let keyType, let valueType):
            guard let items = CQLCollection.items(of: bytes, perEntry: 2) else { return bytes }
            let present = items.compactMap { $0 }
            guard present.count == items.count else { return bytes }
            let entries = stride(from: 0, to: present.count, by: 2).map {
                (key: keyType.normalized(present[$0]), value: valueType.normalized(present[$0 + 1]))
            }
            return CQLCollection.bytes(of: keyType.sortedOnce(entries))
        default: return bytes
        }
    }

    /// Elements of a set in order, each once.
    public func sortedOnce(_ items: [ByteSlice]) -> [ByteSlice] {
        var sorted: [ByteSlice] = []
        for item in items.sorted(by: { compare($0, $1) < 0 }) {
            if let last = sorted.last, compare(last, item) == 0 { continue }
            sorted.append(item)
        }
        return sorted
    }

    /// Entries of a map in order of their keys, which are of this type; of a repeated key the last counts.
    public func sortedOnce(_ entries: [(key: ByteSlice, value: ByteSlice)]) -> [(key: ByteSlice, value: ByteSlice)] {
        var sorted: [(key: ByteSlice, value: ByteSlice)] = []
        let ordered = entries.enumerated().sorted { a, b in
            let order = compare(a.element.key, b.element.key)
            return order != 0 ? order < 0 : a.offset < b.offset
        }
        for (_, entry) in ordered {
            if let last = sorted.last, compare(last.key, entry.key) == 0 { sorted.removeLast() }
            sorted.append(entry)
        }
        return sorted
    }
}

extension CQLValueError {
    /// Cassandra fails inside at a null element of a bound collection, and answers 0x0000.
    static let nullInCollection = CQLValueError(
        #"java.lang.NullPointerException: Cannot invoke "java.nio.ByteBuffer.remaining()" because "value" is null"#,
        kind: .internalFailure)
}
