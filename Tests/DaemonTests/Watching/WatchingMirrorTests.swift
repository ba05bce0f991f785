import Glibc
import Testing

@testable import Daemon

@Suite("Events and looks together are the truth")
struct WatchingMirrorTests {
    /// What a listener believes is in the folder.
    private struct Mirror {
        let folder: SeedFolder
        var seeds: Set<String> = []

        mutating func hear(_ event: WatchEvent) {
            switch event {
            case .written(let path), .arrived(let path), .removed(let path):
                if case .seed = folder.look(at: path) { seeds.insert(path) } else { seeds.remove(path) }
            case .folderArrived(let path):
                forget(path)
                seeds.formUnion((try? folder.scan(under: path).seeds.keys).map(Set.init) ?? [])
            case .folderRemoved(let path):
                forget(path)
            case .refused, .rescan, .rootLost:
                break
            }
        }

        private mutating func forget(_ path: String) {
            seeds = seeds.filter { !$0.hasPrefix(path + "/") }
        }
    }

    @Test("After any sequence of changes the listener believes what a scan finds", arguments: 0..<12 as Range<UInt64>)
    func storm(seed: UInt64) async throws {
        let disk = try SeedsOnDisk()
        try disk.makeFolder("a/b")
        try disk.makeFolder("_d")
        let seeds = try await WatchedSeeds(disk)
        var mirror = Mirror(folder: disk.folder)
        var generator = SeededGenerator(seed: seed)
        let names = ["a", "b", "c", "_d", ".e"]
        let files = ["s.txt", "t.txt", "_u.txt", "v.tmp"]
        func anyPath(_ generator: inout SeededGenerator) -> String {
            let depth = Int.random(in: 0...3, using: &generator)
            let way = (0..<depth).compactMap { _ in names.randomElement(using: &generator) }
            return way.joined(separator: "/")
        }
        for round in 0..<30 {
            for _ in 0..<40 {
                let one = anyPath(&generator)
                let other = Int.random(in: 0..<8, using: &generator) == 0 ? disk.outside + "/out" : anyPath(&generator)
                let file = files.randomElement(using: &generator) ?? ""
                let otherFile = files.randomElement(using: &generator) ?? ""
                // Many of these fail, as they should: what is asked for isn't there, or is in the way.
                switch Int.random(in: 0..<8, using: &generator) {
                case 0, 1: disk.tryMakeFolder(one)
                case 2, 3: disk.tryWrite(SeedPath.join(one, file))
                case 4: disk.tryMove(one.isEmpty ? "a" : one, other.isEmpty ? "c" : other)
                case 5: disk.tryMove(disk.outside + "/out", one.isEmpty ? "b" : one)
                case 6: disk.tryMove(SeedPath.join(one, file), SeedPath.join(other, otherFile))
                default: disk.tryDelete(SeedPath.join(one, file))
                }
            }
            guard round.isMultiple(of: 3) else { continue }
            for event in try await seeds.hear() { mirror.hear(event) }
            mirror.seeds.remove("mark.txt")
            let scan = try disk.folder.scan()
            #expect(mirror.seeds == Set(scan.seeds.keys).subtracting(["mark.txt"]))
            #expect(seeds.watcher.mode == .inotify)
        }
    }
}

extension SeedsOnDisk {
    fileprivate func tryMakeFolder(_ path: String) {
        for path in SeedPath.lineage(path).reversed() { mkdir(self.path(path), 0o755) }
    }

    fileprivate func tryWrite(_ path: String) {
        let file = open(self.path(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file != -1 else { return }
        _ = Glibc.write(file, "text", 4)
        close(file)
    }

    fileprivate func tryMove(_ from: String, _ to: String) {
        _ = rename(path(from), path(to))
    }

    fileprivate func tryDelete(_ path: String) {
        _ = remove(self.path(path))
    }
}
