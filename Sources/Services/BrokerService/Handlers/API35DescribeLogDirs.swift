import BrokerCore
import CSystem
import Glibc
import Identifiers
import KafkaMessagesStorage
import CommitLog

/// Tells what is in the data folder, and how much room there is.
enum API35DescribeLogDirs: RequestHandler {
    static func handle(
        _ request: DescribeLogDirsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<DescribeLogDirsResponse> {
        let wanted = request.topics.map { topics in
            Set(topics.flatMap { topic in topic.partitions.map { Group.Place(topic.topic, $0) } })
        }
        var byTopic: [TopicName: [DescribeLogDirsResponse.DescribeLogDirsPartition]] = [:]
        for partition in broker.partitions.all {
            let place = Group.Place(partition.id.topic, partition.id.partition)
            if let wanted, !wanted.contains(place) { continue }
            let bytes = partition.withLog { $0.sizeInBytes }
            byTopic[place.topic, default: []].append(.init(partitionIndex: place.partition, partitionSize: Int64(bytes)))
        }
        var result = DescribeLogDirsResponse.DescribeLogDirsResult(logDir: absolutePath(broker.configuration.dataFolder))
        result.topics = byTopic.sorted { $0.key < $1.key }.map { topic, partitions in
            .init(name: topic, partitions: partitions.sorted { $0.partitionIndex < $1.partitionIndex })
        }
        if context.apiVersion >= 4 {
            let room = room(in: broker.configuration.dataFolder)
            result.totalBytes = room.total
            result.usableBytes = room.usable
        }
        return .now(DescribeLogDirsResponse(results: [result]))
    }

    /// Bytes of the folder's file system; -1 when it does not say.
    private static func room(in folder: String) -> (total: Int64, usable: Int64) {
        var room = statvfs()
        guard statvfs(folder, &room) == 0 else { return (-1, -1) }
        let block = Int64(clamping: room.f_frsize)
        return (Int64(clamping: room.f_blocks) &* block, Int64(clamping: room.f_bavail) &* block)
    }

    private static func absolutePath(_ folder: String) -> String {
        guard let path = realpath(folder, nil) else { return folder }
        defer { free(path) }
        return String(cString: path)
    }
}
