/// A set of message versions: an interval, or nothing.
struct VersionSet: Equatable {
    /// Nil for the empty set.
    var range: ClosedRange<Int>?

    static let none = VersionSet(range: nil)
    static let everLater = Int(Int16.max)

    /// `none`, `N`, `N-M` or `N+`; nil for other texts.
    init?(_ text: some StringProtocol) {
        if text == "none" {
            range = nil
        } else if text.hasSuffix("+"), let first = Int(text.dropLast()) {
            range = first...Self.everLater
        } else {
            let ends = text.split(separator: "-").map { Int($0) }
            guard let first = ends.first, let first, let last = ends.last, let last, first <= last, ends.count <= 2 else {
                return nil
            }
            range = first...last
        }
    }

    init(range: ClosedRange<Int>?) { self.range = range }

    var isEmpty: Bool { range == nil }
    func contains(_ version: Int) -> Bool { range?.contains(version) ?? false }

    func intersection(_ other: VersionSet) -> VersionSet {
        guard let range, let second = other.range, range.overlaps(second) else { return .none }
        return VersionSet(range: max(range.lowerBound, second.lowerBound)...min(range.upperBound, second.upperBound))
    }

    /// The smallest interval that holds both.
    func hull(_ other: VersionSet) -> VersionSet {
        guard let range else { return other }
        guard let second = other.range else { return self }
        return VersionSet(range: min(range.lowerBound, second.lowerBound)...max(range.upperBound, second.upperBound))
    }

    /// As the notation writes it.
    var text: String {
        guard let range else { return "none" }
        if range.upperBound == Self.everLater { return "\(range.lowerBound)+" }
        return range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
}

/// The type of a field on the wire.
indirect enum FieldType: Equatable, Sendable {
    case bool, int8, int16, uint16, int32, uint32, int64, float64
    case string, bytes, uuid, records
    case array(FieldType)
    case structure(String)

    private static let plain: [String: FieldType] = [
        "bool": .bool, "int8": .int8, "int16": .int16, "uint16": .uint16, "int32": .int32, "uint32": .uint32,
        "int64": .int64, "float64": .float64, "string": .string, "bytes": .bytes, "uuid": .uuid, "records": .records,
    ]

    init(_ text: some StringProtocol) {
        if text.hasPrefix("[]") {
            self = .array(FieldType(text.dropFirst(2)))
        } else {
            self = Self.plain[String(text)] ?? .structure(String(text))
        }
    }

    /// The struct that this type is, or holds.
    var structureName: String? {
        switch self {
        case .structure(let name): name
        case .array(let element): element.structureName
        default: nil
        }
    }

    /// The element's type of an array, else nil.
    var element: FieldType? {
        if case .array(let element) = self { return element }
        return nil
    }
}

/// One line of a struct.
struct Field {
    var name: String
    var type: FieldType
    var versions: VersionSet
    var nullable = VersionSet.none
    var defaultText: String?
    var tag: (number: Int, versions: VersionSet)?
    var isIgnorable = false
    var entity: String?
}

/// A named run of fields.
struct Structure {
    var name: String
    var fields: [Field] = []
}

/// A request, an answer, or a stored record.
struct Message {
    enum Kind: String {
        case request, response, metadata, data
        case coordinatorKey = "coordinator-key"
        case coordinatorValue = "coordinator-value"
    }

    var kind: Kind
    /// API key or record type; nil for plain data.
    var key: Int?
    var name: String
    var versions: VersionSet
    var flexible: VersionSet
    var listeners: [String] = []
    var newestIsUnstable = false
    var root: Structure
    /// Named structs in order of their first appearance.
    var structures: [Structure] = []

    func structure(named name: String) -> Structure? { structures.first { $0.name == name } }
}

/// One file of the notation.
struct Schema {
    /// The file's name without its ending: the module (messages) or topic (stored records) it describes.
    var name: String
    var messages: [Message]
}
