public import Bytes

/// Tagged fields this schema does not know, kept so that they survive a round trip: ascending by tag.
public struct TaggedFields: Equatable, Sendable {
    /// One tagged field, its value as it came.
    public struct Field: Equatable, Sendable {
        public let tag: UInt32
        public let value: ByteSlice

        public init(tag: UInt32, value: ByteSlice) {
            self.tag = tag
            self.value = value
        }
    }

    /// Tags a struct may carry: what hostile tags cost grows with their square.
    public static let countMax = 1024

    /// Ascending by tag, no tag twice.
    public private(set) var fields: [Field] = []

    @inlinable
    public init() {}

    /// Keeps `value` under `tag`, in place of an earlier value: Kafka accepts tags in any order and repeated.
    public mutating func set(_ tag: UInt32, _ value: ByteSlice) {
        let field = Field(tag: tag, value: value)
        guard let last = fields.last, last.tag >= tag else {
            fields.append(field)
            return
        }
        // Tags are few and nearly always sorted, but a hostile frame may hold many: search, never scan.
        var low = 0
        var high = fields.count
        while low < high {
            let middle = (low + high) / 2
            if fields[middle].tag < tag { low = middle + 1 } else { high = middle }
        }
        if fields[low].tag == tag { fields[low] = field } else { fields.insert(field, at: low) }
    }
}

extension ByteReader {
    /// Reads a tag section of which no tag is known.
    @inlinable
    public mutating func unknownTaggedFields() throws(DecodeError) -> TaggedFields {
        let count = try taggedFieldCount()
        if count == 0 { return TaggedFields() }
        var fields = TaggedFields()
        for _ in 0..<count {
            let tag = try unsignedVarint()
            try unknownTaggedField(tag, into: &fields)
        }
        return fields
    }

    /// Reads how many tagged fields follow, at most ``TaggedFields/countMax``.
    @inlinable
    public mutating func taggedFieldCount() throws(DecodeError) -> Int {
        let start = offset
        let count = Int(try unsignedVarint())
        guard count <= TaggedFields.countMax else { throw DecodeError(.badLength, at: start) }
        return count
    }

    /// Reads size and value of a field whose tag has just been read.
    public mutating func unknownTaggedField(_ tag: UInt32, into fields: inout TaggedFields) throws(DecodeError) {
        let size = try unsignedVarint()
        fields.set(tag, try bytes(Int(size)))
    }

    /// Reads the size of a known tagged field.
    /// - Returns: the offset at which its value must end.
    public mutating func taggedFieldEnd() throws(DecodeError) -> Int {
        let start = offset
        let size = try unsignedVarint()
        guard Int(size) <= remaining else { throw DecodeError(.truncated, at: start) }
        return offset + Int(size)
    }

    /// - Throws: `.badTagSize` when the value just read did not end at `end`.
    public func expectTaggedField(endsAt end: Int) throws(DecodeError) {
        guard offset == end else { throw DecodeError(.badTagSize, at: offset) }
    }
}

extension ByteWriter {
    /// Appends a tag section.
    @inlinable
    public mutating func taggedFields(_ tagged: TaggedFields) {
        if tagged.fields.isEmpty {
            integer(0 as UInt8)
            return
        }
        unsignedVarint(UInt64(tagged.fields.count))
        for field in tagged.fields {
            unsignedVarint(UInt64(field.tag))
            unsignedVarint(UInt64(field.value.count))
            bytes(field.value)
        }
    }
}
