public import Bytes

/// One message with its header: the whole frame in v3 and v4, the unit inside segments in v5.
public struct Envelope: Sendable {
    /// Bytes of a header.
    public static let headerBytes = 9

    /// The version byte without its direction bit. May be one we do not speak.
    public var version: UInt8
    public var isResponse: Bool
    public var flags: EnvelopeFlags
    /// Chosen by the client and echoed; -1 for events.
    public var stream: Int16
    public var opcode: UInt8
    public var body: ByteSlice

    public init(version: UInt8, isResponse: Bool, flags: EnvelopeFlags, stream: Int16, opcode: UInt8, body: ByteSlice) {
        self.version = version
        self.isResponse = isResponse
        self.flags = flags
        self.stream = stream
        self.opcode = opcode
        self.body = body
    }

    /// Header and body.
    public func encoded() -> ByteSlice {
        var writer = ByteWriter(capacity: Self.headerBytes + body.count)
        encode(into: &writer)
        return writer.finish()
    }

    /// Appends header and body.
    public func encode(into writer: inout ByteWriter) {
        writer.integer(version | (isResponse ? 0x80 : 0))
        writer.integer(flags.rawValue)
        writer.integer(stream)
        writer.integer(opcode)
        writer.integer(Int32(truncatingIfNeeded: body.count))
        writer.bytes(body)
    }
}

/// How the envelopes of a connection are wrapped for the wire; the same in both directions.
public enum Framing: Equatable, Sendable {
    /// Envelopes one after the other (v3, v4, and v5 until READY); bodies packed if a compression was agreed on.
    case bare(BlockCompression?)
    /// v5 segments, with or without LZ4.
    case segments(lz4: Bool)

    /// The bytes that carry `envelopes`.
    public func encode(_ envelopes: [Envelope]) -> ByteSlice {
        switch self {
        case .bare(let compression):
            var writer = ByteWriter(capacity: envelopes.reduce(0) { $0 + $1.body.count + Envelope.headerBytes })
            for var envelope in envelopes {
                if let compression {
                    envelope.body = compression.packBody(envelope.body)
                    envelope.flags.insert(.compressed)
                }
                envelope.encode(into: &writer)
            }
            return writer.finish()
        case .segments(let lz4): return Segments.encode(envelopes, lz4: lz4)
        }
    }
}

/// Cuts what a connection receives into envelopes.
public struct EnvelopeDecoder: Sendable {
    /// The longest body that is read; longer ones are refused (the reference's default frame limit).
    public static let bodyBytesMaxDefault = 16 << 20

    /// How what arrives is wrapped; changes once, after STARTUP was answered.
    public var framing: Framing = .bare(nil)
    private let bodyBytesMax: Int
    /// Received, not yet cut.
    private var pending: ByteSlice = ByteSlice()
    /// v5: payload of segments, not yet cut into envelopes.
    private var payload: ByteSlice = ByteSlice()

    public init(bodyBytesMax: Int = EnvelopeDecoder.bodyBytesMaxDefault) { self.bodyBytesMax = bodyBytesMax }

    /// Bytes held that no envelope has taken yet.
    public var pendingBytes: Int { pending.count + payload.count }

    /// Adds what was received.
    public mutating func append(_ bytes: ByteSlice) { pending = Self.joined(pending, bytes) }

    /// Forgets everything received so far: after a fault behind which no boundary is known.
    public mutating func discard() {
        pending = ByteSlice()
        payload = ByteSlice()
    }

    private static func joined(_ first: ByteSlice, _ second: ByteSlice) -> ByteSlice {
        if first.isEmpty { return second }
        if second.isEmpty { return first }
        var writer = ByteWriter(capacity: first.count + second.count)
        writer.bytes(first)
        writer.bytes(second)
        return writer.finish()
    }

