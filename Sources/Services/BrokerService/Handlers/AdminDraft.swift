import BrokerCore
import StoredRecords

/// The metadata as it will be, and the records that make it so.
struct Draft {
    private(set) var metadata: ClusterMetadata
    private(set) var records: [AnyMetadataRecord] = []

    init(metadata: ClusterMetadata) { self.metadata = metadata }

    /// Takes a decision's records in.
    mutating func take(_ decided: [AnyMetadataRecord]) {
        for record in decided { metadata.apply(record) }
        records += decided
    }
}
