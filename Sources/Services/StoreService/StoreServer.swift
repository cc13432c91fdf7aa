internal import Bytes
public import EventLoops
internal import RocksStorage
internal import TableCore
public import Telemetry

/// Why a store could not start, told apart as the program's exit statuses are.
public enum StoreFailure: Error, CustomStringConvertible {
    /// The address cannot be listened on.
    case cannotListen(SocketError)
    /// The data folder cannot be read or written.
    case storage(String)
    /// What the data folder holds is damaged.
    case damaged(String)
    /// The system refuses a thread or a descriptor.
    case system(SocketError)

    /// Whether another program holds the address.
    public var isAddressInUse: Bool {
        if case .cannotListen(let error) = self { error.isAddressInUse } else { false }
    }

    public var description: String {
        switch self {
        case .cannotListen(let error), .system(let error): error.description
        case .storage(let reason), .damaged(let reason): reason
        }
    }
}

/// A store at work: event loops, threads for reads, and the data folder it holds.
public final class StoreServer: Sendable {
    private let server: TCPServer
    private let loops: [EventLoop]
    private let io: IOThreads
    private let store: RocksStore
    private let configuration: StoreConfiguration

    /// Opens the data folder and serves.
    public init(_ configuration: StoreConfiguration, metrics: MetricsRegistry, log: Logger) throws(StoreFailure) {
        self.configuration = configuration
        let engine: TableEngine
        do throws(StorageError) {
            store = try RocksStore(
                RocksConfiguration(
                    folder: configuration.dataFolder + "/tables", blockCacheBytes: configuration.blockCacheBytes,
                    writeBufferBytes: configuration.writeBufferBytes))
            engine = try TableEngine(store, preparedMax: configuration.preparedStatementsMax)
        } catch {
            if case .damaged = error { throw .damaged(error.description) }
            throw .storage(error.description)
        }
        do throws(SocketError) {
            io = try IOThreads(name: "tables", count: configuration.ioThreadCount)
            var loops: [EventLoop] = []
            for index in 0..<configuration.loopCount { loops.append(try EventLoop(index: index)) }
            self.loops = loops
        } catch {
            throw .system(error)
        }
        let shared = StoreShared(engine: engine, io: io, configuration: configuration, metrics: StoreMetrics(metrics))
        let limits = ConnectionLimits(
            connectionsMax: configuration.connectionsMax, connectionsPerAddressMax: configuration.connectionsMax,
            frameBytesMax: configuration.requestBytesMax + 1024, idleTimeoutMs: configuration.connectionsIdleMsMax)
        do throws(SocketError) {
            server = try TCPServer(listen: configuration.listen, loops: loops, limits: limits) { connection in
                ClientConnection(connection, shared: shared)
            }
        } catch {
            throw .cannotListen(error)
        }
        let advertised = configuration.advertised ?? server.address
        engine.advertise(address: Self.addressBytes(advertised.host), port: Int32(advertised.port))
        do throws(SocketError) {
            for loop in loops { try loop.start() }
        } catch {
            throw .system(error)
        }
        server.start()
        StoreMetrics.register(server, engine, store, metrics)
        log.log(.info, event: "store.opened", ["folder": configuration.dataFolder, "keyspaces": engine.schema.keyspaces.count])
    }

    /// The bytes of a numeric IPv4 address; names and others are told as 127.0.0.1.
    private static func addressBytes(_ host: String) -> ByteSlice {
        let parts = host.split(separator: ".").compactMap { UInt8($0) }
        return parts.count == 4 && parts != [0, 0, 0, 0] ? ByteSlice(parts) : [127, 0, 0, 1]
    }

    /// `HOST:PORT` in use, with the real port.
    public var address: String { server.address.description }

    /// Answers what is owed, closes connections and the data folder. Blocks. Call once.
    public func drain() {
        server.drain(graceMs: configuration.drainGraceMs)
        io.stop()
        for loop in loops { loop.stop() }
        store.close()
    }
}
