internal import Bytes
public import Identifiers
internal import KafkaMessagesCluster
internal import KafkaMessagesRecords
internal import KafkaPrimitives
internal import KafkaProtocol
internal import Sockets

/// Asks brokers the two things that a position's safety rests on and that the client library of Debian 12 does not tell: topic
/// ids and the ends of leader epochs (KIP-516, KIP-320).
///
/// Each question opens a connection of its own and closes it: they are asked at start and about once a second.
public struct BrokerProbe: Sendable {
    /// A topic as Metadata shows it.
    public struct Topic: Sendable {
        /// ``UniqueID/zero`` from brokers before topic ids.
        public let id: UniqueID
        public let partitions: [Partition]
    }

    /// A partition and where to ask about it.
    public struct Partition: Sendable {
        public let index: PartitionIndex
        public let leaderEpoch: LeaderEpoch
        let leader: Address
    }

    struct Address: Hashable, Sendable {
        var host: String
        var port: UInt16
    }

    private static let clientID = "millrace-probe"
    /// The longest answer that is read.
    private static let answerBytesMax = 16 << 20
    private static let timeoutMs: Int32 = 5_000

    private let bootstrap: [Address]

    /// - Parameter bootstrapServers: `HOST:PORT`, several separated by commas; what is not of that form is left out.
    public init(bootstrapServers: String) {
        bootstrap = bootstrapServers.split(separator: ",").compactMap { entry in
            guard let colon = entry.lastIndex(of: ":"), let port = UInt16(entry[entry.index(after: colon)...]) else { return nil }
            let host = entry[..<colon].trimmingPrefix("[")
            return Address(host: String(host.hasSuffix("]") ? host.dropLast() : host[...]), port: port)
        }
    }

    /// The topics of these names; those that do not exist are left out.
    ///
    /// - Throws: `.unreachable` when no bootstrap server answers, `.broker` for an error that a topic has.
    public func topics(_ names: [TopicName]) throws(KafkaClientError) -> [TopicName: Topic] {
        var request = MetadataRequest()
        request.topics = names.map { name in
            var topic = MetadataRequest.MetadataRequestTopic()
            topic.name = name
            return topic
        }
        request.allowAutoTopicCreation = false
        var last = KafkaClientError(.invalid, "no broker address is of the form HOST:PORT")
        for address in bootstrap {
            do throws(KafkaClientError) {
                // Topic ids came with version 10; version 12 is the first a request may rely on.
                return try Self.topics(try ask(request, versions: [12, 9, 5], of: address))
            } catch {
                last = error
            }
        }
        throw last
    }

    private static func topics(_ response: MetadataResponse) throws(KafkaClientError) -> [TopicName: Topic] {
        let addresses = Dictionary(
            response.brokers.map { ($0.nodeID, Address(host: $0.host, port: UInt16(clamping: $0.port))) },
            uniquingKeysWith: { first, _ in first })
        var topics: [TopicName: Topic] = [:]
        for topic in response.topics {
            guard let name = topic.name, topic.errorCode != .unknownTopicOrPartition else { continue }
            guard topic.errorCode == .none else {
                throw KafkaClientError(.broker(topic.errorCode), "metadata of \(name): \(topic.errorCode)")
            }
            topics[name] = Topic(
                id: topic.topicID,
                partitions: topic.partitions.compactMap { partition in
                    addresses[partition.leaderID].map {
                        Partition(index: partition.partitionIndex, leaderEpoch: partition.leaderEpoch, leader: $0)
                    }
                })
        }
        return topics
    }

    /// The offset at which `epoch` ends in a partition: that of the first record of a later one, or the log's end. Nil when the
    /// broker does not know the epoch.
    public func end(
        of epoch: LeaderEpoch, topic: TopicName, partition: Partition
    ) throws(KafkaClientError) -> Offset? {
        var asked = OffsetForLeaderEpochRequest.OffsetForLeaderPartition()
        asked.partition = partition.index
        asked.leaderEpoch = epoch
        let request = OffsetForLeaderEpochRequest(
            replicaID: BrokerID(-1), topics: [.init(topic: topic, partitions: [asked])])
        let response = try ask(request, versions: [4, 3, 2], of: partition.leader)
        guard let answer = response.topics.first?.partitions.first else {
            throw KafkaClientError(.other, "no answer about the epochs of \(topic)-\(partition.index)")
        }
        guard answer.errorCode == .none else {
            throw KafkaClientError(.broker(answer.errorCode), "epochs of \(topic)-\(partition.index): \(answer.errorCode)")
        }
        return answer.endOffset.rawValue < 0 ? nil : answer.endOffset
    }

    /// Sends one request in the first of `versions` that the broker takes.
    private func ask<Request: KafkaRequest>(
        _ request: Request, versions: [Int16], of address: Address
    ) throws(KafkaClientError) -> Request.Response {
        let what = "asking \(address.host):\(address.port)"
        let socket: BlockingSocket
        do throws(ConnectFailure) {
            socket = try BlockingSocket(
                host: address.host, port: address.port, connectTimeoutMs: Self.timeoutMs, receiveTimeoutMs: Int(Self.timeoutMs))
        } catch {
            throw KafkaClientError(.unreachable, "\(what): \(error.reason)")
        }
        let supported = try Self.exchange(ApiVersionsRequest(), version: 0, on: socket, what: what)
        let range = supported.apiKeys.first { $0.apiKey == Request.apiKey }
        guard let range, let version = versions.first(where: { $0 >= range.minVersion && $0 <= range.maxVersion }) else {
            throw KafkaClientError(.broker(.unsupportedVersion), "\(what): the broker is too old or too new")
        }
        return try Self.exchange(request, version: version, on: socket, what: what)
    }

    private static func exchange<Request: KafkaRequest>(
        _ request: Request, version: Int16, on socket: borrowing BlockingSocket, what: String
    ) throws(KafkaClientError) -> Request.Response {
        let frame: ByteSlice
        do throws(EncodeError) {
            frame = try KafkaFrame.request(request, version: version, correlationID: 1, clientID: clientID)
        } catch {
            throw KafkaClientError(.invalid, "\(what): \(error)")
        }
        if let failure = socket.send(frame) { throw KafkaClientError(.unreachable, "\(what): \(failure)") }
        guard let prefix = socket.receive(exactly: KafkaFrame.prefixBytes), let length = KafkaFrame.length(prefix),
            length >= 4, length <= answerBytesMax, let body = socket.receive(exactly: Int(length))
        else {
            throw KafkaClientError(.unreachable, "\(what): no answer")
        }
        var reader = ByteReader(body)
        do throws(DecodeError) {
            let headerVersion = ApiKey(rawValue: Request.apiKey).schema?.responseHeaderVersion(version) ?? 0
            _ = try ResponseHeader(from: &reader, version: headerVersion)
            return try Request.Response(from: &reader, version: version)
        } catch {
            throw KafkaClientError(.other, "\(what): \(error)")
        }
    }
}
