import Bytes
import CRocksDB
import Glibc
import TableCore

/// An open database and its families; closed when the last reader has let go of it.
///
/// `@unchecked Sendable`: the engine's handles are safe to use from any thread, and never change after opening.
final class RocksDatabase: @unchecked Sendable {
    let handle: OpaquePointer
    private let families: [String: OpaquePointer]
    private let options: RocksOptions

    init(_ configuration: RocksConfiguration) throws(StorageError) {
        try Self.makeFolder(configuration.folder)
        let options = RocksOptions(configuration)
        var wanted = [KeyValueFamily(name: "default")] + configuration.families
        for name in Self.existingFamilies(options, configuration.folder) where !wanted.contains(where: { $0.name == name }) {
            // A family of a later version, or of another program: it must be opened, but is not touched.
            wanted.append(KeyValueFamily(name: name))
        }
        let familyOptions = wanted.map { options.family(holdsRows: $0.holdsRows) }
        let names = wanted.map { UnsafePointer<CChar>(strdup($0.name)) }
        defer {
            for name in names { free(UnsafeMutablePointer(mutating: name)) }
            for option in familyOptions { rocksdb_options_destroy(option) }
        }
        var handles = [OpaquePointer?](repeating: nil, count: wanted.count)
        var message: UnsafeMutablePointer<CChar>?
        let opened = rocksdb_open_column_families(
            options.database, configuration.folder, Int32(wanted.count), names, familyOptions, &handles, &message)
        if let message {
            options.destroy()
            throw .engine(Self.take(message))
        }
        guard let opened else {
            options.destroy()
            throw .engine("the engine did not open \(configuration.folder)")
        }
        handle = opened
        self.options = options
        families = Dictionary(
            zip(wanted, handles).compactMap { family, handle in handle.map { (family.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    deinit {
        for family in families.values { rocksdb_column_family_handle_destroy(family) }
        rocksdb_close(handle)
        options.destroy()
    }

    func family(_ family: KeyValueFamily) throws(StorageError) -> OpaquePointer {
        guard let handle = families[family.name] else { throw .unknownFamily(family.name) }
        return handle
    }

    var familyHandles: Dictionary<String, OpaquePointer>.Values { families.values }

    /// The engine's message, whose memory is given back.
    static func take(_ message: UnsafeMutablePointer<CChar>) -> String {
        defer { rocksdb_free(message) }
        return String(cString: message)
    }

    private static func existingFamilies(_ options: RocksOptions, _ folder: String) -> [String] {
        var count = 0
        var message: UnsafeMutablePointer<CChar>?
        let names = rocksdb_list_column_families(options.database, folder, &count, &message)
        if let message {
            // A new store has no list yet.
            rocksdb_free(message)
            return []
        }
        guard let names else { return [] }
        defer { rocksdb_list_column_families_destroy(names, count) }
        return (0..<count).compactMap { names[$0].map { String(cString: $0) } }
    }

    private static func makeFolder(_ folder: String) throws(StorageError) {
        var path = folder.hasPrefix("/") ? "/" : ""
        for part in folder.split(separator: "/") {
            path += path.isEmpty || path.hasSuffix("/") ? String(part) : "/\(part)"
            if mkdir(path, 0o755) != 0, errno != EEXIST {
                throw .engine("the folder \(path) cannot be made: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// The newest value, or the value at a snapshot's moment.
    func value(
        of key: ByteSlice, in family: KeyValueFamily, options: OpaquePointer
    ) throws(StorageError) -> ByteSlice? {
        let handle = try self.family(family)
        var message: UnsafeMutablePointer<CChar>?
        let found = key.withUnsafeBytes { bytes in
            rocksdb_get_pinned_cf(
                self.handle, options, handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &message)
        }
        if let message { throw .engine(Self.take(message)) }
        guard let found else { return nil }
        defer { rocksdb_pinnableslice_destroy(found) }
        var count = 0
        let start = rocksdb_pinnableslice_value(found, &count)
        return ByteSlice(copying: UnsafeRawBufferPointer(start: start, count: count))
    }
}
