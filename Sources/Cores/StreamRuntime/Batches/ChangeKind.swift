/// What a row of a changelog does to the table it describes.
public enum ChangeKind: UInt8, Sendable, CaseIterable {
    /// `+I`: a row appears.
    case insert = 0
    /// `-U`: the old form of a row that changes, taken back before its new form.
    case updateBefore = 1
    /// `+U`: the new form of a row that changed.
    case updateAfter = 2
    /// `-D`: a row disappears.
    case delete = 3

    /// True for the kinds that add a row: `+I` and `+U`.
    @inlinable public var addsRow: Bool { self == .insert || self == .updateAfter }

    /// The two characters by which changelogs are printed.
    public var symbol: String {
        switch self {
        case .insert: "+I"
        case .updateBefore: "-U"
        case .updateAfter: "+U"
        case .delete: "-D"
        }
    }
}
