internal import CQLValues

/// Gives written types their meaning within a keyspace.
struct TypeResolution {
    let keyspace: String
    let types: [String: UserDefinedType]

    /// - Throws: invalid, with Cassandra's texts.
    func resolve(_ raw: RawType) throws(StatementError) -> CQLType {
        switch raw {
        case .native(let name):
            guard let type = CQLType.nativeTypes[name] else { throw .invalid("Unknown type \(keyspace).\(name)") }
            return type
        case .list(let element): return .list(try self.element(of: raw, element))
        case .set(let element):
            let resolved = try self.element(of: raw, element)
            if resolved == .duration { throw .invalid("Durations are not allowed inside sets: \(raw.text)") }
            return .set(resolved)
        case .map(let key, let value):
            let resolved = try element(of: raw, key)
            if resolved == .duration { throw .invalid("Durations are not allowed as map keys: \(raw.text)") }
            return .map(resolved, try element(of: raw, value))
        case .tuple(let parts):
            var components: [CQLType] = []
            for part in parts {
                let component = try resolve(part)
                if component == .counter { throw .invalid("Counters are not allowed inside tuples") }
                components.append(component)
            }
            return CQLType.tuple(components).frozen()
        case .vector(let part, let dimension):
            guard dimension > 0 else { throw .invalid("vectors may only have positive dimensions; given \(dimension)") }
            return CQLType.vector(try resolve(part), dimension).frozen()
        case .frozen(let inner): return try frozen(inner)
        case .user(let name): return .userDefined(try userType(name))
        case .custom(let name): return try custom(name)
        }
    }

    /// What is inside `frozen<>` is frozen itself, so nesting is free there.
    private func frozen(_ raw: RawType) throws(StatementError) -> CQLType {
        switch raw {
        case .list(let element): return CQLType.list(try frozen(element)).frozen()
        case .set(let element): return CQLType.set(try frozen(element)).frozen()
        case .map(let key, let value): return CQLType.map(try frozen(key), try frozen(value)).frozen()
        case .frozen(let inner): return try frozen(inner)
        default: return try resolve(raw).frozen()
        }
    }

    private func element(of whole: RawType, _ raw: RawType) throws(StatementError) -> CQLType {
        let type = try resolve(raw)
        if type == .counter { throw .invalid("Counters are not allowed inside collections: \(whole.text)") }
        guard type.isMultiCell else { return type }
        if case .userDefined = type { throw .invalid("Non-frozen UDTs are not allowed inside collections: \(whole.text)") }
        throw .invalid("Non-frozen collections are not allowed inside collections: \(whole.text)")
    }

    private func userType(_ name: QualifiedName) throws(StatementError) -> UserDefinedType {
        if let other = name.keyspace, other != keyspace {
            throw .invalid(
                "Statement on keyspace \(keyspace) cannot refer to a user type in keyspace \(other); user types can only be used in the keyspace they are defined in"
            )
        }
        guard let type = types[name.name] else { throw .invalid("Unknown type \(keyspace).\(name.name)") }
        return type
    }

    private func custom(_ name: String) throws(StatementError) -> CQLType {
        let package = "org.apache.cassandra.db.marshal."
        let full = name.contains(".") ? name : package + name
        if let native = Set(CQLType.nativeTypes.values).first(where: { $0.fullClassName == full }) { return native }
        throw .syntax("Error setting type \(name): Unable to find abstract-type class '\(full)'")
    }
}
