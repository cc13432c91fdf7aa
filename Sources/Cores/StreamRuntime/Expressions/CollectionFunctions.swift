import Bytes
import StreamSQL

/// Functions of arrays and maps.
enum CollectionFunctions {
    static func apply(_ function: ScalarFunction, _ operands: [SQLValue], _ type: SQLType) throws(SQLError) -> SQLValue? {
        guard let first = operands.first else { return nil }
        switch (function, first) {
        case (.item, .array(let values)):
            guard case .integer(let index) = operands[1], index >= 1, index <= values.count else { return .null }
            return values[Int(index) - 1]
        case (.item, .map(let entries)): return entries.first { $0.key == operands[1] }?.value ?? .null
        case (.cardinality, .array(let values)): return .integer(Int64(values.count))
        case (.cardinality, .map(let entries)): return .integer(Int64(entries.count))
        case (.mapKeys, .map(let entries)): return .array(entries.map(\.key))
        case (.mapValues, .map(let entries)): return .array(entries.map(\.value))
        case (.arrayDistinct, .array(let values)):
            var seen = Set<SQLValue>()
            return .array(values.filter { seen.insert($0).inserted })
        case (.arrayReverse, .array(let values)): return .array(values.reversed())
        case (.arrayMax, .array(let values)): return values.filter { !$0.isNull }.max { Comparing.total($0, $1) < 0 } ?? .null
        case (.arrayMin, .array(let values)): return values.filter { !$0.isNull }.min { Comparing.total($0, $1) < 0 } ?? .null
        default: return nil
        }
    }

    /// Functions to which a NULL to look for is a value like others.
    static func search(_ function: ScalarFunction, _ operands: [SQLValue]) -> SQLValue {
        guard case .array(let values) = operands[0] else { return .null }
        switch function {
        case .arrayContains: return .boolean(values.contains(operands[1]))
        case .arrayPosition:
            if operands[1].isNull { return .null }
            return .integer(Int64((values.firstIndex(of: operands[1]) ?? -1) + 1))
        default: return join(values, operands)
        }
    }

    private static func join(_ values: [SQLValue], _ operands: [SQLValue]) -> SQLValue {
        guard case .string(let separator) = operands[1] else { return .null }
        var replacement: ByteSlice?
        if operands.count > 2 {
            guard case .string(let text) = operands[2] else { return .null }
            replacement = text
        }
        let parts = values.compactMap { value -> [UInt8]? in
            if case .string(let text) = value { return text.array }
            return replacement?.array
        }
        return .string(ByteSlice(Array(parts.joined(separator: separator.array))))
    }

    /// Adds an entry, in the place of an earlier one with its key.
    static func put(_ entry: SQLMapEntry, into entries: inout [SQLMapEntry]) {
        if let index = entries.firstIndex(where: { $0.key == entry.key }) {
            entries[index] = entry
        } else {
            entries.append(entry)
        }
    }
}