    /// The next whole envelope, or nil until more arrives.
    /// - Throws: ``ProtocolFault``; when it does not close the connection, the envelope at fault has been passed over.
    public mutating func next() throws(ProtocolFault) -> Envelope? {
        switch framing {
        case .bare(let compression):
            guard let cut = try Self.cut(&pending, bodyBytesMax: bodyBytesMax) else { return nil }
            return try unpacked(cut, compression)
        case .segments(let lz4):
            while true {
                if let envelope = try Self.cut(&payload, bodyBytesMax: bodyBytesMax) { return envelope }
                guard let segment = try Segments.cut(&pending, lz4: lz4) else { return nil }
                if segment.isSelfContained, !payload.isEmpty {
                    throw ProtocolFault(
                        code: 0, "Error decoding CQL Message: a segment begins inside another message", closes: true)
                }
                payload = Self.joined(payload, segment.payload)
                if segment.isSelfContained { try Self.checkWhole(payload) }
            }
        }
    }

    /// A self-contained segment holds whole envelopes only.
    private static func checkWhole(_ payload: ByteSlice) throws(ProtocolFault) {
        var at = 0
        while at < payload.count {
            var reader = ByteReader(payload, offset: at)
            let length: Int32
            do throws(DecodeError) {
                try reader.skip(5)
                length = try reader.integer()
            } catch {
                throw ProtocolFault(code: 0, "Error decoding CQL Message: envelope cut short at byte \(at)", closes: true)
            }
            // A negative length is named when the envelope is cut.
            guard length >= 0 else { return }
            let end = at + Envelope.headerBytes + Int(length)
            guard end <= payload.count else {
                throw ProtocolFault(
                    code: 0, "Error decoding CQL Message: newPosition > limit: (\(end) > \(payload.count))", closes: true)
            }
            at = end
        }
    }

    private static func cut(_ bytes: inout ByteSlice, bodyBytesMax: Int) throws(ProtocolFault) -> Envelope? {
        guard let first = bytes.isEmpty ? nil : bytes[0] else { return nil }
        let version = first & 0x7F
        // The header of another version may have another shape: the caller answers by the version alone.
        guard ProtocolVersion(rawValue: version) != nil || version == 6 else {
            bytes = ByteSlice()
            return Envelope(
                version: version, isResponse: first & 0x80 != 0, flags: [], stream: 0, opcode: Opcode.options.rawValue,
                body: ByteSlice())
        }
        guard bytes.count >= Envelope.headerBytes else { return nil }
        let flags = EnvelopeFlags(rawValue: bytes[1])
        let stream = Int16(bitPattern: UInt16(bytes[2]) << 8 | UInt16(bytes[3]))
        let length = Int(Int32(bitPattern: (5..<9).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[$1]) }))
        guard length >= 0 else {
            throw ProtocolFault("Invalid value for envelope header body length field: \(length)", stream: stream, closes: true)
        }
        guard length <= bodyBytesMax else {
            throw ProtocolFault(
                "Request is too big: length \(length) exceeds maximum allowed length \(bodyBytesMax).", stream: stream,
                closes: true)
        }
        guard bytes.count - Envelope.headerBytes >= length else { return nil }
        let body = bytes[Envelope.headerBytes..<Envelope.headerBytes + length]
        let opcode = bytes[4]
        bytes = bytes[Envelope.headerBytes + length..<bytes.count]
        return Envelope(version: version, isResponse: first & 0x80 != 0, flags: flags, stream: stream, opcode: opcode, body: body)
    }

    private func unpacked(_ envelope: Envelope, _ compression: BlockCompression?) throws(ProtocolFault) -> Envelope {
        guard let compression, envelope.flags.contains(.compressed) else { return envelope }
        var plain = envelope
        do throws(BlockCompression.Failure) {
            plain.body = try compression.unpackBody(envelope.body, bytesMax: bodyBytesMax)
        } catch {
            throw ProtocolFault(code: compression == .snappy ? 0x000A : 0, error.message)
        }
        return plain
    }
}
