import Bytes
import Glibc
public import StreamRuntime
public import StreamSQL

/// The `filesystem` connector written: the rows of each epoch are one file of the folder, `part-EPOCH`.
///
/// A file appears under its name once it is whole and on disk, and writing an epoch again replaces it by the same bytes: so
/// each row is there once, whatever happens in between.
public struct FilesystemSink: Sendable {
    private let folder: String
    private let encoder: RowTextEncoder

    /// - Parameter folder: what a relative `path` is relative to.
    /// - Throws: ``SQLError`` for a format or option that is not supported.
    public init(_ table: TableDefinition, relativeTo folder: String) throws(SQLError) {
        if !table.partitionedBy.isEmpty { throw .unsupported("PARTITIONED BY in the filesystem connector") }
        self.folder = FilesystemPath.resolved(table.options["path"] ?? "", relativeTo: folder)
        encoder = try RowTextEncoder(table)
    }

    /// Writes the rows of an epoch; an epoch without rows writes nothing.
    ///
    /// - Parameter epoch: greater for each later epoch.
    /// - Throws: ``ConnectorError`` when the file cannot be written.
    public func write(_ output: SinkOutput, epoch: Int64) throws(ConnectorError) {
        guard output.rowCount > 0 else { return }
        var lines = ByteWriter(capacity: 1 << 16)
        for batch in output.batches {
            for row in 0..<batch.rowCount {
                lines.bytes(encoder.encode(batch, row: row))
                lines.integer(UInt8(ascii: "\n"))
            }
        }
        try write(lines.finish(), name: "part-\(epoch)")
    }

    private func write(_ bytes: ByteSlice, name: String) throws(ConnectorError) {
        let unfinished = "\(folder)/.\(name)"
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST, let file = fopen(unfinished, "we") else {
            throw Self.failure("cannot write \(unfinished)")
        }
        let isWritten = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) == bytes.count }
        let isSynced = isWritten && fflush(file) == 0 && fdatasync(fileno(file)) == 0
        let failure = isSynced ? nil : Self.failure("cannot write \(unfinished)")
        guard fclose(file) == 0, failure == nil else { throw failure ?? Self.failure("cannot close \(unfinished)") }
        guard rename(unfinished, "\(folder)/\(name)") == 0 else { throw Self.failure("cannot name \(folder)/\(name)") }
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw Self.failure("cannot open \(folder)") }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw Self.failure("cannot sync \(folder)") }
    }

    private static func failure(_ what: String) -> ConnectorError {
        ConnectorError("\(what): \(String(cString: strerror(errno)))")
    }
}
