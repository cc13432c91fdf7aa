// JSON functions.
extension ExpressionBinder {
    func jsonFunction(
        _ call: CallSyntax, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression? {
        switch call.name {
        case "JSON_EXISTS", "JSON_VALUE", "JSON_QUERY":
            guard arguments.count == 2, arguments[0].type.isCharacter else {
                throw .invalid("\(call.name) takes a JSON string and a path", at: position)
            }
            guard let path = arguments[1].constantText, JSONPath(path) != nil else {
                throw .unsupported("a JSON path that is not a literal of .name, ['name'] and [0] steps", at: position)
            }
            return try pathFunction(call, arguments, at: position)
        case "JSON_STRING": throw .unsupported("JSON_STRING", at: position)
        case "JSON_OBJECT", "JSON_ARRAY": throw .unsupported(call.name, at: position)
        default: return nil
        }
    }

    private func pathFunction(
        _ call: CallSyntax, _ arguments: [BoundExpression], at position: SQLPosition
    ) throws(SQLError) -> BoundExpression {
        let clauses = call.json ?? JSONClauses()
        switch call.name {
        case "JSON_EXISTS":
            guard clauses.onEmpty == nil, clauses.returning == nil else {
                throw .invalid("JSON_EXISTS has no ON EMPTY", at: position)
            }
            let onError: JSONOnError
            switch clauses.onError {
            case .isTrue: onError = .whenTrue
            case nil, .isFalse: onError = .whenFalse
            case .unknown: onError = .whenUnknown
            case .error: onError = .error
            default: throw .invalid("what JSON_EXISTS does ON ERROR", at: position)
            }
            return .call(.jsonExists(onError), arguments, .boolean)
        case "JSON_VALUE":
            let type = clauses.returning ?? .string
            guard [.string, .int, .double, .boolean].contains(type.kind) else {
                throw .unsupported("JSON_VALUE RETURNING \(type.kind)", at: position)
            }
            let options = JSONValueOptions(
                onEmpty: try valueBehavior(clauses.onEmpty, type, at: position),
                onError: try valueBehavior(clauses.onError, type, at: position))
            return .call(.jsonValue(options), arguments, type.nullable)
        default:
            guard clauses.returning == nil || clauses.returning?.kind == .string else {
                throw .unsupported("JSON_QUERY RETURNING what is not STRING", at: position)
            }
            let options = JSONQueryOptions(
                wrapper: clauses.wrapper ?? .without, onEmpty: try queryBehavior(clauses.onEmpty, at: position),
                onError: try queryBehavior(clauses.onError, at: position))
            return .call(.jsonQuery(options), arguments, .string)
        }
    }

    private func valueBehavior(
        _ behavior: JSONClauses.Behavior?, _ type: SQLType, at position: SQLPosition
    ) throws(SQLError) -> JSONValueOptions.Behavior {
        switch behavior {
        case nil, .null: return .null
        case .error: return .error
        case .value(let expression):
            var plain = ExpressionBinder(scope: Scope(columns: []))
            let bound = try plain.bind(expression)
            guard case .literal(let value, let literalType) = bound,
                literalType.family == type.family && (!type.isNumeric || literalType.kind == type.kind)
            else { throw .unsupported("a DEFAULT that is not a literal of \(type.kind)", at: position) }
            return .value(value)
        default: throw .invalid("what JSON_VALUE does ON EMPTY or ON ERROR", at: position)
        }
    }

    private func queryBehavior(
        _ behavior: JSONClauses.Behavior?, at position: SQLPosition
    ) throws(SQLError) -> JSONQueryOptions.Behavior {
        switch behavior {
        case nil, .null: return .null
        case .error: return .error
        case .empty, .emptyArray: return .emptyArray
        case .emptyObject: return .emptyObject
        default: throw .invalid("what JSON_QUERY does ON EMPTY or ON ERROR", at: position)
        }
    }
}
