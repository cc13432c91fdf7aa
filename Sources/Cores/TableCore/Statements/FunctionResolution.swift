internal import Bytes
internal import CQLValues

// Which overload of a function is meant, and arithmetic, which is functions of two arguments.

extension TermScope {
    /// The type a computed term has; `expected` helps to decide between overloads.
    func resultType(of raw: RawTerm, expected: CQLType?) throws(StatementError) -> CQLType {
        var scratch = self
        switch raw {
        case .function(let name, let arguments):
            return try scratch.overload(name, arguments, expected: expected).returnType
        case .operation(let op, let left, let right): return try scratch.operation(op, left, right, expected: expected).returnType
        case .negation(let inner): return try scratch.negation(inner, expected: expected).returnType
        case .typeHint(let hint, _): return try resolve(hint)
        case .constant(let kind, let text):
            return kind.preferredType(of: text) ?? expected.flatMap { kind.assignability(to: $0, text: text) > .none ? $0 : nil }
                ?? .double
        case .tuple(let items) where items.count == 1: return try resultType(of: items[0], expected: expected)
        default: throw .invalid("Cannot infer type for term \(raw.text)")
        }
    }

    mutating func computed(_ raw: RawTerm, _ receiver: Receiver) throws(StatementError) -> Term {
        let function: ScalarFunction
        let arguments: [RawTerm]
        switch raw {
        case .function(let name, let given):
            function = try overload(name, given, expected: receiver.type)
            arguments = given
        case .operation(let op, let left, let right):
            function = try operation(op, left, right, expected: receiver.type)
            arguments = [left, right]
        case .negation(let inner):
            function = try negation(inner, expected: receiver.type)
            arguments = [inner]
        default: throw .invalid("Cannot infer type for term \(raw.text)")
        }
        guard RawTerm.fit(function.returnType, receiver.type) > .none else {
            throw .invalid(
                "Type error: cannot assign result of function system.\(function.name) (type \(function.returnType)) to \(receiver.name) (type \(receiver.type))"
            )
        }
        return try call(function, arguments, receiver)
    }

    mutating func call(_ function: ScalarFunction, _ arguments: [RawTerm], _ receiver: Receiver) throws(StatementError) -> Term {
        var terms: [Term] = []
        for (index, argument) in arguments.enumerated() {
            let place = receiver.renamed("arg\(index)(system.\(function.name))", function.argumentTypes[index])
            terms.append(try prepare(argument, for: place))
        }
        return .call(Term.FunctionCall(function: function, arguments: terms))
    }

    /// The overload of a named function that fits the arguments best.
    mutating func overload(
        _ name: QualifiedName, _ arguments: [RawTerm], expected: CQLType?
    ) throws(StatementError) -> ScalarFunction {
        let isToken = name.name == "token" && !tokenTypes.isEmpty && (name.keyspace == nil || name.keyspace == "system")
        let candidates = isToken ? [FunctionCatalog.token(tokenTypes)] : try FunctionCatalog.candidates(name)
        return try FunctionCatalog.best(candidates, name: name.name, argumentCount: arguments.count, expected: expected) {
            index, type in
            arguments[index].assignability(to: type, self)
        }
    }

    private mutating func operation(
        _ op: ArithmeticOperator, _ left: RawTerm, _ right: RawTerm, expected: CQLType?
    ) throws(StatementError) -> ScalarFunction {
        let leftType = try operandType(left, expected)
        let rightType = try operandType(right, expected)
        guard let leftType, let rightType else {
            throw .invalid(
                "Ambiguous '\(op.rawValue)' operation with args \(left.text) and \(right.text): use type hint to disambiguate, example '(int) ?'"
            )
        }
        guard let function = FunctionCatalog.arithmetic(op, leftType, rightType) else {
            throw .invalid("the '\(op.rawValue)' operation is not supported between \(left.text) and \(right.text)")
        }
        return function
    }

    private func operandType(_ raw: RawTerm, _ expected: CQLType?) throws(StatementError) -> CQLType? {
        switch raw {
        case .marker, .null: return nil
        default: return try resultType(of: raw, expected: expected)
        }
    }

    private mutating func negation(_ inner: RawTerm, expected: CQLType?) throws(StatementError) -> ScalarFunction {
        guard let type = try operandType(inner, expected), let function = FunctionCatalog.negation(type) else {
            throw .invalid("the '-' operation is not supported on \(inner.text)")
        }
        return function
    }
}
