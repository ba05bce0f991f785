/// Which watch belongs to which folder; a folder's path follows from its place, so no path is stored.
struct WatchTree {
    private struct Node {
        var name: String
        var parent: Int32
        var children: [[UInt8]: Int32] = [:]
    }

    let root: Int32
    private var nodes: [Int32: Node]

    init(root: Int32) {
        self.root = root
        nodes = [root: Node(name: "", parent: -1)]
    }

    /// All watches, the root's among them, in no order.
    var watches: some Collection<Int32> {
        nodes.keys
    }

    /// The folder's path relative to the root, which is ""; nil for an unknown watch.
    ///
    /// Linear in the depth.
    func path(of watch: Int32) -> String? {
        guard var node = nodes[watch] else { return nil }
        var path = node.name
        while node.parent != -1, let parent = nodes[node.parent] {
            path = SeedPath.join(parent.name, path)
            node = parent
        }
        return path
    }

    /// The folder above; nil for the root and for an unknown watch.
    func parent(of watch: Int32) -> Int32? {
        guard watch != root else { return nil }
        return nodes[watch]?.parent
    }

    func child(_ name: [UInt8], of parent: Int32) -> Int32? {
        nodes[parent]?.children[name]
    }

    /// Puts a folder with all below it in its place, taking it from the one it had.
    ///
    /// False if the parent isn't in the tree, or is below the folder itself, as a bind mount can make it look.
    mutating func place(_ watch: Int32, _ name: String, in parent: Int32) -> Bool {
        guard nodes[parent] != nil, !isAncestor(watch, of: parent) else { return false }
        let key = Array(name.utf8)
        if let old = nodes[watch] {
            detach(watch, old)
            nodes[watch]?.name = name
            nodes[watch]?.parent = parent
        } else {
            nodes[watch] = Node(name: name, parent: parent)
        }
        nodes[parent]?.children[key] = watch
        return true
    }

    /// Takes a folder and all below it out of the tree; their watches.
    mutating func take(_ watch: Int32) -> [Int32] {
        guard watch != root, let node = nodes[watch] else { return [] }
        detach(watch, node)
        var taken: [Int32] = []
        var rest = [watch]
        while let next = rest.popLast() {
            guard let node = nodes.removeValue(forKey: next) else { continue }
            taken.append(next)
            rest.append(contentsOf: node.children.values)
        }
        return taken
    }

    private mutating func detach(_ watch: Int32, _ node: Node) {
        let key = Array(node.name.utf8)
        if nodes[node.parent]?.children[key] == watch { nodes[node.parent]?.children[key] = nil }
    }

    private func isAncestor(_ watch: Int32, of other: Int32) -> Bool {
        var next = other
        while next != watch {
            guard let node = nodes[next] else { return false }
            next = node.parent
        }
        return true
    }
}
