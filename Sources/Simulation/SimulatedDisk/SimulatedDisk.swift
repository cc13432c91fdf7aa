public import Bytes
public import CommitLog
import Synchronization

/// A disk in memory that loses what was not synced, as power loss does, decided by a seed.
///
/// What is written is visible at once, as in a page cache. ``losePower(seed:)`` gives the disk as it would be found
/// afterwards: of each file, the bytes at its last sync plus any subset of the later writes (a write may also be torn),
/// and of each folder, the names at its last sync plus any subset of the later changes.
public final class SimulatedDisk: LogFileSystem {
    final class Node: Sendable {
        struct Contents: Sendable {
            var current: [UInt8] = []
            var durable: [UInt8] = []
            /// Changes since the last sync, in order.
            var unsynced: [Change] = []
        }
        let contents = Mutex(Contents())
    }

    enum Change: Sendable {
        case write(position: Int, bytes: [UInt8])
        case truncate(size: Int)
    }

    /// A change of a name in a folder: what it stands for from now on; nil when it is gone.
    struct NameChange: Sendable {
        var name: String
        var node: Node?
        /// The old name of a file that was renamed: it goes in the same step.
        var removes: String?

        init(name: String, node: Node?) {
            self.name = name
            self.node = node
        }
    }

    struct Folder: Sendable {
        var current: [String: Node] = [:]
        var durable: [String: Node] = [:]
        var unsynced: [NameChange] = []
    }

    struct State: Sendable {
        var folders: [String: Folder] = [:]
        /// Counts down with each operation that changes or syncs; at 0 it fails, and so do all after it.
        var operationsLeft: Int?
        var operations = 0
    }

    let state: Mutex<State>

    public init() { state = Mutex(State()) }

    private init(folders: [String: Folder]) { state = Mutex(State(folders: folders)) }

    /// Puts a whole file on the disk, durable, making its folder: what a test starts from, or damages.
    public func place(_ bytes: ByteSlice, at path: String) {
        let (folder, name) = Self.split(path)
        let node = Node()
        let array = bytes.array
        node.contents.withLock { $0 = Node.Contents(current: array, durable: array, unsynced: []) }
        state.withLock { state in
            state.folders[folder, default: Folder()].current[name] = node
            state.folders[folder]?.durable[name] = node
        }
    }

    /// Operations so far that changed or synced something: the points at which power may go.
    public var operations: Int { state.withLock { $0.operations } }

    /// From the `count`-th changing operation on, every one fails: the moment at which the power goes.
    public func failAfter(operations count: Int) { state.withLock { $0.operationsLeft = count } }

    /// The disk as it is found after the power went: each unsynced change is there or not, as `seed` says.
    public func losePower(seed: UInt64) -> SimulatedDisk {
        var random = SeededRandom(seed: seed)
        let folders = state.withLock { $0.folders }
        // Nodes may be reached by several names; each is decided once.
        var decided: [ObjectIdentifier: Node] = [:]
        var after: [String: Folder] = [:]
        for (path, folder) in folders.sorted(by: { $0.key < $1.key }) {
            var names = folder.durable
            for change in folder.unsynced where random.isHeads {
                names[change.name] = change.node
                if let removed = change.removes { names[removed] = nil }
            }
            var found = Folder()
            for (name, node) in names.sorted(by: { $0.key < $1.key }) {
                let survivor = decided[ObjectIdentifier(node)] ?? Self.survivor(of: node, &random)
                decided[ObjectIdentifier(node)] = survivor
                found.current[name] = survivor
            }
            found.durable = found.current
            after[path] = found
        }
        return SimulatedDisk(folders: after)
    }

    private static func survivor(of node: Node, _ random: inout SeededRandom) -> Node {
        var (bytes, changes) = node.contents.withLock { ($0.durable, $0.unsynced) }
        for change in changes where random.isHeads {
            switch change {
            case .truncate(let size): bytes = resized(bytes, to: size)
            case .write(let position, var written):
                // A write of several sectors may be torn.
                if written.count > 512, random.isHeads {
                    written = Array(written.prefix(Int(random.next() % UInt64(written.count))))
                }
                apply(written, at: position, to: &bytes)
            }
        }
        let survivor = Node()
        survivor.contents.withLock { $0 = Node.Contents(current: bytes, durable: bytes, unsynced: []) }
        return survivor
    }

    static func resized(_ bytes: [UInt8], to size: Int) -> [UInt8] {
        size <= bytes.count ? Array(bytes.prefix(size)) : bytes + [UInt8](repeating: 0, count: size - bytes.count)
    }

    static func apply(_ written: [UInt8], at position: Int, to bytes: inout [UInt8]) {
        if bytes.count < position + written.count { bytes = resized(bytes, to: position + written.count) }
        bytes.replaceSubrange(position..<position + written.count, with: written)
    }

    /// Counts a changing operation, and fails it once the power has gone.
    func step(_ operation: String, _ path: String) throws(LogFileError) {
        let isOff = state.withLock { state in
            state.operations += 1
            guard let left = state.operationsLeft else { return false }
            state.operationsLeft = max(0, left - 1)
            return left <= 0
        }
        if isOff { throw LogFileError(.failed, operation: operation, path: path, number: 5) }
    }
}
