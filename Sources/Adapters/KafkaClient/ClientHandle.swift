import CRdKafka
import Identifiers
import Threads

/// How a client finds the cluster, and what it tells of itself.
public struct KafkaConnection: Sendable {
    /// `HOST:PORT`, several separated by commas.
    public var bootstrapServers: String
    /// Shown in the broker's logs and quotas.
    public var clientID = "millrace"
    /// Further settings under librdkafka's names, last word over what the client sets itself.
    public var properties: [(name: String, value: String)] = []
    /// Takes the library's own log lines: a syslog level (0...7) and text. Called on any thread. By default they are dropped:
    /// every failure that matters comes back as an error.
    public var onLog: (@Sendable (_ level: Int, _ text: String) -> Void)?
    /// Told when the connection to the brokers fails, with the library's words; the client goes on trying.
    public var onTrouble: (@Sendable (KafkaClientError) -> Void)?

    public init(bootstrapServers: String) { self.bootstrapServers = bootstrapServers }
}

/// What the C callbacks find through the client's opaque pointer.
final class ClientCallbacks: Sendable {
    let connection: KafkaConnection
    let onDelivery: (@Sendable (KafkaDelivery) -> Void)?
    /// Given the partitions a group has assigned, where to read each from.
    let onAssignment: KafkaConsumer.AssignmentHandler?

    init(
        _ connection: KafkaConnection, onDelivery: (@Sendable (KafkaDelivery) -> Void)? = nil,
        onAssignment: KafkaConsumer.AssignmentHandler? = nil
    ) {
        self.connection = connection
        self.onDelivery = onDelivery
        self.onAssignment = onAssignment
    }
}

/// One librdkafka instance, and the thread that serves its callbacks.
///
/// The library lets every thread call it; the pointer is valid until `close`, after which no method may be called.
final class ClientHandle: @unchecked Sendable {
    let client: OpaquePointer
    private let callbacks: ClientCallbacks
    private let isClosing = Latch()
    private let isIdle = Latch()

    /// How long a served poll lasts, and so how long closing may wait for it.
    private static let pollMs: Int32 = 100

    /// - Parameter settings: under librdkafka's names; those of the connection come after and win.
    /// - Throws: `.invalid` for a setting the library refuses, with its reason.
    init(
        _ type: rd_kafka_type_t, _ callbacks: ClientCallbacks, settings: [(name: String, value: String)]
    ) throws(KafkaClientError) {
        guard let configuration = rd_kafka_conf_new() else { throw KafkaClientError(.other, "out of memory") }
        self.callbacks = callbacks
        let connection = callbacks.connection
        let own = [("bootstrap.servers", connection.bootstrapServers), ("client.id", connection.clientID)]
        do throws(KafkaClientError) {
            for (name, value) in own + settings + connection.properties {
                try ClientHandle.set(name, value, in: configuration)
            }
        } catch {
            rd_kafka_conf_destroy(configuration)
            throw error
        }
        rd_kafka_conf_set_opaque(configuration, Unmanaged.passUnretained(callbacks).toOpaque())
        rd_kafka_conf_set_log_cb(configuration, logCallback)
        rd_kafka_conf_set_error_cb(configuration, errorCallback)
        if callbacks.onDelivery != nil { rd_kafka_conf_set_dr_msg_cb(configuration, deliveryCallback) }
        if callbacks.onAssignment != nil { rd_kafka_conf_set_rebalance_cb(configuration, rebalanceCallback) }
        var reason = [CChar](repeating: 0, count: 512)
        // On success the library owns the configuration.
        guard let client = rd_kafka_new(type, configuration, &reason, reason.count) else {
            rd_kafka_conf_destroy(configuration)
            throw KafkaClientError(.invalid, "the Kafka client was not made: \(ClientHandle.text(reason))")
        }
        self.client = client
    }

    private static func set(_ name: String, _ value: String, in configuration: OpaquePointer) throws(KafkaClientError) {
        var reason = [CChar](repeating: 0, count: 512)
        guard rd_kafka_conf_set(configuration, name, value, &reason, reason.count) == RD_KAFKA_CONF_OK else {
            throw KafkaClientError(.invalid, "Kafka client setting \(name): \(text(reason))")
        }
    }

    static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Serves delivery reports, errors and logs on a thread of its own until `close`.
    func startServing(_ name: String) throws(KafkaClientError) {
        do throws(ThreadFailure) {
            try Threads.start(name) { [self] in
                while !isClosing.isOpen { rd_kafka_poll(client, ClientHandle.pollMs) }
                isIdle.open()
            }
        } catch {
            isIdle.open()
            throw KafkaClientError(.other, "\(error)")
        }
    }

    /// Ends the serving thread, if there is one, and the instance. Call once.
    func close(served: Bool) {
        isClosing.open()
        if served { isIdle.wait() }
        rd_kafka_destroy(client)
    }
}

private func callbacks(_ opaque: UnsafeMutableRawPointer?) -> ClientCallbacks? {
    opaque.map { Unmanaged<ClientCallbacks>.fromOpaque($0).takeUnretainedValue() }
}

private let logCallback: @convention(c) (OpaquePointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Void = {
    client, level, _, text in
    guard let client, let text, let onLog = callbacks(rd_kafka_opaque(client))?.connection.onLog else { return }
    onLog(Int(level), String(cString: text))
}

private let errorCallback: @convention(c) (OpaquePointer?, Int32, UnsafePointer<CChar>?, UnsafeMutableRawPointer?) -> Void = {
    _, code, reason, opaque in
    guard let onTrouble = callbacks(opaque)?.connection.onTrouble else { return }
    onTrouble(KafkaClientError(rd_kafka_resp_err_t(code), doing: "Kafka client", detail: reason))
}

private let deliveryCallback:
    @convention(c) (OpaquePointer?, UnsafePointer<rd_kafka_message_t>?, UnsafeMutableRawPointer?) -> Void = {
        _, message, opaque in
        guard let message, let onDelivery = callbacks(opaque)?.onDelivery else { return }
        onDelivery(KafkaDelivery(message))
    }

/// The group assigned partitions, or took them back: reading follows at once, from the caller's positions.
private let rebalanceCallback:
    @convention(c) (
        OpaquePointer?, rd_kafka_resp_err_t, UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?, UnsafeMutableRawPointer?
    ) -> Void = { client, event, partitions, opaque in
        guard event == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS, let handler = callbacks(opaque)?.onAssignment,
            let offered = try? PartitionList.offsets(partitions, doing: "reading an assignment")
        else {
            rd_kafka_assign(client, nil)
            return
        }
        let positions = handler(offered.keys.sorted())
        _ = PartitionList(positions.filter { $0.offset.rawValue >= 0 }).withPointer { rd_kafka_assign(client, $0) }
    }
