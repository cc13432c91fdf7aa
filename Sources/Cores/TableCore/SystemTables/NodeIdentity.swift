public import Bytes
public import Identifiers

/// What the one node says of itself in system.local.
public struct NodeIdentity: Sendable {
    /// Kept for the life of the data folder.
    public var hostID: UniqueID
    /// The address clients are told, 4 or 16 bytes.
    public var address: ByteSlice
    /// The port clients are told.
    public var port: Int32
    /// Where the node stands on the ring: one token owns it all.
    public var token: Int64

    public init(hostID: UniqueID, address: ByteSlice, port: Int32, token: Int64) {
        self.hostID = hostID
        self.address = address
        self.port = port
        self.token = token
    }

    public static let clusterName = "Test Cluster"
    /// The version of Cassandra whose behaviour this is: drivers decide by it what they may ask.
    public static let releaseVersion = "5.0.6"
    public static let cqlVersion = "3.4.7"
    public static let partitioner = "org.apache.cassandra.dht.Murmur3Partitioner"
    public static let rack = "rack1"
    /// Cassandra's port between nodes, which nothing listens on here.
    static let storagePort: Int32 = 7000
}

/// A prepared statement as system.prepared_statements shows it.
public struct PreparedRecord: Sendable {
    public var id: ByteSlice
    public var keyspace: String?
    public var text: String

    public init(id: ByteSlice, keyspace: String?, text: String) {
        self.id = id
        self.keyspace = keyspace
        self.text = text
    }
}
