public import Bytes

// The bytes of a row, as docs/formats/table-rows.md lays them out.

extension RowContent {
    struct Flags: OptionSet {
        let rawValue: UInt8
        static let liveness = Flags(rawValue: 0x01)
        static let livenessExpiry = Flags(rawValue: 0x02)
        static let deletion = Flags(rawValue: 0x04)
        static let clustering = Flags(rawValue: 0x08)
        static let known: Flags = [.liveness, .livenessExpiry, .deletion, .clustering]
    }

    enum ColumnKind: UInt8 {
        case cell = 0
        case elements = 1
        case counter = 2
    }

    struct CellFlags: OptionSet {
        let rawValue: UInt8
        static let expiring = CellFlags(rawValue: 0x01)
        static let tombstone = CellFlags(rawValue: 0x02)
        /// The timestamp is the row's base timestamp.
        static let baseTimestamp = CellFlags(rawValue: 0x04)
        /// The expiry is the liveness's.
        static let baseExpiry = CellFlags(rawValue: 0x08)
        static let known: CellFlags = [.expiring, .tombstone, .baseTimestamp, .baseExpiry]
    }

    /// The row's bytes: the value stored under its key, or an operand to merge with it.
    public func encoded() -> ByteSlice {
        var writer = ByteWriter(capacity: 128)
        var flags: Flags = []
        if let liveness {
            flags.insert(.liveness)
            if liveness.expiry != nil { flags.insert(.livenessExpiry) }
        }
        if deletion != nil { flags.insert(.deletion) }
        if clusteringAsWritten != nil { flags.insert(.clustering) }
        writer.integer(flags.rawValue)
        if let liveness {
            writer.integer(liveness.timestamp)
            if let expiry = liveness.expiry { writer.expiry(expiry) }
        }
        if let deletion { writer.deletion(deletion) }
        if let clusteringAsWritten { writer.run(clusteringAsWritten) }
        // Where there is no liveness, the first cell's timestamp becomes the base of those that follow.
        var base = Base(timestamp: liveness?.timestamp, expiry: liveness?.expiry)
        writer.unsignedVarint(UInt64(columns.count))
        for column in columns {
            writer.integer(column.id.number)
            switch column.value {
            case .cell(let cell):
                writer.integer(ColumnKind.cell.rawValue)
                writer.cell(cell, base: &base)
            case .elements(let elements, let deletion):
                writer.integer(ColumnKind.elements.rawValue)
                writer.optionalDeletion(deletion)
                writer.unsignedVarint(UInt64(elements.count))
                for element in elements {
                    writer.run(element.path)
                    writer.cell(element.cell, base: &base)
                }
            case .counter(let counter, let deletion):
                writer.integer(ColumnKind.counter.rawValue)
                writer.optionalDeletion(deletion)
                writer.integer(UInt8(counter == nil ? 0 : 1))
                if let counter {
                    writer.integer(counter.sum)
                    writer.integer(counter.timestamp)
                }
            }
        }
        return writer.finish()
    }

    /// What cells may leave out because the row says it already.
    struct Base {
        var timestamp: Int64?
        var expiry: Expiry?
    }

    /// Reads what ``encoded()`` wrote. What it hands out shares the memory of `bytes`.
    public init(decoding bytes: ByteSlice) throws(DecodeError) {
        var reader = ByteReader(bytes)
        let flags = Flags(rawValue: try reader.integer(UInt8.self))
        guard flags.isSubset(of: .known) else { throw DecodeError(.badValue, at: 0) }
        self.init()
        if flags.contains(.liveness) {
            let timestamp = try reader.integer(Int64.self)
            let expiry = flags.contains(.livenessExpiry) ? try reader.expiry() : nil
            liveness = RowLiveness(timestamp: timestamp, expiry: expiry)
        }
        if flags.contains(.deletion) { deletion = try reader.deletion() }
        if flags.contains(.clustering) { clusteringAsWritten = try reader.run() }
        var base = Base(timestamp: liveness?.timestamp, expiry: liveness?.expiry)
        let count = try reader.count(itemBytesMin: 4)
        columns.reserveCapacity(count)
        var last: Int = -1
        for _ in 0..<count {
            let at = reader.offset
            let id = ColumnID(try reader.integer(UInt16.self))
            // Merging relies on the order.
            guard Int(id.number) > last else { throw DecodeError(.badValue, at: at) }
            last = Int(id.number)
            columns.append(Column(id: id, value: try Self.value(&reader, base: &base)))
        }
        try reader.expectEnd()
    }

