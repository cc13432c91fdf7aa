internal import Bytes
public import CQLValues

/// A function of single values, with the types of one of its overloads.
public struct ScalarFunction: Hashable, Sendable {
    public let name: String
    public let argumentTypes: [CQLType]
    public let returnType: CQLType
    /// What it computes; nil arguments are nulls.
    let body: @Sendable (_ arguments: [ByteSlice?], _ context: ExecutionContext) throws(StatementError) -> ByteSlice?

    init(
        _ name: String, _ argumentTypes: [CQLType], _ returnType: CQLType,
        _ body: @escaping @Sendable (_ arguments: [ByteSlice?], _ context: ExecutionContext) throws(StatementError) -> ByteSlice?
    ) {
        self.name = name
        self.argumentTypes = argumentTypes
        self.returnType = returnType
        self.body = body
    }

    func evaluate(_ arguments: [ByteSlice?], _ context: ExecutionContext) throws(StatementError) -> ByteSlice? {
        try body(arguments, context)
    }

    public static func == (a: ScalarFunction, b: ScalarFunction) -> Bool {
        a.name == b.name && a.argumentTypes == b.argumentTypes && a.returnType == b.returnType
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(argumentTypes)
    }

    /// `system.name : (a, b) -> r`, as messages list it.
    var signature: String {
        "system.\(name) : (\(argumentTypes.map(\.description).joined(separator: ", "))) -> \(returnType)"
    }
}
