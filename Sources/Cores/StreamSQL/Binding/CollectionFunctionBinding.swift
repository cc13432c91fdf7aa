// Functions of arrays and maps.
extension ExpressionBinder {
    func collectionFunction(
        _ name: String, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression? {
        guard let first = arguments.first else { return nil }
        let nullable = first.type.isNullable
        if name == "CARDINALITY" {
            guard [.array, .map].contains(first.type.family), arguments.count == 1 else {
                throw .invalid("CARDINALITY counts the elements of an ARRAY or MAP", at: position)
            }
            return .call(.cardinality, arguments, SQLType.int.withNullability(nullable))
        }
        if case .map(let key, let value) = first.type.kind, arguments.count == 1 {
            switch name {
            case "MAP_KEYS": return .call(.mapKeys, arguments, SQLType(.array(key), nullable: nullable))
            case "MAP_VALUES": return .call(.mapValues, arguments, SQLType(.array(value), nullable: nullable))
            default: return nil
            }
        }
        guard case .array(let element) = first.type.kind else { return nil }
        switch name {
        case "ARRAY_DISTINCT" where arguments.count == 1 && element.isHashable:
            return .call(.arrayDistinct, arguments, first.type)
        case "ARRAY_REVERSE" where arguments.count == 1: return .call(.arrayReverse, arguments, first.type)
        case "ARRAY_MAX" where arguments.count == 1 && element.isOrdered && !element.isApproximate:
            return .call(.arrayMax, arguments, element.nullable)
        case "ARRAY_MIN" where arguments.count == 1 && element.isOrdered && !element.isApproximate:
            return .call(.arrayMin, arguments, element.nullable)
        case "ARRAY_CONTAINS" where arguments.count == 2 && arguments[1].type.kind == element.kind && element.isHashable:
            return .call(.arrayContains, arguments, SQLType.boolean.withNullability(nullable))
        case "ARRAY_POSITION" where arguments.count == 2 && arguments[1].type.kind == element.kind && element.isHashable:
            return .call(
                .arrayPosition, arguments, SQLType.int.withNullability(arguments.contains { $0.type.isNullable }))
        case "ARRAY_JOIN" where (2...3).contains(arguments.count) && element.isCharacter:
            guard arguments.dropFirst().allSatisfy({ $0.type.isCharacter }) else { return nil }
            return .call(
                .arrayJoin, arguments, SQLType.string.withNullability(arguments.contains { $0.type.isNullable }))
        default: return nil
        }
    }
}
