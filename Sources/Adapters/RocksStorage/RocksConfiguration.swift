public import TableCore

/// Where a store lies and how much memory it may take.
public struct RocksConfiguration: Sendable {
    /// The store's folder; made when there is none.
    public var folder: String
    /// The families to open; missing ones are made.
    public var families: [KeyValueFamily]
    /// Memory for uncompressed blocks that were read.
    public var blockCacheBytes: Int
    /// Memory for writes of one family before they are written out.
    public var writeBufferBytes: Int
    /// Files held open.
    public var openFilesMax: Int
    /// Threads that write out and compact.
    public var backgroundJobs: Int
    /// Batches that may wait for the writer; more make their senders wait.
    public var queuedBatchesMax: Int
    /// Bytes of waiting batches; more make their senders wait.
    public var queuedBytesMax: Int

    public init(
        folder: String, families: [KeyValueFamily] = [.rows, .meta], blockCacheBytes: Int = 64 << 20,
        writeBufferBytes: Int = 64 << 20, openFilesMax: Int = 512, backgroundJobs: Int = 2,
        queuedBatchesMax: Int = 8192, queuedBytesMax: Int = 64 << 20
    ) {
        self.folder = folder
        self.families = families
        self.blockCacheBytes = blockCacheBytes
        self.writeBufferBytes = writeBufferBytes
        self.openFilesMax = openFilesMax
        self.backgroundJobs = backgroundJobs
        self.queuedBatchesMax = queuedBatchesMax
        self.queuedBytesMax = queuedBytesMax
    }

    /// A store that stays near 30 MB: reads of data in the page cache cost a tenth more.
    public static func small(folder: String, families: [KeyValueFamily] = [.rows, .meta]) -> RocksConfiguration {
        RocksConfiguration(
            folder: folder, families: families, blockCacheBytes: 8 << 20, writeBufferBytes: 16 << 20,
            queuedBytesMax: 16 << 20)
    }
}
