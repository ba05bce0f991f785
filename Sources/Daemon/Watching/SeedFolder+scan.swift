import Catalogue
import Glibc

extension SeedFolder {
    /// Walks the whole folder; opens folders, no file.
    ///
    /// Linear in the number of names.
    /// Throws when the seeds folder itself can't be read, so that an unreadable one is never taken for an empty one.
    package func scan() throws(FolderError) -> Scan {
        try scan(under: "")
    }

    /// Walks one folder below the seeds folder; one that is a draft, or inside a draft, yields nothing.
    ///
    /// Throws `.absent` if there is no such folder.
    package func scan(under path: String) throws(FolderError) -> Scan {
        var seeds: [String: FileStamp] = [:]
        var scan = try walk(under: path) { place, stamp in
            seeds[place] = stamp
            return true
        }
        scan.seeds = seeds
        return scan
    }

    /// The same for the whole folder, with each seed given to `visit` instead of kept: in the order of the paths' bytes, of
    /// which a few may stand in one folder's memory at a time.
    func walk(_ visit: (String, FileStamp) -> Void) throws(FolderError) -> Scan {
        try walk(under: "") { path, stamp in
            visit(path, stamp)
            return true
        }
    }

    /// The first seeds in that order, of which no more is seen than is needed.
    func first(_ count: Int) throws(FolderError) -> [(path: String, stamp: FileStamp)] {
        var seeds: [(path: String, stamp: FileStamp)] = []
        _ = try walk(under: "") { path, stamp in
            seeds.append((path, stamp))
            return seeds.count < count
        }
        return seeds
    }

    /// - Parameter visit: whether to go on.
    private func walk(under path: String, _ visit: (String, FileStamp) -> Bool) throws(FolderError) -> Scan {
        guard let parts = SeedPath.names(path), parts.count < Self.depthLimit else {
            throw FolderError(path: path, reason: .refused("not a path inside the seeds folder"))
        }
        do throws(FolderError.Reason) {
            let root = try openRoot()
            var scan = Scan(identity: try root.seeing { (it) throws(SystemError) in try it.status().identity })
            if parts.contains(where: { names.skips(folder: $0.utf8) }) { return scan }
            let folder = try root.seeing { (it) throws(SystemError) in try it.descend(parts) }
            do {
                _ = try walk(folder, at: path, depth: parts.count, into: &scan, visit)
            } catch {
                throw parts.isEmpty ? .rootUnreadable(error) : .unreadable(error)
            }
            return scan
        } catch {
            if case .rootUnreadable = error { throw FolderError(path: self.path, reason: error) }
            throw FolderError(path: path, reason: error)
        }
    }

    /// Returns whether to go on.
    ///
    /// Throws only when this folder can't be listed; troubles further down are noted in the scan.
    private func walk(
        _ folder: borrowing Descriptor,
        at path: String,
        depth: Int,
        into scan: inout Scan,
        _ visit: (String, FileStamp) -> Bool,
    ) throws(SystemError) -> Bool {
        var spellings = Spellings()
        for entry in try folder.entriesInPathOrder() {
            let (name, isValid) = SeedPath.text(entry.name)
            let place = SeedPath.join(path, name)
            let kind = names.kind(ofFile: entry.name)
            if entry.hint == .file && kind != .seed {
                scan.count(kind)
            } else if !isValid {
                refuse(entry, kind, place, in: folder, into: &scan)
            } else if entry.hint == .folder {
                guard enter(name, in: folder, at: place, depth: depth + 1, into: &scan, visit) else { return false }
            } else {
                switch sight(name, kind, in: folder, at: place) {
                case .folder:
                    guard enter(name, in: folder, at: place, depth: depth + 1, into: &scan, visit) else {
                        return false
                    }
                case .seed(let stamp) where spellings.isFirst(name):
                    guard visit(place, stamp) else { return false }
                case .seed: scan.refuse(spelling: place)
                case .refused(let reason) where kind == .seed || kind == .other: scan.refused[place] = reason
                case .refused, .ignored: scan.count(kind)
                case .absent: break
                }
            }
        }
        return true
    }

    /// Returns whether to go on.
    private func enter(
        _ name: String,
        in parent: borrowing Descriptor,
        at path: String,
        depth: Int,
        into scan: inout Scan,
        _ visit: (String, FileStamp) -> Bool,
    ) -> Bool {
        if names.skips(folder: name.utf8) {
            scan.count(names.kind(ofFile: Array(name.utf8)))
            return true
        }
        guard depth < Self.depthLimit, !isTooLong(path) else {
            scan.refused[path] = Self.tooDeep
            return true
        }
        do {
            return try walk(try parent.folder(name), at: path, depth: depth, into: &scan, visit)
        } catch {
            if error.isAbsence { return true }
            scan.refused[path] = Self.unreadable(error)
            scan.unreadable.append(path)
            return true
        }
    }

    /// Whether the kernel would not take the whole path (path_resolution(7)), so that it can't be watched.
    func isTooLong(_ path: String) -> Bool {
        self.path.utf8.count + path.utf8.count + 2 > Int(PATH_MAX)
    }

    /// A name that isn't valid UTF-8 is never opened: reported if it would be a seed or a folder, else counted.
    private func refuse(
        _ entry: Descriptor.Entry,
        _ kind: SeedNames.Kind,
        _ place: String,
        in folder: borrowing Descriptor,
        into scan: inout Scan,
    ) {
        if kind == .seed || (kind == .other && entry.hint == .folder) {
            scan.refused[place] = SeedPath.notUTF8
        } else {
            scan.count(kind)
        }
    }
}

/// The names met in one folder: two may be one text to a String (composed and decomposed accents), and the first by its bytes
/// is taken.
private struct Spellings {
    private var names: Set<String> = []

    /// ASCII has no other spelling, so that nearly nothing is kept.
    mutating func isFirst(_ name: String) -> Bool {
        name.utf8.allSatisfy { $0 < 0x80 } || names.insert(name).inserted
    }
}

extension Scan {
    fileprivate mutating func count(_ kind: SeedNames.Kind) {
        switch kind {
        case .draft: drafts += 1
        case .leftover: leftovers += 1
        case .seed, .other: others += 1
        }
    }

    fileprivate mutating func refuse(spelling path: String) {
        refused["\(path) (its other spelling)"] = "another file's name differs from it only in how accents are encoded"
    }
}
