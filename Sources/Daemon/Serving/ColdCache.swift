/// The cold documents used last, bounded by count and by bytes.
struct ColdCache {
    /// A document's bytes are named by its path and its tag, so an entry never turns stale: it is only not asked for
    /// any more.
    struct Key: Hashable {
        let path: String
        let tag: String
        var staleness = Staleness()
    }

    private struct Node {
        let key: Key
        let document: Document
        var newer: Int?
        var older: Int?
    }

    private let entryLimit: Int
    private let byteLimit: Int
    private var nodes: [Node?] = []
    private var free: [Int] = []
    private var positions: [Key: Int] = [:]
    private var newest: Int?
    private var oldest: Int?
    private(set) var bytes = 0

    init(entryLimit: Int, byteLimit: Int) {
        (self.entryLimit, self.byteLimit) = (entryLimit, byteLimit)
    }

    var count: Int { positions.count }

    /// Finding a document makes it the newest; O(1).
    mutating func document(for key: Key) -> Document? {
        guard let position = positions[key], let node = nodes[position] else { return nil }
        if position != newest {
            unlink(position)
            link(position)
        }
        return node.document
    }

    /// Drops the oldest until it fits; a document larger than a quarter of the bytes isn't kept.
    ///
    /// O(1), amortised.
    mutating func insert(_ document: Document, for key: Key) {
        guard document.size <= byteLimit / 4, entryLimit > 0 else { return }
        if let position = positions[key] { remove(position) }
        while let oldest, count >= entryLimit || bytes + document.size > byteLimit { remove(oldest) }
        let node = Node(key: key, document: document, newer: nil, older: nil)
        let position: Int
        if let unused = free.popLast() {
            position = unused
            nodes[position] = node
        } else {
            position = nodes.count
            nodes.append(node)
        }
        positions[key] = position
        bytes += document.size
        link(position)
    }

    private mutating func remove(_ position: Int) {
        guard let node = nodes[position] else { return }
        unlink(position)
        positions[node.key] = nil
        bytes -= node.document.size
        nodes[position] = nil
        free.append(position)
    }

    private mutating func link(_ position: Int) {
        nodes[position]?.older = newest
        nodes[position]?.newer = nil
        if let newest { nodes[newest]?.newer = position }
        newest = position
        if oldest == nil { oldest = position }
    }

    private mutating func unlink(_ position: Int) {
        guard let node = nodes[position] else { return }
        if let newer = node.newer { nodes[newer]?.older = node.older } else { newest = node.older }
        if let older = node.older { nodes[older]?.newer = node.newer } else { oldest = node.newer }
    }
}
