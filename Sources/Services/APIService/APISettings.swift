import Bytes
import Glibc
public import Settings

/// The keys of `millrace-api`, and what they make.
public enum APISettings {
    public static let definitions: [SettingDefinition] = [
        SettingDefinition("millrace.api.listen", .string, default: "127.0.0.1:8088", doc: "address of the API, HOST:PORT"),
        SettingDefinition("millrace.api.endpoints", .string, default: "", doc: "endpoint file"),
        SettingDefinition("millrace.api.broker", .string, default: "127.0.0.1:9092", doc: "broker, HOST:PORT"),
        SettingDefinition("millrace.api.store", .string, default: "127.0.0.1:9042", doc: "store, HOST:PORT"),
        SettingDefinition(
            "millrace.api.rows.max", .integer, default: "100000", range: 1...10_000_000, doc: "rows read for one answer at most"),
        SettingDefinition("millrace.api.workers", .integer, default: "2", range: 1...64, doc: "threads that wait for the store"),
        SettingDefinition(
            "millrace.api.queued.max", .integer, default: "256", range: 1...100_000, doc: "requests that wait for a thread"),
        SettingDefinition("millrace.api.connections.max", .integer, default: "512", range: 1...100_000, doc: "connections"),
        SettingDefinition("millrace.api.streams.max", .integer, default: "128", range: 1...100_000, doc: "readers of live rows"),
        SettingDefinition(
            "connect.timeout", .duration, default: "30 s", range: 1...3_600_000, doc: "wait for the store at start"),
    ]

    /// What is wrong with the settings or the endpoint file.
    public enum Fault: Error {
        case missingFile(String)
        case bad(String)
    }

    /// - Throws: ``Fault``.
    public static func configuration(_ settings: Settings) throws(Fault) -> APIServer.Configuration {
        var configuration = APIServer.Configuration()
        var listen = settings.string("millrace.api.listen")
        let path = settings.string("millrace.api.endpoints")
        if !path.isEmpty {
            let file = try endpointFile(path)
            configuration.endpoints = file.endpoints
            // The file's address is a default: whoever sets the key means it.
            if settings.origin(of: "millrace.api.listen") == .builtIn, let address = file.listen { listen = address }
        }
        let address = try address(listen, "millrace.api.listen")
        (configuration.host, configuration.port) = (address.host, address.port)
        let store = try self.address(settings.string("millrace.api.store"), "millrace.api.store")
        (configuration.storeHost, configuration.storePort) = (store.host, store.port)
        configuration.brokers = settings.string("millrace.api.broker")
        configuration.rowsMax = settings.int("millrace.api.rows.max")
        configuration.workers = settings.int("millrace.api.workers")
        configuration.queuedMax = settings.int("millrace.api.queued.max")
        configuration.connectionsMax = settings.int("millrace.api.connections.max")
        configuration.streamsMax = settings.int("millrace.api.streams.max")
        return configuration
    }

    private static func address(_ text: String, _ key: String) throws(Fault) -> NetworkAddress {
        guard let address = NetworkAddress(text) else { throw .bad("\(key)=\(text) is not HOST:PORT") }
        return address
    }

    private static func endpointFile(_ path: String) throws(Fault) -> EndpointFile {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .missingFile("cannot read \(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var writer = ByteWriter(capacity: 16 << 10)
        var count = 0
        repeat {
            count = 0
            writer.fill(16 << 10) { target in
                count = max(0, read(descriptor, target.baseAddress, target.count))
                return count
            }
        } while count > 0 && writer.count < fileBytesMax
        do throws(EndpointFile.Fault) {
            return try EndpointFile(writer.finish(), name: path)
        } catch {
            throw .bad("\(error)")
        }
    }

    /// Bytes of an endpoint file that are read.
    private static let fileBytesMax = 4 << 20
}
