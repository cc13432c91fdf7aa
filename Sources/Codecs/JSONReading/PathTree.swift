import Glibc

/// The wanted paths as a tree of names, laid out for search by raw bytes. Immutable.
///
/// Flat memory of plain values: walking it counts no references, of which a record would have a dozen.
final class PathTree: @unchecked Sendable {
    /// What names lead on from a node, and the paths that end there or pass through.
    private struct Node {
        var edges: Range<Int> = 0..<0
        /// Ranges of `slots`.
        var ending: Range<Int> = 0..<0
        var below: Range<Int> = 0..<0
    }

    private struct Edge {
        var nameOffset: Int
        var nameCount: Int
        var node: Int
    }

    static let root = 0

    // Written only by the initializer.
    private let nodes: UnsafeMutableBufferPointer<Node>
    private let edges: UnsafeMutableBufferPointer<Edge>
    private let names: UnsafeMutableBufferPointer<UInt8>
    private let slots: UnsafeMutableBufferPointer<Int>

    /// - Parameter paths: the path at index i fills slot i.
    init(paths: [[String]]) {
        var names: [UInt8] = []
        var nodes = [Node()]
        var edges: [Edge] = []
        var slots: [Int] = []
        // Breadth first, so that the edges of a node lie side by side.
        var level: [(node: Int, paths: [Int])] = [(Self.root, Array(paths.indices))]
        var depth = 0
        while !level.isEmpty {
            var following: [(node: Int, paths: [Int])] = []
            for (node, members) in level {
                let below = members.filter { paths[$0].count > depth }
                let start = slots.count
                slots += members.filter { paths[$0].count == depth }
                nodes[node].ending = start..<slots.count
                slots += below
                nodes[node].below = nodes[node].ending.upperBound..<slots.count
                let firstEdge = edges.count
                var seen: [String: Int] = [:]
                for path in below {
                    let name = paths[path][depth]
                    if let place = seen[name] {
                        following[place].paths.append(path)
                        continue
                    }
                    seen[name] = following.count
                    following.append((nodes.count, [path]))
                    edges.append(Edge(nameOffset: names.count, nameCount: name.utf8.count, node: nodes.count))
                    names.append(contentsOf: name.utf8)
                    nodes.append(Node())
                }
                nodes[node].edges = firstEdge..<edges.count
            }
            level = following
            depth += 1
        }
        self.nodes = Self.flat(nodes)
        self.edges = Self.flat(edges)
        self.names = Self.flat(names)
        self.slots = Self.flat(slots)
    }

    deinit {
        nodes.deallocate()
        edges.deallocate()
        names.deallocate()
        slots.deallocate()
    }

    private static func flat<T>(_ values: [T]) -> UnsafeMutableBufferPointer<T> {
        let memory = UnsafeMutableBufferPointer<T>.allocate(capacity: values.count)
        _ = memory.initialize(from: values)
        return memory
    }

    @inline(__always)
    func hasChildren(_ node: Int) -> Bool { !nodes[node].edges.isEmpty }
    /// Slots of the paths that end at the node.
    @inline(__always)
    func slots(at node: Int) -> Slice<UnsafeMutableBufferPointer<Int>> { slots[nodes[node].ending] }
    /// Slots of the paths that pass through the node.
    @inline(__always)
    func slotsBelow(_ node: Int) -> Slice<UnsafeMutableBufferPointer<Int>> { slots[nodes[node].below] }

    /// The node that a name leads to.
    @inline(__always)
    func child(of node: Int, _ name: UnsafePointer<UInt8>, count: Int) -> Int? {
        for index in nodes[node].edges {
            let edge = edges[index]
            guard edge.nameCount == count else { continue }
            if count == 0 { return edge.node }
            guard let own = names.baseAddress else { return nil }
            if memcmp(own + edge.nameOffset, name, count) == 0 { return edge.node }
        }
        return nil
    }
}
