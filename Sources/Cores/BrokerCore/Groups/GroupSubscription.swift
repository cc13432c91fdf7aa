public import Bytes
public import Identifiers
import StoredRecords

/// What consumers say in their protocol metadata about the topics they want. The broker hands the bytes on as they are;
/// it looks into them only where offsets of subscribed topics must be kept.
public enum GroupSubscription {
    /// The protocol type whose metadata has a known form.
    public static let consumerProtocolType = "consumer"

    /// The topics in a member's metadata; nil when the bytes are of another form.
    public static func topics(in metadata: ByteSlice) -> [TopicName]? {
        var reader = ByteReader(metadata)
        guard let asked = try? reader.integer(Int16.self), asked >= 0 else { return nil }
        // A newer version only has more behind what we know.
        let version = min(asked, ConsumerProtocolSubscription.versions.upperBound)
        let subscription = try? ConsumerProtocolSubscription(from: &reader, version: version)
        return subscription?.topics.map { TopicName($0) }
    }

    /// Whether the metadata of a consumer can be read; nothing is expected of other protocol types or of empty metadata.
    static func isReadable(_ request: JoinRequest) -> Bool {
        guard request.protocolType == consumerProtocolType else { return true }
        return request.protocols.allSatisfy { $0.metadata.isEmpty || topics(in: $0.metadata) != nil }
    }
}

extension ClassicGroup {
    /// The topics that members are subscribed to; nil when the group is no consumers' or cannot be read, and so every
    /// topic must be taken for subscribed.
    public var subscribedTopics: Set<TopicName>? {
        guard protocolType == GroupSubscription.consumerProtocolType else { return nil }
        if isEmpty { return [] }
        var all: Set<TopicName> = []
        for member in membersByID.values {
            for offered in member.protocols {
                guard !offered.metadata.isEmpty else { continue }
                guard let topics = GroupSubscription.topics(in: offered.metadata) else { return nil }
                all.formUnion(topics)
            }
        }
        return all
    }
}
