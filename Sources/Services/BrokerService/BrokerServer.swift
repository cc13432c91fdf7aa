import BrokerCore
import CSystem
import CommitLog
import DiskFiles
public import EventLoops
import Glibc
import Identifiers
public import Telemetry

/// Why a broker could not start, told apart as the program's exit statuses are.
public enum BrokerFailure: Error, CustomStringConvertible {
    /// The address cannot be listened on.
    case cannotListen(SocketError)
    /// The data folder cannot be read or written.
    case storage(String)
    /// The data is another cluster's or node's, or damaged.
    case damaged(String)
    /// The system refuses a thread or a descriptor.
    case system(SocketError)

    /// Whether another program holds the address.
    public var isAddressInUse: Bool {
        if case .cannotListen(let error) = self { return error.isAddressInUse }
        return false
    }

    public var description: String {
        switch self {
        case .cannotListen(let error), .system(let error): error.description
        case .storage(let reason), .damaged(let reason): reason
        }
    }
}

/// A broker at work: event loops, storage threads, and the data folder it holds.
public final class BrokerServer: Sendable {
    let broker: Broker
    private let server: TCPServer
    private let loops: [EventLoop]
    private let io: IOThreads
    private let housekeeping: Housekeeping

    /// Loads the data folder, recovers what a crash left, and serves. Blocks until connections are accepted.
    public init(_ configuration: BrokerConfiguration, metrics: MetricsRegistry, log: Logger) throws(BrokerFailure) {
        // A partition holds a file open, and so does a connection: the usual limit of 1,024 is soon reached.
        _ = millrace_raise_open_files_limit()
        // Two arenas: more only keep more freed memory from the system.
        millrace_limit_malloc_arenas(2)
        do {
            io = try IOThreads(name: "storage", count: configuration.ioThreadCount)
            let count = configuration.loopCount ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
            var loops: [EventLoop] = []
            for index in 0..<count { loops.append(try EventLoop(index: index)) }
            self.loops = loops
        } catch {
            throw .system(error)
        }
        let broker = try BrokerLoading.load(configuration, io: io, metrics: metrics, log: log)
        self.broker = broker
        let limits = ConnectionLimits(
            connectionsMax: configuration.connectionsMax, connectionsPerAddressMax: configuration.connectionsPerAddressMax,
            frameBytesMax: configuration.socketRequestBytesMax + 4, idleTimeoutMs: configuration.connectionsIdleMsMax)
        do {
            server = try TCPServer(listen: configuration.listen, loops: loops, limits: limits) { connection in
                KafkaConnection(connection, broker: broker)
            }
        } catch {
            throw .cannotListen(error)
        }
        broker.advertise(configuration.advertised ?? server.address)
        housekeeping = Housekeeping(broker: broker, loop: loops[0])
        do {
            for loop in loops { try loop.start() }
        } catch {
            throw .system(error)
        }
        housekeeping.start()
        broker.groups.start(on: loops[0])
        server.start()
        ConnectionMetrics.register(server, metrics)
    }

    /// `HOST:PORT` in use, with the real port.
    public var address: String { server.address.description }

    /// Answers what is parked, closes connections, and writes everything to the disk, so that the next start need not
    /// recover. Blocks. Call once.
    public func drain() {
        broker.beginDraining()
        server.drain(graceMs: broker.configuration.drainGraceMs)
        housekeeping.stop()
        for loop in loops { loop.stop() }
        io.stop()
        BrokerLoading.close(broker)
    }
}

/// The network's numbers.
enum ConnectionMetrics {
    static func register(_ server: TCPServer, _ metrics: MetricsRegistry) {
        let gauges: [(String, String, @Sendable (ServerStatistics) -> Int)] = [
            ("millrace_broker_connections", "Connections open now.", { $0.open }),
            ("millrace_broker_connections_accepted", "Connections accepted since the start.", { $0.accepted }),
            ("millrace_broker_connections_refused", "Connections closed on arrival, over a limit.", { $0.refused }),
            ("millrace_broker_connections_idle_closed", "Connections closed since nothing happened on them.", { $0.idleClosed }),
            ("millrace_broker_connections_failed", "Connections closed over a limit or an error.", { $0.failed }),
            ("millrace_broker_received_bytes", "Bytes received since the start.", { $0.bytesReceived }),
            ("millrace_broker_sent_bytes", "Bytes sent since the start.", { $0.bytesSent }),
        ]
        for (name, help, value) in gauges {
            metrics.gauge(name, help, labels: [:]) { Double(value(server.statistics)) }
        }
    }
}
