import Testing

@testable import Daemon

@Suite("Watches and the folders they belong to")
struct WatchTreeTests {
    /// The folders a, a/b, a/b/c and d, with the watches 2 to 5.
    private func tree() -> WatchTree {
        var tree = WatchTree(root: 1)
        for (watch, name, parent) in [(2, "a", 1), (3, "b", 2), (4, "c", 3), (5, "d", 1)] as [(Int32, String, Int32)] {
            _ = tree.place(watch, name, in: parent)
        }
        return tree
    }

    @Test("A folder's path follows from its place")
    func paths() {
        let tree = tree()
        #expect((1...6).map { tree.path(of: $0) } == ["", "a", "a/b", "a/b/c", "d", nil])
        #expect(tree.child(Array("b".utf8), of: 2) == 3)
        #expect(tree.child(Array("b".utf8), of: 1) == nil)
        #expect(tree.parent(of: 3) == 2)
        #expect(tree.parent(of: 1) == nil)
    }

    @Test("A folder that is found elsewhere takes all below it along")
    func moves() {
        var tree = tree()
        let isPlaced = tree.place(3, "x", in: 5)
        #expect(isPlaced)
        #expect(tree.path(of: 4) == "d/x/c")
        #expect(tree.child(Array("b".utf8), of: 2) == nil)
        #expect(tree.watches.count == 5)
    }

    @Test("A folder that is taken out takes all below it along, and the root stays")
    func takes() {
        var tree = tree()
        let taken = tree.take(2)
        #expect(taken.sorted() == [2, 3, 4])
        #expect(tree.path(of: 4) == nil)
        let none = tree.take(1) + tree.take(9)
        #expect(none.isEmpty)
        #expect(tree.watches.count == 2)
    }

    @Test("No folder is put below itself or below an unknown one")
    func cycles() {
        var tree = tree()
        let placed = [tree.place(2, "x", in: 4), tree.place(1, "x", in: 4), tree.place(6, "x", in: 9)]
        #expect(placed == [false, false, false])
        #expect(tree.path(of: 4) == "a/b/c")
    }

    @Test("Whatever is placed and taken, every path leads back to its watch")
    func random() {
        var generator = SeededGenerator(seed: 2)
        var tree = WatchTree(root: 0)
        for _ in 0..<5000 {
            let watch = Int32.random(in: 0..<30, using: &generator)
            if Int.random(in: 0..<5, using: &generator) == 0 {
                _ = tree.take(watch)
            } else {
                let parent = Int32.random(in: 0..<30, using: &generator)
                let name = "n\(Int.random(in: 0..<40, using: &generator))"
                // The caller ends the watch of a folder that had the name.
                if let old = tree.child(Array(name.utf8), of: parent), old != watch { _ = tree.take(old) }
                _ = tree.place(watch, name, in: parent)
            }
            for watch in 1..<Int32(30) {
                guard let path = tree.path(of: watch) else { continue }
                var found: Int32? = 0
                for name in path.utf8.split(separator: UInt8(ascii: "/")) {
                    found = found.flatMap { tree.child(Array(name), of: $0) }
                }
                #expect(found == watch)
            }
        }
    }
}