    private static func value(_ reader: inout ByteReader, base: inout Base) throws(DecodeError) -> Value {
        let at = reader.offset
        switch ColumnKind(rawValue: try reader.integer(UInt8.self)) {
        case .cell: return .cell(try reader.cell(base: &base))
        case .elements:
            let deletion = try reader.optionalDeletion()
            let count = try reader.count(itemBytesMin: 3)
            var elements: [Element] = []
            elements.reserveCapacity(count)
            for _ in 0..<count {
                let at = reader.offset
                let path = try reader.run()
                if let last = elements.last, !(last.path < path) { throw DecodeError(.badValue, at: at) }
                elements.append(Element(path: path, cell: try reader.cell(base: &base)))
            }
            return .elements(elements, deletion: deletion)
        case .counter:
            let deletion = try reader.optionalDeletion()
            guard try reader.integer(UInt8.self) != 0 else { return .counter(nil, deletion: deletion) }
            let sum = try reader.integer(Int64.self)
            return .counter(CounterCell(sum: sum, timestamp: try reader.integer(Int64.self)), deletion: deletion)
        case nil: throw DecodeError(.badValue, at: at)
        }
    }
}

extension ByteWriter {
    mutating func run(_ bytes: ByteSlice) {
        unsignedVarint(UInt64(bytes.count))
        self.bytes(bytes)
    }

    mutating func expiry(_ expiry: Expiry) {
        integer(expiry.timeToLive)
        integer(expiry.at)
    }

    mutating func deletion(_ deletion: Deletion) {
        integer(deletion.timestamp)
        integer(deletion.localTime)
    }

    mutating func optionalDeletion(_ deletion: Deletion?) {
        integer(UInt8(deletion == nil ? 0 : 1))
        if let deletion { self.deletion(deletion) }
    }

    mutating func cell(_ cell: Cell, base: inout RowContent.Base) {
        var flags: RowContent.CellFlags = []
        let isBaseTimestamp = base.timestamp == cell.timestamp
        if isBaseTimestamp { flags.insert(.baseTimestamp) }
        switch cell.state {
        case .live: break
        case .expiring(let expiry):
            flags.insert(.expiring)
            if base.expiry == expiry { flags.insert(.baseExpiry) }
        case .tombstone: flags.insert(.tombstone)
        }
        integer(flags.rawValue)
        if !isBaseTimestamp {
            integer(cell.timestamp)
            if base.timestamp == nil { base.timestamp = cell.timestamp }
        }
        switch cell.state {
        case .live: break
        case .expiring(let expiry):
            if !flags.contains(.baseExpiry) {
                self.expiry(expiry)
                if base.expiry == nil { base.expiry = expiry }
            }
        case .tombstone(let localTime):
            integer(localTime)
            return
        }
        run(cell.value)
    }
}

extension ByteReader {
    /// A run of bytes after its length.
    mutating func run() throws(DecodeError) -> ByteSlice {
        let at = offset
        let length = try unsignedVarlong()
        guard length <= UInt64(remaining) else { throw DecodeError(.truncated, at: at) }
        return try bytes(Int(length))
    }

    /// A count of items of which each takes at least `itemBytesMin` bytes, so that no count exceeds what is there.
    mutating func count(itemBytesMin: Int) throws(DecodeError) -> Int {
        let at = offset
        let count = try unsignedVarlong()
        guard count <= UInt64(remaining / itemBytesMin) else { throw DecodeError(.badLength, at: at) }
        return Int(count)
    }

    mutating func expiry() throws(DecodeError) -> Expiry {
        Expiry(timeToLive: try integer(Int32.self), at: try integer(Int64.self))
    }

    mutating func deletion() throws(DecodeError) -> Deletion {
        Deletion(timestamp: try integer(Int64.self), localTime: try integer(Int64.self))
    }

    mutating func optionalDeletion() throws(DecodeError) -> Deletion? {
        try integer(UInt8.self) == 0 ? nil : try deletion()
    }

    mutating func cell(base: inout RowContent.Base) throws(DecodeError) -> Cell {
        let at = offset
        let flags = RowContent.CellFlags(rawValue: try integer(UInt8.self))
        guard flags.isSubset(of: .known), !flags.isSuperset(of: [.expiring, .tombstone]) else {
            throw DecodeError(.badValue, at: at)
        }
        let timestamp: Int64
        if flags.contains(.baseTimestamp) {
            guard let stated = base.timestamp else { throw DecodeError(.badValue, at: at) }
            timestamp = stated
        } else {
            timestamp = try integer(Int64.self)
            if base.timestamp == nil { base.timestamp = timestamp }
        }
        if flags.contains(.tombstone) {
            return Cell(timestamp: timestamp, state: .tombstone(localTime: try integer(Int64.self)), value: ByteSlice())
        }
        guard flags.contains(.expiring) else { return Cell(timestamp: timestamp, state: .live, value: try run()) }
        let expiry: Expiry
        if flags.contains(.baseExpiry) {
            guard let stated = base.expiry else { throw DecodeError(.badValue, at: at) }
            expiry = stated
        } else {
            expiry = try self.expiry()
            if base.expiry == nil { base.expiry = expiry }
        }
        return Cell(timestamp: timestamp, state: .expiring(expiry), value: try run())
    }
}
