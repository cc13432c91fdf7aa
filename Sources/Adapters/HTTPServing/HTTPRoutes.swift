/// Which handler answers which method and path.
///
/// A path part that begins with `:` stands for any one part: `/v1/topics/:name`. HEAD is answered as GET, its body left out by
/// the server. An unknown path gets 404, a known one with another method 405, both as RFC 9457 problems.
public struct HTTPRoutes: Sendable {
    /// The path's parts under the names of the pattern.
    public typealias PathHandler = @Sendable (HTTPRequest, [String: String], HTTPReply) -> Void

    private struct Route {
        let method: String
        let parts: [String]
        let handler: PathHandler
    }

    private var routes: [Route] = []

    public init() {}

    /// - Parameters:
    ///   - method: in upper case.
    ///   - pattern: begins with `/`.
    public mutating func add(_ method: String, _ pattern: String, _ handler: @escaping PathHandler) {
        routes.append(Route(method: method, parts: HTTPRoutes.parts(pattern), handler: handler))
    }

    /// Adds a GET.
    public mutating func get(_ pattern: String, _ handler: @escaping HTTPHandler) {
        add("GET", pattern) { request, _, reply in handler(request, reply) }
    }

    /// Answers `request` by the first route that fits.
    public func handle(_ request: HTTPRequest, _ reply: HTTPReply) {
        let parts = HTTPRoutes.parts(request.path)
        let method = request.method == "HEAD" ? "GET" : request.method
        var allowed: [String] = []
        for route in routes {
            guard let names = HTTPRoutes.match(route.parts, parts) else { continue }
            if route.method == method { return route.handler(request, names, reply) }
            allowed.append(route.method)
        }
        if allowed.isEmpty {
            reply.send(.problem(404, title: "No such path", detail: "\(request.path) is not served here."))
        } else {
            reply.send(
                .problem(405, title: "Method not allowed", detail: "\(request.path) takes \(allowed.joined(separator: ", ")).")
                    .with("Allow", allowed.joined(separator: ", ")))
        }
    }

    private static func parts(_ path: String) -> [String] {
        path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    private static func match(_ pattern: [String], _ parts: [String]) -> [String: String]? {
        guard pattern.count == parts.count else { return nil }
        var names: [String: String] = [:]
        for (expected, part) in zip(pattern, parts) {
            if expected.hasPrefix(":") {
                guard !part.isEmpty else { return nil }
                names[String(expected.dropFirst())] = part
            } else if expected != part {
                return nil
            }
        }
        return names
    }
}
