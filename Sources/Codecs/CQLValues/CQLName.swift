/// Names of keyspaces, tables, columns, types and fields, as CQL writes them.
public enum CQLName {
    /// Words that are names only in double quotes.
    public static let reservedWords: Set<String> = [
        "add", "allow", "alter", "and", "apply", "asc", "authorize", "batch", "begin", "by", "columnfamily", "create",
        "default", "delete", "desc", "describe", "drop", "entries", "execute", "from", "full", "grant", "if", "in",
        "index", "infinity", "insert", "into", "is", "keyspace", "limit", "materialized", "mbean", "mbeans", "modify",
        "nan", "norecursive", "not", "null", "of", "on", "or", "order", "primary", "rename", "replace", "revoke",
        "schema", "select", "set", "table", "to", "token", "truncate", "unlogged", "unset", "update", "use", "using",
        "view", "where", "with",
    ]

    /// `name` as it must be written: in double quotes (inner ones doubled) unless it is a plain lower-case word.
    public static func text(_ name: String) -> String {
        isPlain(name) && !reservedWords.contains(name) ? name : "\"\(doubling("\"", in: name))\""
    }

    /// `text` as a string literal: in single quotes, inner ones doubled.
    public static func literal(_ text: String) -> String { "'\(doubling("'", in: text))'" }

    private static func isPlain(_ name: String) -> Bool {
        let bytes = name.utf8
        guard let first = bytes.first, first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
    }

    private static func doubling(_ mark: Character, in text: String) -> String {
        var doubled = ""
        for character in text {
            if character == mark { doubled.append(mark) }
            doubled.append(character)
        }
        return doubled
    }
}
