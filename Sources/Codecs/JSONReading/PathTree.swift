import Glibc

/// The wanted paths as a tree of names, laid out for search by raw bytes. Immutable.
final class PathTree: Sendable {
    private struct Edge {
        var nameOffset: Int
        var nameCount: Int
        var node: Int
    }

    private struct Node {
        var edges: Range<Int> = 0..<0
        /// Slots of the paths that end here.
        var slots: [Int] = []
        /// Slots of the paths that pass through here.
        var below: [Int] = []
    }

    static let root = 0

    private let nodes: [Node]
    private let edges: [Edge]
    private let names: [UInt8]

    /// - Parameter paths: the path at index i fills slot i.
    init(paths: [[String]]) {
        var names: [UInt8] = []
        var nodes = [Node()]
        var edges: [Edge] = []
        // Breadth first, so that the edges of a node lie side by side.
        var level: [(node: Int, slots: [Int])] = [(Self.root, Array(paths.indices))]
        var depth = 0
        while !level.isEmpty {
            var following: [(node: Int, slots: [Int])] = []
            for (node, slots) in level {
                nodes[node].slots = slots.filter { paths[$0].count == depth }
                nodes[node].below = slots.filter { paths[$0].count > depth }
                let first = edges.count
                var seen: [String: Int] = [:]
                for slot in nodes[node].below {
                    let name = paths[slot][depth]
                    if let place = seen[name] {
                        following[place].slots.append(slot)
                        continue
                    }
                    seen[name] = following.count
                    following.append((nodes.count, [slot]))
                    edges.append(Edge(nameOffset: names.count, nameCount: name.utf8.count, node: nodes.count))
                    names.append(contentsOf: name.utf8)
                    nodes.append(Node())
                }
                nodes[node].edges = first..<edges.count
            }
            level = following
            depth += 1
        }
        self.nodes = nodes
        self.edges = edges
        self.names = names
    }

    @inline(__always)
    func hasChildren(_ node: Int) -> Bool { !nodes[node].edges.isEmpty }
    @inline(__always)
    func slots(at node: Int) -> [Int] { nodes[node].slots }
    func slotsBelow(_ node: Int) -> [Int] { nodes[node].below }

    /// The node that a name leads to.
    @inline(__always)
    func child(of node: Int, _ name: UnsafePointer<UInt8>, count: Int) -> Int? {
        for index in nodes[node].edges {
            let edge = edges[index]
            guard edge.nameCount == count else { continue }
            let same = names.withUnsafeBufferPointer { all in
                count == 0 || all.baseAddress.map { memcmp($0 + edge.nameOffset, name, count) == 0 } ?? false
            }
            if same { return edge.node }
        }
        return nil
    }
}
