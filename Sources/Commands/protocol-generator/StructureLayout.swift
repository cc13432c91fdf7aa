/// What the emitters need to know about one struct: the versions it occurs in and what holds in all of them.
struct StructureLayout {
    let message: Message
    let structure: Structure
    /// The versions in which a value of this struct can be on the wire.
    let versions: VersionSet

    /// The layouts of a message: its own first, then its structs in order of appearance.
    static func all(of message: Message) -> [StructureLayout] {
        var found: [String: VersionSet] = [:]
        func visit(_ structure: Structure, _ versions: VersionSet) {
            for field in structure.fields {
                guard let name = field.type.structureName, let inner = message.structure(named: name) else { continue }
                var reached = versions.intersection(field.versions)
                if let tag = field.tag { reached = reached.intersection(tag.versions) }
                let before = found[name] ?? .none
                found[name] = before.hull(reached)
                if found[name] != before { visit(inner, reached) }
            }
        }
        visit(message.root, message.versions)
        return [StructureLayout(message: message, structure: message.root, versions: message.versions)]
            + message.structures.map {
                StructureLayout(message: message, structure: $0, versions: found[$0.name] ?? message.versions)
            }
    }

    var isRoot: Bool { structure.name == message.root.name }
    var flexible: VersionSet { versions.intersection(message.flexible) }
    var hasTags: Bool { !flexible.isEmpty }

    /// The Swift expression for "compact lengths": a literal, or the local constant `flexible`.
    var compact: String { flexible == versions ? "true" : flexible.isEmpty ? "false" : "flexible" }

    /// The versions in which `field` stands in the fixed body (or, when tagged, in the tag section).
    func present(_ field: Field) -> VersionSet {
        let set = versions.intersection(field.versions)
        return field.tag.map { set.intersection($0.versions) } ?? set
    }

    /// The Swift condition for `version` being in `set`, nil when it always is.
    func condition(_ set: VersionSet) -> String? {
        guard let all = versions.range, let some = set.range else { return "false" }
        if some == all { return nil }
        if some.count == 1 { return "version == \(some.lowerBound)" }
        if some.upperBound == all.upperBound { return "version >= \(some.lowerBound)" }
        if some.lowerBound == all.lowerBound { return "version <= \(some.upperBound)" }
        return "version >= \(some.lowerBound) && version <= \(some.upperBound)"
    }

    /// The Swift condition for `version` not being in `set`; `set` must not hold all versions.
    func negatedCondition(_ set: VersionSet) -> String {
        guard let all = versions.range, let some = set.range else { return "true" }
        if some.count == 1 { return "version != \(some.lowerBound)" }
        if some.upperBound == all.upperBound { return "version < \(some.lowerBound)" }
        if some.lowerBound == all.lowerBound { return "version > \(some.upperBound)" }
        return "version < \(some.lowerBound) || version > \(some.upperBound)"
    }

    /// The versions in which a present `field` may be null.
    func nullable(_ field: Field) -> VersionSet { present(field).intersection(field.nullable) }

    func isOptional(_ field: Field) -> Bool { !versions.intersection(field.nullable).isEmpty }

    /// The Swift type of the field's property.
    func propertyType(_ field: Field) -> String {
        SwiftTypes.name(field.type, entity: field.entity) + (isOptional(field) ? "?" : "")
    }

    /// The Swift literal of the field's default.
    func defaultLiteral(_ field: Field) -> String {
        if field.defaultText == "null" { return "nil" }
        let entity = field.entity.flatMap { SwiftTypes.identifier($0, for: field.type) }
        switch field.type {
        case .array: return "[]"
        case .structure(let name): return "\(name)()"
        case .string: return entity.map { "\($0)(\"\")" } ?? "\"\""
        case .bytes, .records: return "ByteSlice()"
        case .uuid: return "UniqueID.zero"
        case .bool: return field.defaultText ?? "false"
        case .float64: return "0"
        default:
            var number = field.defaultText ?? "0"
            if number.hasPrefix("0x"), let value = Int64(number.dropFirst(2), radix: 16) { number = String(value) }
            return entity.map { $0 == "KafkaErrorCode" ? "\($0).none" : "\($0)(\(number))" } ?? number
        }
    }

    /// A Swift condition for the property holding something other than its default.
    func isChanged(_ field: Field) -> String {
        let value = "self.\(SwiftTypes.memberName(field.name))"
        switch defaultLiteral(field) {
        case "[]" where !isOptional(field): return "!\(value).isEmpty"
        case "false": return value
        case "true": return "!\(value)"
        case let literal: return "\(value) != \(literal)"
        }
    }

    /// The fewest bytes that a value of `type` takes in `version`.
    private func minimumBytes(_ type: FieldType, isNullable: Bool, version: Int, depth: Int) -> Int {
        if let integer = SwiftTypes.integer(type) { return integer.width }
        let compact = message.flexible.contains(version)
        switch type {
        case .bool: return 1
        case .float64: return 8
        case .uuid: return 16
        case .string: return compact ? 1 : 2
        case .structure(let name):
            guard !isNullable, depth < 8, let inner = message.structure(named: name) else { return 1 }
            return minimumBytes(inner, version: version, depth: depth + 1)
        default: return compact ? 1 : 4
        }
    }

    private func minimumBytes(_ structure: Structure, version: Int, depth: Int) -> Int {
        var total = message.flexible.contains(version) ? 1 : 0
        for field in structure.fields where field.tag == nil && field.versions.contains(version) {
            total += minimumBytes(
                field.type, isNullable: field.nullable.contains(version), version: version, depth: depth)
        }
        return total
    }

    /// The fewest bytes that an element of the array `field` takes in any version that has it; at least 1.
    func minimumElementBytes(_ field: Field) -> Int {
        guard let element = field.type.element, let range = present(field).range else { return 1 }
        let sizes = range.map { minimumBytes(element, isNullable: false, version: $0, depth: 0) }
        return max(1, sizes.min() ?? 1)
    }
}
