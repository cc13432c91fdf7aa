internal import Bytes
internal import CQLValues

/// The scalar functions of keyspace `system`.
enum FunctionCatalog {
    private static let byName: [String: [ScalarFunction]] = Dictionary(
        grouping: plain + TimeFunctions.all + BlobFunctions.all, by: \.name)

    private static let plain: [ScalarFunction] = [
        ScalarFunction("now", [], .timeuuid) { (_, context) throws(StatementError) in context.timeUUIDs().bytes },
        ScalarFunction("uuid", [], .uuid) { (_, context) throws(StatementError) in randomUUID() },
    ]

    private static func randomUUID() -> ByteSlice {
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return ByteSlice(bytes)
    }

    /// The overloads of a name.
    static func candidates(_ name: QualifiedName) throws(StatementError) -> [ScalarFunction] {
        guard name.keyspace == nil || name.keyspace == "system", let found = byName[name.name] else {
            throw .invalid("Unknown function '\(name.text)'")
        }
        return found
    }

    /// The overload that fits best.
    /// - Parameter fit: how well the argument at an index fits a type.
    static func best(
        _ candidates: [ScalarFunction], name: String, argumentCount: Int, expected: CQLType?, fit: (Int, CQLType) -> Assignability
    ) throws(StatementError) -> ScalarFunction {
        if candidates.count == 1, let only = candidates.first, only.argumentTypes.count != argumentCount {
            throw .invalid(
                "Invalid number of arguments in call to function system.\(name): \(only.argumentTypes.count) required but \(argumentCount) provided"
            )
        }
        var fitting: [(ScalarFunction, Assignability)] = []
        for candidate in candidates where candidate.argumentTypes.count == argumentCount {
            let least = candidate.argumentTypes.enumerated().map { fit($0.offset, $0.element) }.min() ?? .exact
            if least > .none { fitting.append((candidate, least)) }
        }
        if let exact = fitting.first(where: { $0.1 == .exact }) { return exact.0 }
        guard let first = fitting.first else {
            throw .invalid(
                "Invalid call to function \(name), none of its type signatures match (known type signatures: \(candidates.map(\.signature).joined(separator: ", ")))"
            )
        }
        if fitting.count > 1 {
            if let expected, let match = fitting.first(where: { $0.0.returnType == expected }) { return match.0 }
            throw .invalid(
                "Ambiguous call to function \(name) (can be matched by following signatures: \(fitting.map(\.0.signature).joined(separator: ", "))): use type casts to disambiguate"
            )
        }
        return first.0
    }

    /// `token` over the columns of a partition key.
    static func token(_ types: [CQLType]) -> ScalarFunction {
        ScalarFunction("token", types, .bigint) { (arguments, _) throws(StatementError) in
            var parts: [ByteSlice] = []
            for argument in arguments {
                guard let argument else { return nil }
                parts.append(argument)
            }
            guard let key = PartitionKey(parts) else {
                throw .invalid("Key is longer than maximum of \(PartitionKeyBytes.lengthMax)")
            }
            return ByteSlice(bigEndian: key.token)
        }
    }

    static func isNumeric(_ type: CQLType) -> Bool {
        switch type {
        case .tinyint, .smallint, .int, .bigint, .counter, .varint, .decimal, .float, .double: true
        default: false
        }
    }

    /// Arithmetic between two types, or nil when there is none.
    static func arithmetic(_ op: ArithmeticOperator, _ left: CQLType, _ right: CQLType) -> ScalarFunction? {
        Arithmetic.function(op, left, right)
    }

    /// The negation of a number, or nil.
    static func negation(_ type: CQLType) -> ScalarFunction? { Arithmetic.negation(type) }

    /// CAST between two types, or nil when there is none.
    static func cast(_ from: CQLType, _ to: CQLType) -> ScalarFunction? { Casting.function(from, to) }
}
