/// Gives each epoch the write timestamp of its rows.
///
/// Rows of a later epoch must win over those of an earlier one in a store where the greater timestamp decides, whatever the
/// wall clock does in between: so an epoch's timestamp is the clock's, or one more than the last epoch's where the clock
/// stands still or went back. It is stored with the epoch's commit, and a replay uses the stored one.
public struct RowClock: Hashable, Sendable {
    /// The greatest timestamp given so far, microseconds since 1970; 0 before the first.
    public private(set) var lastUs: Int64

    public init(lastUs: Int64 = 0) { self.lastUs = lastUs }

    /// The timestamp of the next epoch, microseconds since 1970.
    public mutating func next(wallClockUs: Int64) -> Int64 {
        // The largest timestamp stays where it is: it lies 290,000 years ahead, but a stored one is input like any other.
        let afterLast = lastUs == .max ? lastUs : lastUs + 1
        lastUs = max(wallClockUs, afterLast)
        return lastUs
    }

    /// Never gives a timestamp at or below one that was seen in the store.
    public mutating func observe(_ timestampUs: Int64) { lastUs = max(lastUs, timestampUs) }
}
