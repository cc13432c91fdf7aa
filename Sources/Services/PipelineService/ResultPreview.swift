import Bytes
import CQLClient
import CQLValues
import JSONReading

/// The first rows of a pipeline's result, as its endpoint file orders them; and what went to dead letters.
struct ResultPreview {
    struct Query {
        let title: String
        let statement: String
        let order: [(column: String, isDescending: Bool)]
        let columns: [(name: String, shown: String)]
    }

    /// Rows read at most before they are ordered.
    private static let rowsMax = 1_000_000
    private static let pageSize: Int32 = 5_000

    /// The first endpoint that has an order, and takes no parameters; nil when there is none.
    static func query(endpoints path: String) -> Query? {
        guard let text = TextFile.read(path), let root = try? JSONValue.parse(ByteSlice(utf8: text)),
            case .array(let endpoints)? = root["endpoints"]
        else { return nil }
        for endpoint in endpoints {
            guard case .string(let statement)? = endpoint["query"], !statement.contains(":"), !statement.contains("?"),
                case .array(let keys)? = endpoint["order"], !keys.isEmpty
            else { continue }
            let order = keys.compactMap { key -> (String, Bool)? in
                guard case .string(let text) = key, let name = text.split(separator: " ").first else { return nil }
                return (String(name), text.lowercased().hasSuffix(" desc"))
            }
            var columns: [(name: String, shown: String)] = []
            if case .object(let members)? = endpoint["columns"] {
                for case (let name, .string(let shown)) in members.map({ ($0.name, $0.value) }) { columns.append((name, shown)) }
            }
            var title = "result"
            if case .string(let text)? = endpoint["title"] { title = text }
            return Query(title: title, statement: statement, order: order, columns: columns)
        }
        return nil
    }

    /// The first `count` rows as a table of text, and the number of all.
    static func table(_ query: Query, count: Int, from client: CQLClient) throws(CQLClientError) -> (text: String, rows: Int) {
        var (columns, rows) = try allRows(query.statement, from: client)
        let keys = query.order.compactMap { key -> (Int, CQLType, Bool)? in
            columns.firstIndex { $0.name == key.column }.map { ($0, columns[$0].type, key.isDescending) }
        }
        rows.sort { a, b in
            for (index, type, isDescending) in keys {
                guard let left = a[index], let right = b[index] else { return a[index] != nil && b[index] == nil }
                let order = type.compare(left, right)
                if order != 0 { return isDescending ? order > 0 : order < 0 }
            }
            return false
        }
        let shown: [(Int, String)] =
            query.columns.isEmpty
            ? columns.indices.map { ($0, columns[$0].name) }
            : query.columns.compactMap { column in columns.firstIndex { $0.name == column.name }.map { ($0, column.shown) } }
        let lines = rows.prefix(count).map { row in
            shown.map { index, _ in row[index].flatMap { columns[index].type.text(of: $0) } ?? "" }
        }
        columns = []
        return (TextTable.text(header: shown.map(\.1), rows: Array(lines)), rows.count)
    }

    private static func allRows(
        _ statement: String, from client: CQLClient
    ) throws(CQLClientError) -> ([CQLColumn], [[ByteSlice?]]) {
        var rows: [[ByteSlice?]] = []
        var columns: [CQLColumn] = []
        var pagingState: ByteSlice?
        repeat {
            let page = try client.query(statement, pageSize: pageSize, pagingState: pagingState)
            if columns.isEmpty { columns = page.columns }
            rows += page.rows
            pagingState = page.pagingState
        } while pagingState != nil && rows.count < rowsMax
        return (columns, rows)
    }

    /// Dead letters by reason, most frequent first.
    static func deadLetters(from client: CQLClient) throws(CQLClientError) -> [(reason: String, count: Int)] {
        let (_, rows) = try allRows("SELECT reason FROM millrace.dead_letters", from: client)
        var counts: [String: Int] = [:]
        for row in rows { counts[row.first??.utf8Text ?? "no reason", default: 0] += 1 }
        return counts.map { ($0.key, $0.value) }.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}

/// Columns of text, each as wide as its widest cell.
package enum TextTable {
    /// Every line ends with a line end; cells that are whole numbers are set right.
    package static func text(header: [String], rows: [[String]]) -> String {
        let rows = rows.map { row in row.map(printable) }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        let isNumeric = header.indices.map { column in !rows.isEmpty && rows.allSatisfy { Int($0[column]) != nil } }
        func line(_ cells: [String]) -> String {
            var text = ""
            for (column, cell) in cells.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                text += isNumeric[column] ? padding + cell : cell + padding
                if column < cells.count - 1 { text += "  " }
            }
            return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
        }
        return line(header) + rows.map(line).joined()
    }

    /// Control characters could move the terminal's cursor or worse: they are shown as dots.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "." : $0 }))
    }
}
