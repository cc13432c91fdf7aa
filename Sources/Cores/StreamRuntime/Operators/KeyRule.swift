import StreamSQL

/// What a column must hold so that the table at the end can take the row: checked where rows still stand for records.
public struct KeyRule: Hashable, Sendable {
    /// Column of the rows checked.
    public var column: Int
    /// Name of the column of the table's primary key that it fills.
    public var name: String
    /// Whether an empty string may stand there: not as the whole partition key.
    public var allowsEmpty: Bool
    /// Longest string, in bytes.
    public var bytesMax: Int

    public init(column: Int, name: String, allowsEmpty: Bool = true, bytesMax: Int = 65_535) {
        self.column = column
        self.name = name
        self.allowsEmpty = allowsEmpty
        self.bytesMax = bytesMax
    }

    /// What is wrong with a row's value; nil when nothing is.
    @inline(__always)
    func fault(_ values: ColumnVector, row: Int) -> String? {
        if values.isNull(row) { return "\(name) is null, and it is part of the primary key" }
        guard case .strings(let strings) = values.storage else { return nil }
        let length = Int(strings.ranges[row].length)
        if length == 0, !allowsEmpty { return "\(name) is empty, and it is the partition key" }
        if length > bytesMax { return "\(name) has \(length) bytes, and a key may have \(bytesMax)" }
        return nil
    }

    /// Whether a row keeps all rules; the first broken one makes it a dead letter.
    @inline(__always)
    static func pass(_ rules: [KeyRule], _ batch: Batch, row: Int, _ deadLetters: DeadLetterBox) -> Bool {
        for rule in rules {
            guard let fault = rule.fault(batch.columns[rule.column], row: row) else { continue }
            deadLetters.add(batch.origins?[row], fault)
            return false
        }
        return true
    }
}

/// What an operator is given besides its place in the plan.
struct OperatorContext {
    var emission: ChangeEmission
    /// Whether something downstream needs the old form of a changed row.
    var needsUpdateBefore: Bool
    var keyRules: [KeyRule]
    var deadLetters: DeadLetterBox
    var groupsInMemoryMax: Int
    var reader: (any StateReader)?
}
