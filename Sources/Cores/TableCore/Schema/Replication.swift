/// How a keyspace is replicated: kept and shown as given, though there is one node.
public struct Replication: Hashable, Sendable {
    /// The strategy's class with its package.
    public var strategy: String
    /// Options by name, `replication_factor` or data centres.
    public var options: [String: String]

    public init(strategy: String, options: [String: String]) {
        self.strategy = strategy
        self.options = options
    }

    static let package = "org.apache.cassandra.locator."
    /// The one data centre there is.
    public static let dataCentre = "datacenter1"

    public static let local = Replication(strategy: package + "LocalStrategy", options: [:])

    public static func simple(_ factor: Int) -> Replication {
        Replication(strategy: package + "SimpleStrategy", options: ["replication_factor": String(factor)])
    }

    /// The strategy's class without its package.
    public var shortStrategy: String {
        strategy.hasPrefix(Self.package) ? String(strategy.dropFirst(Self.package.count)) : strategy
    }

    /// The number of copies wanted, summed over data centres.
    public var factor: Int { options.values.compactMap(Int.init).reduce(0, +) }

    /// All options with the class, in order of the key.
    public var entries: [(key: String, value: String)] {
        [(key: "class", value: strategy)] + options.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
    }

    /// Reads and checks the `replication` of CREATE or ALTER KEYSPACE.
    /// - Parameter previous: what held before, whose factor a new one may leave out.
    init(_ map: [PropertyValue.PropertyEntry], keyspace: String, previous: Replication?) throws(StatementError) {
        var given: [String: String] = [:]
        for entry in map { given[entry.key] = entry.value }
        guard let name = given.removeValue(forKey: "class") else { throw .configuration("Missing replication strategy class") }
        let full = name.contains(".") ? name : Self.package + name
        switch full {
        case Self.package + "SimpleStrategy":
            try Self.check(given, allowed: ["replication_factor"], strategy: "SimpleStrategy", keyspace: keyspace)
            let factor = given["replication_factor"] ?? previous?.options["replication_factor"] ?? "1"
            self.init(strategy: full, options: ["replication_factor": try Self.factor(factor)])
        case Self.package + "NetworkTopologyStrategy":
            try Self.check(
                given, allowed: ["replication_factor", Self.dataCentre], strategy: "NetworkTopologyStrategy", keyspace: keyspace)
            let factor = given[Self.dataCentre] ?? given["replication_factor"] ?? previous?.options[Self.dataCentre] ?? "1"
            self.init(strategy: full, options: [Self.dataCentre: try Self.factor(factor)])
        case Self.package + "LocalStrategy":
            throw .invalid("Unable to use given strategy class: LocalStrategy is reserved for internal use.")
        default: throw .configuration("Unable to find replication strategy class '\(full)'")
        }
    }

    private static func check(
        _ given: [String: String], allowed: Set<String>, strategy: String, keyspace: String
    ) throws(StatementError) {
        guard let surplus = given.keys.sorted().first(where: { !allowed.contains($0) }) else { return }
        throw .configuration("Unrecognized strategy option {\(surplus)} passed to \(strategy) for keyspace \(keyspace)")
    }

    private static func factor(_ text: String) throws(StatementError) -> String {
        if text.contains("/") { throw .configuration("Transient replication is not enabled on this node") }
        guard let number = Int32(text) else { throw .configuration("For input string: \"\(text)\"") }
        guard number >= 0 else { throw .configuration("Replication factor must be non-negative, found \(number)") }
        return String(number)
    }

    /// What an answer says of more copies than there are nodes.
    func warnings(keyspace: String) -> [String] {
        options.values.compactMap(Int.init).contains { $0 > 1 }
            ? ["Your replication factor \(factor) for keyspace \(keyspace) is higher than the number of nodes 1"] : []
    }
}
