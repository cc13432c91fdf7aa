public import Bytes
import JSONReading

/// One path of an endpoint file: a SELECT and how its rows are shown.
public struct EndpointDefinition: Sendable {
    public enum Rendering: String, Sendable, CaseIterable { case json, html, csv, sse }

    /// A legacy answer that an endpoint gives instead of a problem.
    public struct ErrorShape: Sendable, Equatable {
        public let status: Int
        /// The text under `error`.
        public let error: String
    }

    public struct OrderKey: Sendable, Equatable {
        public let column: String
        public let isDescending: Bool
    }

    public var path: String
    public var query: String
    public var rendering = Rendering.json
    public var title = ""
    /// The columns shown, in order, and what they are called there; empty: all, by their own names.
    public var columns: [(name: String, shown: String)] = []
    public var order: [OrderKey] = []
    /// Rows shown at most; nil: all.
    public var limit: Int?
    /// Seconds between two readings by a page or a stream.
    public var refreshSeconds = 5
    public var whenEmpty: ErrorShape?
    public var whenUnavailable: ErrorShape?
}

/// The contents of `endpoints.json`.
public struct EndpointFile: Sendable {
    /// Where to listen, HOST:PORT, when the file says.
    public var listen: String?
    public var endpoints: [EndpointDefinition] = []

    /// Paths of one file at most.
    public static let endpointsMax = 1_000

    /// What is wrong with a file, and where in it.
    public struct Fault: Error, CustomStringConvertible {
        public let description: String
        init(_ description: String) { self.description = description }
    }

    /// No endpoints.
    public init() {}

    /// - Parameter name: the file's name, for messages.
    /// - Throws: ``Fault``; unknown names are refused.
    public init(_ text: ByteSlice, name: String) throws(Fault) {
        let root: JSONValue
        do throws(JSONError) {
            root = try JSONValue.parse(text)
        } catch {
            throw Fault("\(name): \(error)")
        }
        let reader = try ObjectReader(root, "\(name)", known: ["listen", "endpoints"])
        listen = try reader.text("listen")
        for (index, element) in try reader.array("endpoints").enumerated() {
            guard endpoints.count < Self.endpointsMax else { throw Fault("\(name): more than \(Self.endpointsMax) endpoints") }
            endpoints.append(try EndpointDefinition(element, "\(name): endpoint \(index + 1)"))
        }
        var paths: Set<String> = []
        for endpoint in endpoints where !paths.insert(endpoint.path).inserted {
            throw Fault("\(name): \(endpoint.path) is given twice")
        }
    }
}

extension EndpointDefinition {
    private static let names = [
        "path", "query", "as", "title", "columns", "order", "limit", "refresh_s", "when_empty", "when_unavailable",
    ]

    init(_ value: JSONValue, _ place: String) throws(EndpointFile.Fault) {
        let reader = try ObjectReader(value, place, known: Self.names)
        guard let path = try reader.text("path"), path.hasPrefix("/") else { throw reader.fault("path must begin with /") }
        guard let query = try reader.text("query"), !query.isEmpty else { throw reader.fault("query is missing") }
        self.init(path: path, query: query)
        if let name = try reader.text("as") {
            guard let rendering = Rendering(rawValue: name) else {
                throw reader.fault("as must be one of \(Rendering.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            self.rendering = rendering
        }
        title = try reader.text("title") ?? path
        for member in try reader.members("columns") {
            guard case .string(let shown) = member.value else { throw reader.fault("columns.\(member.name) must be a text") }
            columns.append((member.name, shown))
        }
        for element in try reader.array("order") {
            guard case .string(let text) = element else { throw reader.fault("order must hold texts such as \"count desc\"") }
            order.append(try OrderKey(text, reader))
        }
        limit = try reader.integer("limit", 1...1_000_000)
        refreshSeconds = try reader.integer("refresh_s", 1...86_400) ?? 5
        whenEmpty = try ErrorShape(reader, "when_empty")
        whenUnavailable = try ErrorShape(reader, "when_unavailable")
    }
}

extension EndpointDefinition.OrderKey {
    fileprivate init(_ text: String, _ reader: ObjectReader) throws(EndpointFile.Fault) {
        let words = text.split(separator: " ").map(String.init)
        let direction = words.count == 2 ? words[1].lowercased() : "asc"
        guard (1...2).contains(words.count), direction == "asc" || direction == "desc" else {
            throw reader.fault("order \"\(text)\" is not COLUMN, COLUMN asc or COLUMN desc")
        }
        self.init(column: words[0], isDescending: direction == "desc")
    }
}

extension EndpointDefinition.ErrorShape {
    fileprivate init?(_ reader: ObjectReader, _ name: String) throws(EndpointFile.Fault) {
        guard let value = reader.value(name) else { return nil }
        let inner = try ObjectReader(value, "\(reader.place).\(name)", known: ["status", "error"])
        guard let status = try inner.integer("status", 400...599), let error = try inner.text("error") else {
            throw reader.fault("\(name) needs status (400 to 599) and error")
        }
        self.init(status: status, error: error)
    }
}

/// Reads an object's members as what they must be.
private struct ObjectReader {
    let place: String
    private let object: JSONValue

    init(_ value: JSONValue, _ place: String, known: [String]) throws(EndpointFile.Fault) {
        guard case .object(let members) = value else { throw EndpointFile.Fault("\(place) is not an object") }
        if let stranger = members.first(where: { !known.contains($0.name) }) {
            throw EndpointFile.Fault("\(place): unknown name \(stranger.name); known are \(known.joined(separator: ", "))")
        }
        object = value
        self.place = place
    }

    func fault(_ text: String) -> EndpointFile.Fault { EndpointFile.Fault("\(place): \(text)") }
    func value(_ name: String) -> JSONValue? { object[name] }

    func text(_ name: String) throws(EndpointFile.Fault) -> String? {
        switch object[name] {
        case nil: return nil
        case .string(let text): return text
        default: throw fault("\(name) must be a text")
        }
    }

    func integer(_ name: String, _ range: ClosedRange<Int>) throws(EndpointFile.Fault) -> Int? {
        switch object[name] {
        case nil: return nil
        case .number(let text):
            guard let number = Int(text), range.contains(number) else {
                throw fault("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        default: throw fault("\(name) must be a whole number")
        }
    }

    func array(_ name: String) throws(EndpointFile.Fault) -> [JSONValue] {
        switch object[name] {
        case nil: return []
        case .array(let elements): return elements
        default: throw fault("\(name) must be an array")
        }
    }

    func members(_ name: String) throws(EndpointFile.Fault) -> [JSONMember] {
        switch object[name] {
        case nil: return []
        case .object(let members): return members
        default: throw fault("\(name) must be an object")
        }
    }
}
