import Bytes
public import Identifiers

/// A topic's partition, as the files of a log folder name it.
public struct TopicPartition: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var topic: TopicName
    public var partition: PartitionIndex

    public init(_ topic: TopicName, _ partition: PartitionIndex) {
        self.topic = topic
        self.partition = partition
    }

    public static func < (a: TopicPartition, b: TopicPartition) -> Bool {
        (a.topic, a.partition) < (b.topic, b.partition)
    }

    /// `topic-partition`: also the name of the partition's folder.
    public var description: String { "\(topic)-\(partition)" }

    /// From a folder's name; nil for `…-delete` and all other names.
    public init?(folderName: String) {
        guard let dash = folderName.lastIndex(of: "-"), let partition = Int32(folderName[folderName.index(after: dash)...]),
            partition >= 0, dash != folderName.startIndex
        else { return nil }
        self.init(TopicName(String(folderName[..<dash])), PartitionIndex(partition))
    }
}

/// The checkpoint files of a log folder: an offset for each partition.
public enum OffsetCheckpoint: String, CaseIterable, Sendable {
    /// Below this offset everything is on the disk.
    case recoveryPoint = "recovery-point-offset-checkpoint"
    /// The first offset that still exists, where records were deleted.
    case logStart = "log-start-offset-checkpoint"
    /// The high watermark.
    case replication = "replication-offset-checkpoint"
    /// Up to where the cleaner has come.
    case cleaner = "cleaner-offset-checkpoint"

    static func encode(_ offsets: [TopicPartition: Offset]) -> ByteSlice {
        CheckpointText.encode(
            offsets.sorted { $0.key < $1.key }.map { "\($0.key.topic) \($0.key.partition) \($0.value)" })
    }

    static func decode(_ bytes: ByteSlice) throws(DecodeError) -> [TopicPartition: Offset] {
        var offsets: [TopicPartition: Offset] = [:]
        for line in try CheckpointText.decode(bytes) {
            let words = line.split(separator: " ")
            guard words.count == 3, let partition = Int32(words[1]), let offset = Int64(words[2]) else {
                throw DecodeError(.badValue, at: 0)
            }
            offsets[TopicPartition(TopicName(String(words[0])), PartitionIndex(partition))] = Offset(offset)
        }
        return offsets
    }
}

/// `meta.properties`: whose folder it is.
public struct MetaProperties: Hashable, Sendable {
    public var clusterID: String
    public var nodeID: BrokerID
    /// Kafka's `directory.id`, base64; nil in folders of old releases.
    public var directoryID: String?

    public init(clusterID: String, nodeID: BrokerID, directoryID: String?) {
        self.clusterID = clusterID
        self.nodeID = nodeID
        self.directoryID = directoryID
    }

    static let fileName = "meta.properties"

    var encoded: ByteSlice {
        var lines = ["#", "node.id=\(nodeID)", "version=1", "cluster.id=\(clusterID)"]
        if let directoryID { lines.insert("directory.id=\(directoryID)", at: 2) }
        return ByteSlice(utf8: lines.map { $0 + "\n" }.joined())
    }

    /// - Throws: ``DecodeError`` when it is no text, of another version, or lacks a property.
    init(_ bytes: ByteSlice) throws(DecodeError) {
        guard let text = bytes.utf8Text else { throw DecodeError(.badText, at: 0) }
        var values: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            values[line[..<equals]] = line[line.index(after: equals)...]
        }
        guard values["version"] == "1", let cluster = values["cluster.id"], let node = values["node.id"].flatMap({ Int32($0) })
        else { throw DecodeError(.badValue, at: 0) }
        self.init(clusterID: String(cluster), nodeID: BrokerID(node), directoryID: values["directory.id"].map(String.init))
    }
}

/// The folder that holds the partitions' folders (`log.dirs`), and the files beside them.
public struct LogFolder: Sendable {
    /// A stop that wrote everything leaves this file; recovery is not needed when it is there.
    static let cleanShutdownName = ".kafka_cleanshutdown"

    public let fileSystem: any LogFileSystem
    public let path: String

    public init(fileSystem: any LogFileSystem, path: String) {
        self.fileSystem = fileSystem
        self.path = path
    }

    /// The folder of one partition.
    public func path(of partition: TopicPartition) -> String { "\(path)/\(partition)" }

    /// The partitions that have a folder here; those marked for deletion are left out.
    /// - Throws: ``LogFileError``.
    public func partitions() throws(LogFileError) -> [TopicPartition] {
        try fileSystem.names(in: path).compactMap(TopicPartition.init(folderName:)).sorted()
    }

