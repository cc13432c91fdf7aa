public import StreamSQL

/// Values as Flink prints them.
public enum ValueText {
    /// Booleans in capitals, timestamps with all digits of their type, bytes as x'..', arrays [a, b], maps {k=v}, rows
    /// (a, b), NULL as NULL.
    public static func shown(_ value: SQLValue, _ type: SQLType) -> String { Casting.shown(value, type) }
}
