import Bytes
public import CommitLog
import Synchronization

extension SimulatedDisk {
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// Lets a name of a folder stand for another file, or for none.
    private static func change(_ state: inout State, _ path: String, to node: Node?) {
        let (folder, name) = split(path)
        state.folders[folder]?.current[name] = node
        state.folders[folder]?.unsynced.append(NameChange(name: name, node: node))
    }

    private func missing(_ operation: String, _ path: String) -> LogFileError {
        LogFileError(.notFound, operation: operation, path: path, number: 2)
    }

    private func node(at path: String) -> Node? {
        let (folder, name) = Self.split(path)
        return state.withLock { $0.folders[folder]?.current[name] }
    }

    public func open(_ path: String, mode: LogFileMode) throws(LogFileError) -> any LogFile {
        if let existing = node(at: path) { return SimulatedFile(disk: self, node: existing, path: path) }
        let folder = Self.split(path).folder
        guard case .create = mode, state.withLock({ $0.folders[folder] != nil }) else { throw missing("open", path) }
        try step("open", path)
        let node = Node()
        state.withLock { Self.change(&$0, path, to: node) }
        return SimulatedFile(disk: self, node: node, path: path)
    }

    public func names(in folder: String) throws(LogFileError) -> [String] {
        guard let names = state.withLock({ $0.folders[folder].map { Array($0.current.keys) } }) else {
            throw missing("names", folder)
        }
        let inner = state.withLock { Array($0.folders.keys) }
            .filter { $0.hasPrefix(folder + "/") }.map { $0.dropFirst(folder.count + 1) }
        return names + inner.filter { !$0.contains("/") }.map(String.init)
    }

    /// Folders themselves are durable at once: the log makes few, and their loss would be the loss of a whole partition.
    public func createFolder(_ path: String) throws(LogFileError) {
        try step("mkdir", path)
        state.withLock { state in
            var prefix = ""
            for (index, part) in path.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
                prefix += index == 0 ? String(part) : "/\(part)"
                if !prefix.isEmpty, state.folders[prefix] == nil { state.folders[prefix] = Folder() }
            }
        }
    }

    public func rename(_ path: String, to newPath: String) throws(LogFileError) {
        if state.withLock({ $0.folders[path] != nil }) { return try renameFolder(path, to: newPath) }
        guard let node = node(at: path) else { throw missing("rename", path) }
        try step("rename", path)
        state.withLock { state in
            // Both names change in one step or not at all: rename is atomic.
            let (folder, name) = Self.split(path)
            Self.change(&state, newPath, to: node)
            state.folders[folder]?.current[name] = nil
            if let last = state.folders[folder]?.unsynced.indices.last, Self.split(newPath).folder == folder {
                state.folders[folder]?.unsynced[last].removes = name
            } else {
                Self.change(&state, path, to: nil)
            }
        }
    }

    private func renameFolder(_ path: String, to newPath: String) throws(LogFileError) {
        try step("rename", path)
        state.withLock { state in
            for (name, folder) in state.folders where name == path || name.hasPrefix(path + "/") {
                state.folders[name] = nil
                state.folders[newPath + name.dropFirst(path.count)] = folder
            }
        }
    }

    public func removeFile(_ path: String) throws(LogFileError) {
        guard node(at: path) != nil else { return }
        try step("unlink", path)
        state.withLock { Self.change(&$0, path, to: nil) }
    }

    public func removeFolder(_ path: String) throws(LogFileError) {
        try step("rmdir", path)
        state.withLock { state in
            for name in state.folders.keys where name == path || name.hasPrefix(path + "/") { state.folders[name] = nil }
        }
    }

    public func syncFolder(_ path: String) throws(LogFileError) {
        try step("fsync", path)
        state.withLock { state in
            guard let current = state.folders[path]?.current else { return }
            state.folders[path]?.durable = current
            state.folders[path]?.unsynced = []
        }
    }
}

/// An open file of the simulated disk.
final class SimulatedFile: LogFile {
    private let disk: SimulatedDisk
    private let node: SimulatedDisk.Node
    private let path: String

    init(disk: SimulatedDisk, node: SimulatedDisk.Node, path: String) {
        self.disk = disk
        self.node = node
        self.path = path
    }

    var descriptor: Int32? { nil }

    func size() throws(LogFileError) -> Int64 { node.contents.withLock { Int64($0.current.count) } }

    func read(at position: Int64, into target: UnsafeMutableRawBufferPointer) throws(LogFileError) -> Int {
        let bytes = node.contents.withLock { contents in
            let start = min(Int(position), contents.current.count)
            return Array(contents.current[start..<min(start + target.count, contents.current.count)])
        }
        target.copyBytes(from: bytes)
        return bytes.count
    }

    func write(_ slices: [ByteSlice], at position: Int64) throws(LogFileError) {
        try disk.step("pwritev", path)
        let bytes = slices.flatMap(\.array)
        node.contents.withLock { contents in
            SimulatedDisk.apply(bytes, at: Int(position), to: &contents.current)
            contents.unsynced.append(.write(position: Int(position), bytes: bytes))
        }
    }

    func truncate(to size: Int64) throws(LogFileError) {
        try disk.step("ftruncate", path)
        node.contents.withLock { contents in
            contents.current = SimulatedDisk.resized(contents.current, to: Int(size))
            contents.unsynced.append(.truncate(size: Int(size)))
        }
    }

    func sync() throws(LogFileError) {
        try disk.step("fdatasync", path)
        node.contents.withLock { contents in
            contents.durable = contents.current
            contents.unsynced = []
        }
    }
}