    /// Marks a partition's folder for deletion, as Kafka names it: `topic.<id>-delete`, which may be removed later.
    /// - Returns: the new path.
    /// - Throws: ``LogFileError``.
    public func markForDeletion(_ partition: TopicPartition, id: UniqueID) throws(LogFileError) -> String {
        let digits = id.description.filter { $0 != "-" }
        // Folder names end at 255 bytes; Kafka too cuts the topic's name.
        let suffix = "-\(partition.partition).\(digits)-delete"
        let marked = "\(path)/\(partition.topic.rawValue.prefix(255 - suffix.utf8.count))\(suffix)"
        try fileSystem.rename(path(of: partition), to: marked)
        try fileSystem.syncFolder(path)
        return marked
    }

    /// Folders that were marked for deletion.
    /// - Throws: ``LogFileError``.
    public func foldersMarkedForDeletion() throws(LogFileError) -> [String] {
        try fileSystem.names(in: path).filter { $0.hasSuffix("-delete") && $0.contains(".") }.map { "\(path)/\($0)" }
    }

    /// The offsets of a checkpoint file; empty when there is none.
    /// - Throws: ``LogFileError``; a file that cannot be read as a checkpoint is `.failed`.
    public func offsets(_ checkpoint: OffsetCheckpoint) throws(LogFileError) -> [TopicPartition: Offset] {
        try decoded(checkpoint.rawValue) { bytes throws(DecodeError) in try OffsetCheckpoint.decode(bytes) } ?? [:]
    }

    /// Replaces a checkpoint file, durably.
    /// - Throws: ``LogFileError``.
    public func write(_ offsets: [TopicPartition: Offset], to checkpoint: OffsetCheckpoint) throws(LogFileError) {
        try fileSystem.replace("\(path)/\(checkpoint.rawValue)", with: OffsetCheckpoint.encode(offsets))
    }

    /// `meta.properties`; nil in a new folder.
    /// - Throws: ``LogFileError``; a file that cannot be read as one is `.failed`.
    public func metaProperties() throws(LogFileError) -> MetaProperties? {
        try decoded(MetaProperties.fileName) { bytes throws(DecodeError) in try MetaProperties(bytes) }
    }

    /// Writes `meta.properties`, durably.
    /// - Throws: ``LogFileError``.
    public func write(_ properties: MetaProperties) throws(LogFileError) {
        try fileSystem.replace("\(path)/\(MetaProperties.fileName)", with: properties.encoded)
    }

    private func decoded<T>(
        _ name: String, _ decode: (ByteSlice) throws(DecodeError) -> T
    ) throws(LogFileError) -> T? {
        guard let bytes = try fileSystem.contents(of: "\(path)/\(name)") else { return nil }
        do {
            return try decode(bytes)
        } catch {
            throw LogFileError(.failed, operation: "decode (\(error))", path: "\(path)/\(name)", number: 0)
        }
    }

    /// Whether the last stop was a clean one. The marker is taken away, durably, so that a crash from now on is seen.
    /// - Throws: ``LogFileError``.
    public func takeCleanShutdownMarker() throws(LogFileError) -> Bool {
        let marker = "\(path)/\(Self.cleanShutdownName)"
        guard try fileSystem.contents(of: marker) != nil else { return false }
        try fileSystem.removeFile(marker)
        try fileSystem.syncFolder(path)
        return true
    }

    /// Says that everything was written and synced: the very last thing of a clean stop.
    /// - Throws: ``LogFileError``.
    public func leaveCleanShutdownMarker() throws(LogFileError) {
        try fileSystem.replace("\(path)/\(Self.cleanShutdownName)", with: ByteSlice(utf8: #"{"version":0,"brokerEpoch":-1}"#))
    }
}

/// `partition.metadata`: the topic's id, so that a folder is never taken for a topic that was made again.
enum PartitionMetadataFile {
    static let name = "partition.metadata"

    static func encode(_ topicID: UniqueID) -> ByteSlice { ByteSlice(utf8: "version: 0\ntopic_id: \(topicID.base64)") }

    static func decode(_ bytes: ByteSlice) throws(DecodeError) -> UniqueID {
        guard let text = bytes.utf8Text else { throw DecodeError(.badText, at: 0) }
        let lines = text.split(separator: "\n")
        let prefix = "topic_id: "
        guard lines.count == 2, lines[0] == "version: 0", lines[1].hasPrefix(prefix),
            let id = UniqueID(base64: String(lines[1].dropFirst(prefix.count)))
        else { throw DecodeError(.badValue, at: 0) }
        return id
    }
}
