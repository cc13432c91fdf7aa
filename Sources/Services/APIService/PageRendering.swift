import Bytes
import CQLValues
import HTTPServing
import Telemetry

/// HTML pages. Everything that comes from a table or a file is escaped; the pages load nothing from elsewhere.
package enum PageRendering {
    static let stylePath = "/assets/millrace.css"
    static let scriptPath = "/assets/millrace.js"

    /// Forbids whatever a page of ours does not need, should something slip through the escaping.
    static let securityHeaders: [(name: String, value: String)] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'"
        ),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-cache"),
    ]

    static func page(_ html: String, status: Int = 200) -> HTTPResponse {
        var response = HTTPResponse.html(html, status: status)
        response.headers += securityHeaders
        return response
    }

    /// A table that reads itself anew.
    package static func table(_ endpoint: EndpointDefinition, _ table: ResultTable) -> String {
        let barColumn = endpoint.order.first.flatMap { key in
            endpoint.columns.isEmpty
                ? table.columns.firstIndex { $0.shown == key.column }
                : endpoint.columns.firstIndex { $0.name == key.column }
        }.flatMap { ValueRendering.isNumeric(table.columns[$0].type) ? $0 : nil }
        var text = head(endpoint.title, refreshSeconds: endpoint.refreshSeconds)
        text += "<p class=\"facts\">\(table.rows.count) rows"
        if table.rows.count < table.rowsRead { text += " of \(table.rowsRead)" }
        if table.isCut { text += ", cut at the server's limit: there are more" }
        let now = SystemTime.timestamp(milliseconds: SystemTime.milliseconds()).prefix(19)
        text += " · as of <time>\(now)Z</time> · every \(endpoint.refreshSeconds) s<span id=\"trouble\"></span></p>\n"
        text += "<div class=\"frame\"><table>\n<thead><tr><th class=\"rank\">#</th>"
        for column in table.columns {
            text += "<th\(numberClass(column.type))>\(ValueRendering.html(column.shown))</th>"
        }
        text += "</tr></thead>\n<tbody>\n"
        let greatest = barColumn.map { column in
            table.rows.map { number($0[column], table.columns[column].type) }.max() ?? 0
        }
        for (index, row) in table.rows.enumerated() {
            text += "<tr><td class=\"rank\">\(index + 1)</td>"
            for (column, definition) in table.columns.enumerated() {
                let value = ValueRendering.html(ValueRendering.text(row[column], definition.type))
                text += "<td\(numberClass(definition.type))>"
                if column == barColumn, let greatest, greatest > 0 {
                    let share = max(0, number(row[column], definition.type)) / greatest
                    text += "<progress max=\"1000\" value=\"\(Int(share * 1000))\"></progress>"
                }
                text += "\(value)</td>"
            }
            text += "</tr>\n"
        }
        return text + "</tbody></table></div>\n" + tail
    }

    /// The page of a query without rows, which looks again.
    static func emptyTable(_ endpoint: EndpointDefinition) -> String {
        head(endpoint.title, refreshSeconds: endpoint.refreshSeconds)
            + "<p class=\"facts\">no rows yet<span id=\"trouble\"></span></p>\n" + tail
    }

    /// A page that leads to every endpoint.
    package static func index(_ endpoints: [EndpointDefinition]) -> String {
        var text = head("Millrace", refreshSeconds: nil)
        text += "<ul class=\"paths\">\n"
        for endpoint in endpoints {
            let path = ValueRendering.html(endpoint.path)
            text += "<li><a href=\"\(path)\"><strong>\(ValueRendering.html(endpoint.title))</strong>"
            text += "<span>\(path) · \(endpoint.rendering.rawValue)</span></a></li>\n"
        }
        return text + "</ul>\n" + tail
    }

    private static func number(_ bytes: ByteSlice?, _ type: CQLType) -> Double {
        Double(ValueRendering.text(bytes, type)) ?? 0
    }

    private static func numberClass(_ type: CQLType) -> String {
        ValueRendering.isNumeric(type) ? " class=\"number\"" : ""
    }

    private static func head(_ title: String, refreshSeconds: Int?) -> String {
        let title = ValueRendering.html(title)
        var text = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>\(title)</title>\n"
        text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        text += "<link rel=\"stylesheet\" href=\"\(stylePath)\">\n"
        if let refreshSeconds {
            // Without scripts the browser loads the page anew; with them only what has changed is replaced.
            text += "<noscript><meta http-equiv=\"refresh\" content=\"\(refreshSeconds)\"></noscript>\n"
            text += "<script src=\"\(scriptPath)\" data-refresh=\"\(refreshSeconds)\" defer></script>\n"
        }
        return text + "</head><body>\n<main>\n<h1>\(title)</h1>\n"
    }

    private static let tail = "</main>\n<footer>served by millrace</footer>\n</body></html>\n"
}
