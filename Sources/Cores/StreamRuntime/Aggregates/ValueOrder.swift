import StreamSQL

/// The order of MIN and MAX, within one type.
enum ValueOrder {
    /// Whether `a` comes before `b` by the comparison of primitives: false whenever a NaN is on either side.
    static func isBefore(_ a: SQLValue, _ b: SQLValue) -> Bool {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): x < y
        case (.double(let x), .double(let y)): x < y
        case (.float(let x), .float(let y)): x < y
        case (.decimal(let x), .decimal(let y)): SQLDecimal.compare(x, y) < 0
        case (.string(let x), .string(let y)), (.bytes(let x), .bytes(let y)): x < y
        case (.timestamp(let x), .timestamp(let y)): x < y
        case (.boolean(let x), .boolean(let y)): !x && y
        default: false
        }
    }

    /// A total order: NaN above all, -0.0 below 0.0.
    static func isBeforeTotally(_ a: SQLValue, _ b: SQLValue) -> Bool {
        switch (a, b) {
        case (.double(let x), .double(let y)): totalOrder(x, y)
        case (.float(let x), .float(let y)): totalOrder(Double(x), Double(y))
        default: isBefore(a, b)
        }
    }

    private static func totalOrder(_ x: Double, _ y: Double) -> Bool {
        if x.isNaN || y.isNaN { return !x.isNaN && y.isNaN }
        return x == y ? x.sign == .minus && y.sign == .plus : x < y
    }
}
