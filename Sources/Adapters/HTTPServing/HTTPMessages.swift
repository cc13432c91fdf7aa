public import Bytes

/// A request, complete with its body.
public struct HTTPRequest: Sendable {
    /// In upper case, as sent: `GET`.
    public let method: String
    /// The path with `%XX` decoded, from its first `/`; without the query.
    public let path: String
    /// The query's names and values, decoded, in order.
    public let query: [(name: String, value: String)]
    /// Names in lower case, values as sent, in order.
    public let headers: [(name: String, value: String)]
    public let body: ByteSlice

    public init(
        method: String, path: String, query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [], body: ByteSlice = ByteSlice()
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first value of a query parameter.
    public func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// The first value of a header; `name` in lower case.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// A whole answer.
public struct HTTPResponse: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: ByteSlice

    public init(status: Int = 200, headers: [(name: String, value: String)] = [], body: ByteSlice = ByteSlice()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer with a text body.
    public init(status: Int = 200, type: String, text: String) {
        self.init(status: status, headers: [("Content-Type", type)], body: ByteSlice(utf8: text))
    }

    public static func text(_ text: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, type: "text/plain; charset=utf-8", text: text)
    }

    /// - Parameter text: finished JSON.
    public static func json(_ text: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, type: "application/json", text: text)
    }

    public static func html(_ text: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, type: "text/html; charset=utf-8", text: text)
    }

    /// An error as RFC 9457 has it.
    public static func problem(_ status: Int, title: String, detail: String? = nil) -> HTTPResponse {
        var text = "{\"type\":\"about:blank\",\"title\":\(JSONText.quoted(title)),\"status\":\(status)"
        if let detail { text += ",\"detail\":\(JSONText.quoted(detail))" }
        return HTTPResponse(status: status, type: "application/problem+json", text: text + "}")
    }

    /// This answer with one more header.
    public func with(_ name: String, _ value: String) -> HTTPResponse {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }
}

/// Writing JSON strings.
public enum JSONText {
    /// `text` as a JSON string, quotes included (RFC 8259).
    public static func quoted(_ text: String) -> String {
        var result = "\""
        result.reserveCapacity(text.utf8.count + 2)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                result += scalar.value < 0x10 ? "\\u000" : "\\u00"
                result += String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
