// Written by protocol-generator from Schemas/: change those, then run `swift run protocol-generator`.
// swift-format-ignore-file

public import Bytes
public import Identifiers
public import KafkaPrimitives

/// Versions 1.
public struct ProducerSnapshot: KafkaMessage {
    public static let versions: ClosedRange<Int16> = 1...1
    public static let firstFlexibleVersion: Int16? = nil

    public var crc: UInt32 = 0
    public var producerEntries: [ProducerEntry] = []

    public init() {}

    public init(
        crc: UInt32 = 0,
        producerEntries: [ProducerEntry] = []
    ) {
        self.crc = crc
        self.producerEntries = producerEntries
    }

    public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
        guard version >= 1 && version <= 1 else {
            throw DecodeError(.unsupportedVersion, at: reader.offset)
        }
        self.crc = try reader.integer(UInt32.self)
        self.producerEntries = try reader.structures(of: ProducerEntry.self, compact: false, minimumBytes: 46, version: version)
    }

    public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
        guard version >= 1 && version <= 1 else {
            throw EncodeError(.unsupportedVersion, field: "ProducerSnapshot", version: version)
        }
        writer.integer(self.crc)
        try writer.structures(self.producerEntries, compact: false, version: version)
    }

    /// Of versions 1.
    public struct ProducerEntry: KafkaStructure {
        public var producerID: ProducerID = ProducerID(0)
        public var epoch: ProducerEpoch = ProducerEpoch(0)
        public var lastSequence: Int32 = 0
        public var lastOffset: Offset = Offset(0)
        public var offsetDelta: Int32 = 0
        public var timestamp: Int64 = 0
        public var coordinatorEpoch: Int32 = 0
        public var currentTxnFirstOffset: Offset = Offset(0)

        public init() {}

        public init(
            producerID: ProducerID = ProducerID(0),
            epoch: ProducerEpoch = ProducerEpoch(0),
            lastSequence: Int32 = 0,
            lastOffset: Offset = Offset(0),
            offsetDelta: Int32 = 0,
            timestamp: Int64 = 0,
            coordinatorEpoch: Int32 = 0,
            currentTxnFirstOffset: Offset = Offset(0)
        ) {
            self.producerID = producerID
            self.epoch = epoch
            self.lastSequence = lastSequence
            self.lastOffset = lastOffset
            self.offsetDelta = offsetDelta
            self.timestamp = timestamp
            self.coordinatorEpoch = coordinatorEpoch
            self.currentTxnFirstOffset = currentTxnFirstOffset
        }

        public init(from reader: inout ByteReader, version: Int16) throws(DecodeError) {
            self.producerID = try ProducerID(rawValue: reader.integer(Int64.self))
            self.epoch = try ProducerEpoch(rawValue: reader.integer(Int16.self))
            self.lastSequence = try reader.integer(Int32.self)
            self.lastOffset = try Offset(rawValue: reader.integer(Int64.self))
            self.offsetDelta = try reader.integer(Int32.self)
            self.timestamp = try reader.integer(Int64.self)
            self.coordinatorEpoch = try reader.integer(Int32.self)
            self.currentTxnFirstOffset = try Offset(rawValue: reader.integer(Int64.self))
        }

        public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError) {
            writer.integer(self.producerID.rawValue)
            writer.integer(self.epoch.rawValue)
            writer.integer(self.lastSequence)
            writer.integer(self.lastOffset.rawValue)
            writer.integer(self.offsetDelta)
            writer.integer(self.timestamp)
            writer.integer(self.coordinatorEpoch)
            writer.integer(self.currentTxnFirstOffset.rawValue)
        }
    }
}
