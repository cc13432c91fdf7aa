/// Words of CQL that have a meaning of their own.
enum Keywords {
    /// Words that need double quotes to be names.
    static let reserved: Set<String> = Set(
        """
        add allow alter and apply asc authorize batch begin by columnfamily create delete desc describe drop entries \
        execute from full grant if in index infinity insert into is keyspace limit materialized modify nan norecursive \
        not null of on or order primary rename revoke schema select set table to token truncate unlogged update use \
        using view where with
        """.split(separator: " ").map(String.init))

    /// Types that are written by one word.
    static let nativeTypes: Set<String> = [
        "ascii", "bigint", "blob", "boolean", "counter", "date", "decimal", "double", "duration", "float", "inet", "int",
        "smallint", "text", "time", "timestamp", "timeuuid", "tinyint", "uuid", "varchar", "varint",
    ]
}
