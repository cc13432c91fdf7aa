package import Bytes
package import CQLClient
package import CQLValues
import HTTPServing

/// Rows as an endpoint shows them: ordered, limited, with the columns it names.
package struct ResultTable: Sendable {
    package struct Column: Sendable {
        package let shown: String
        package let type: CQLType
    }

    package let columns: [Column]
    package let rows: [[ByteSlice?]]
    /// Rows read before the endpoint's own limit.
    package let rowsRead: Int
    /// Whether the server's bound cut the reading short.
    package let isCut: Bool

    /// - Throws: the name of a column that the endpoint names and the query does not give.
    package init(_ endpoint: EndpointDefinition, columns: [CQLColumn], rows: [[ByteSlice?]], isCut: Bool) throws(UnknownColumn) {
        func index(_ name: String) throws(UnknownColumn) -> Int {
            guard let index = columns.firstIndex(where: { $0.name == name }) else { throw UnknownColumn(name: name) }
            return index
        }
        var keys: [(index: Int, type: CQLType, isDescending: Bool)] = []
        for key in endpoint.order {
            let place = try index(key.column)
            keys.append((place, columns[place].type, key.isDescending))
        }
        var shown: [(index: Int, name: String)] = []
        for (name, title) in endpoint.columns { shown.append((try index(name), title)) }
        if shown.isEmpty { shown = columns.indices.map { ($0, columns[$0].name) } }
        let sorted = keys.isEmpty ? rows : rows.sorted { ResultTable.precedes($0, $1, keys) }
        let limited = sorted.prefix(endpoint.limit ?? .max)
        self.columns = shown.map { Column(shown: $0.name, type: columns[$0.index].type) }
        self.rows = limited.map { row in shown.map { $0.index < row.count ? row[$0.index] : nil } }
        rowsRead = rows.count
        self.isCut = isCut
    }

    package struct UnknownColumn: Error { package let name: String }

    /// Nulls come last, whatever the direction.
    private static func precedes(
        _ a: [ByteSlice?], _ b: [ByteSlice?], _ keys: [(index: Int, type: CQLType, isDescending: Bool)]
    ) -> Bool {
        for key in keys where key.index < a.count && key.index < b.count {
            switch (a[key.index], b[key.index]) {
            case (nil, nil): continue
            case (nil, _): return false
            case (_, nil): return true
            case (let left?, let right?):
                let order = key.type.compare(left, right)
                if order != 0 { return key.isDescending ? order > 0 : order < 0 }
            }
        }
        return false
    }

    /// A JSON array of objects.
    package var json: String {
        var text = "["
        for (index, row) in rows.enumerated() {
            if index > 0 { text += "," }
            text += object(row)
        }
        return text + "]"
    }

    /// One row as a JSON object.
    package func object(_ row: [ByteSlice?]) -> String {
        var text = "{"
        for (index, column) in columns.enumerated() {
            if index > 0 { text += "," }
            text += JSONText.quoted(column.shown) + ":" + ValueRendering.json(row[index], column.type)
        }
        return text + "}"
    }

    /// RFC 4180 with a header line.
    package var csv: String {
        var text = columns.map { ValueRendering.csv($0.shown) }.joined(separator: ",") + "\r\n"
        for row in rows {
            text += zip(row, columns).map { ValueRendering.csv(ValueRendering.text($0, $1.type)) }.joined(separator: ",") + "\r\n"
        }
        return text
    }
}
