import Catalogue
import Logging
import Syndication

extension Season {
    func absorb(_ event: WatchEvent, _ needsReconcile: inout Bool) {
        let now = ContinuousClock.now
        hear(event)
        switch event {
        case .written(let path): quiet.add(path, afterQuietFrom: now)
        case .arrived(let path): quiet.add(path, now: now)
        case .removed(let path): quiet.addRemoval(path, now: now)
        case .refused(let path, let reason): logger.warning("seed refused: \(path): \(reason)")
        case .folderArrived(let path):
            guard let scan = try? loop.folder.scan(under: path) else { return needsReconcile = true }
            for path in scan.seeds.keys.sorted() + scan.refused.keys.sorted() { add(path, scan.seeds[path]) }
        case .folderRemoved(let path):
            let gone = try? loop.catalogue.read { try $0.seeds(under: path).map(\.path) }
            for path in gone ?? [] { quiet.addRemoval(path, now: now) }
        case .rescan(let reason):
            logger.warning("reading the whole folder again: \(reason)")
            needsReconcile = true
            hasLostEvents = true
            losses += 1
        case .rootLost(let reason):
            loseFolder(reason)
        }
    }

    /// A file that was just found: taken at once unless it may still be being written.
    private func add(_ path: String, _ stamp: FileStamp?) {
        let now = ContinuousClock.now
        if let stamp, stamp.modified > wallClockNanoseconds() - Season.freshness {
            quiet.add(path, afterQuietFrom: now)
        } else {
            quiet.add(path, now: now)
        }
    }

    /// A file modified later than so many nanoseconds ago may still be being written.
    static let freshness: Int64 = 250_000_000
}
