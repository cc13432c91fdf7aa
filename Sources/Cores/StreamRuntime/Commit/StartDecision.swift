public import Identifiers

/// What the local state says a processor did before.
public struct StoredProgress: Hashable, Sendable {
    /// The pipeline's text when the state was made.
    public var pipelineText: String
    public var positions: [SourcePosition]

    public init(pipelineText: String, positions: [SourcePosition]) {
        self.pipelineText = pipelineText
        self.positions = positions
    }
}

/// What the broker says of one partition.
public struct PartitionFacts: Hashable, Sendable {
    public var topic: TopicName
    public var partition: PartitionIndex
    public var topicID: UniqueID
    /// The first offset that can be read, and the one the next record gets.
    public var startOffset: Offset
    public var endOffset: Offset
    /// The end of the stored position's leader epoch, nil when it was not asked or the broker does not know the epoch.
    public var storedEpochEnd: Offset?

    public init(
        topic: TopicName, partition: PartitionIndex, topicID: UniqueID, startOffset: Offset, endOffset: Offset,
        storedEpochEnd: Offset? = nil
    ) {
        self.topic = topic
        self.partition = partition
        self.topicID = topicID
        self.startOffset = startOffset
        self.endOffset = endOffset
        self.storedEpochEnd = storedEpochEnd
    }
}

/// Where a table without stored positions begins: `scan.startup.mode`.
public enum StartupMode: Hashable, Sendable {
    case earliest
    case latest
}

/// Whether a processor may start, and where each partition goes on. The state says where, not the consumer group; the
/// broker only confirms that its log is still the one the state was made from.
public enum StartDecision: Hashable, Sendable {
    case start([SourcePosition])
    /// The broker's log is not what the state belongs to.
    case damaged(String)
    /// The operator must decide first.
    case refused(String)

    /// - Parameters:
    ///   - stored: what the data folder holds, nil for an empty one or after `--rebuild` emptied it.
    ///   - groupHasOffsets: whether the consumer group has committed offsets at the broker.
    ///   - isRebuild: `--rebuild` was given.
    public static func decide(
        stored: StoredProgress?, pipelineText: String, partitions: [PartitionFacts], modes: [TopicName: StartupMode],
        group: GroupID, groupHasOffsets: Bool, isRebuild: Bool
    ) -> StartDecision {
        guard let stored else {
            if groupHasOffsets && !isRebuild {
                return .refused(
                    "group \(group) has committed offsets, but the data folder has no state for it: give the folder it used, "
                        + "or --rebuild to count again from the earliest record")
            }
            return .start(partitions.map { Self.beginning(of: $0, mode: isRebuild ? .earliest : modes[$0.topic] ?? .earliest) })
        }
        guard stored.pipelineText == pipelineText else {
            return .refused(
                "the pipeline's text changed since the state in the data folder was made: use the old text, another data "
                    + "folder, or --rebuild")
        }
        return proceed(from: stored, partitions: partitions)
    }

    private static func beginning(of facts: PartitionFacts, mode: StartupMode) -> SourcePosition {
        SourcePosition(
            topic: facts.topic, partition: facts.partition, topicID: facts.topicID,
            nextOffset: mode == .earliest ? facts.startOffset : facts.endOffset)
    }

    private static func proceed(from stored: StoredProgress, partitions: [PartitionFacts]) -> StartDecision {
        var positions: [SourcePosition] = []
        for facts in partitions {
            let place = "\(facts.topic)-\(facts.partition)"
            guard
                let position = stored.positions.first(where: { $0.topic == facts.topic && $0.partition == facts.partition })
            else {
                // A partition added to the topic since: nothing of it was read.
                positions.append(beginning(of: facts, mode: .earliest))
                continue
            }
            if position.topicID != .zero && facts.topicID != .zero && position.topicID != facts.topicID {
                return .damaged(
                    "topic \(facts.topic) is not the one the state was made from: its id was \(position.topicID.base64), "
                        + "now \(facts.topicID.base64)")
            }
            if position.nextOffset > facts.endOffset {
                return .damaged(
                    "\(place) ends at offset \(facts.endOffset), but the state has read to \(position.nextOffset): the log is "
                        + "shorter than it was")
            }
            if position.nextOffset < facts.startOffset {
                return .damaged(
                    "\(place) begins at offset \(facts.startOffset), but the state has read only to \(position.nextOffset): "
                        + "records were deleted before they were read")
            }
            if let end = facts.storedEpochEnd, end < position.epochOffset {
                return .damaged(
                    "\(place): leader epoch \(position.leaderEpoch) ends at offset \(end), but the state has read to "
                        + "\(position.epochOffset) up to it: the log was cut and written anew")
            }
            positions.append(position)
        }
        if let gone = stored.positions.first(where: { position in
            !partitions.contains { $0.topic == position.topic && $0.partition == position.partition }
        }) {
            return .damaged("\(gone.topic)-\(gone.partition) is gone, and the state has read it to \(gone.nextOffset)")
        }
        return .start(positions)
    }
}
