/// Which rows to read, and in which order.
public struct ReadRequest: Sendable {
    /// Which partitions.
    public enum Scope: Sendable {
        /// These, in this order.
        case partitions([PartitionKey])
        /// All whose token lies in the range, in ring order.
        case tokens(ClosedRange<Int64>)

        /// The whole table.
        public static let all = Scope.tokens(.min ... .max)
    }

    public var scope: Scope
    /// Which rows of each partition.
    public var slices: ClusteringSlices
    /// Whether each partition's rows come in reverse clustering order. Partitions keep their order.
    public var isReversed: Bool
    /// Whether a partition without a live row among `slices`, but with live static columns, gives a row of these alone.
    public var showsStaticRows: Bool
    /// Reads what comes after this position of an earlier read of the same scope, slices and order.
    public var resumeAfter: ReadPosition?

    /// - Parameter showsStaticRows: nil means when the read is of all rows, as Cassandra has it.
    public init(
        _ scope: Scope, slices: ClusteringSlices = .all, isReversed: Bool = false, showsStaticRows: Bool? = nil,
        resumeAfter: ReadPosition? = nil
    ) {
        self.scope = scope
        self.slices = slices
        self.isReversed = isReversed
        self.showsStaticRows = showsStaticRows ?? slices.isAll
        self.resumeAfter = resumeAfter
    }
}
