import Glibc

/// Keeps a watch on every folder of the tree, and knows what an event means for it.
///
/// A folder is always watched first and listed second: what is made in between is seen by one or the other. An event
/// that names a folder renews its watches, so a picture that ran ahead of the events is put right by their last one.
struct Lookout {
    let folder: SeedFolder
    let inotify: Inotify
    private(set) var tree: WatchTree
    private(set) var links = LinkedSeeds()
    /// Why not all is watched; nil while all is.
    private(set) var fault: WatchFault?
    /// Folders that got no watch because there are no more.
    private var unwatched = 0
    /// The watches of the folders above, as far as they could be had.
    private(set) var ancestors: Set<Int32> = []

    /// Watches the whole folder.
    init(over folder: SeedFolder) throws(WatchFault) {
        self.folder = folder
        do {
            inotify = try Inotify()
        } catch {
            throw .noInstance(error)
        }
        tree = try Self.plant(folder, inotify)
        explore([Place(path: "", watch: tree.root)])
        climb()
    }

    /// Watches the whole folder anew, since the picture of it can no longer be trusted.
    ///
    /// A folder that is watched keeps its watch; the watches of those that are no longer found are ended.
    mutating func renew() throws(WatchFault) {
        let former = tree
        tree = try Self.plant(folder, inotify)
        links = LinkedSeeds()
        fault = nil
        unwatched = 0
        explore([Place(path: "", watch: tree.root)])
        for watch in former.watches where tree.path(of: watch) == nil {
            inotify.remove(watch)
        }
        climb()
    }

    /// Watches the folders above, which take the seeds folder along when they are moved.
    ///
    /// Last, and added to what is watched: each may be had, but none instead of a folder of seeds.
    private mutating func climb() {
        var above = folder.path[...]
        while let slash = above.lastIndex(of: "/") {
            above = above[..<slash]
            if let watch = try? inotify.add(above.isEmpty ? "/" : String(above), Self.ancestorMask) {
                ancestors.insert(watch)
            }
        }
    }

    static let ancestorMask: UInt32 = [IN_MOVE_SELF, IN_DELETE_SELF, IN_MASK_ADD].reduce(UInt32(IN_ONLYDIR)) {
        $0 | UInt32(bitPattern: $1)
    }

    private static func plant(_ folder: SeedFolder, _ inotify: Inotify) throws(WatchFault) -> WatchTree {
        do {
            return WatchTree(root: try inotify.add(folder.path, rootMask))
        } catch {
            throw error.number == ENOSPC ? .noWatches(unwatched: 1) : .folder(folder.path, error.description)
        }
    }

    static let mask: UInt32 = [
        IN_CLOSE_WRITE, IN_MOVED_TO, IN_MOVED_FROM, IN_DELETE, IN_CREATE, IN_ATTRIB, IN_DELETE_SELF,
        IN_DONT_FOLLOW, IN_EXCL_UNLINK,
    ].reduce(UInt32(IN_ONLYDIR)) { $0 | UInt32(bitPattern: $1) }

    /// The seeds folder itself may be a link, and its own removal matters.
    static let rootMask: UInt32 = (mask | UInt32(IN_MOVE_SELF)) & ~UInt32(IN_DONT_FOLLOW)

    /// Watches a folder and all below it.
    ///
    /// The fault is renewed if one is met.
    mutating func watch(_ name: String, in parent: Int32, at path: String) {
        guard let place = enter(name, in: parent, at: path) else { return }
        explore([place])
    }

    /// Ends the watches of a folder and of all below it.
    mutating func forget(_ watch: Int32) {
        for watch in tree.take(watch) {
            inotify.remove(watch)
        }
    }

    mutating func forgetLinks(under path: String) {
        links.drop(under: path)
    }

    mutating func forgetLink(_ path: String) {
        links.drop(path)
    }

    /// Remembers where a link leads, and watches the folder its target is in, which may be one that isn't searched.
    mutating func note(link path: String) {
        links.note(path, folder.way(ofLink: path))
        guard let end = try? folder.realPath(ofLink: path) else { return }
        var parent = tree.root
        for path in SeedPath.lineage(SeedPath.folder(of: end)).reversed() {
            let name = SeedPath.name(of: path)
            guard let watch = enter(name, in: parent, at: path)?.watch else { return }
            parent = watch
        }
    }

    /// A folder on the way of a walk; without a watch it is walked only to count what lacks one.
    private struct Place {
        let path: String
        let watch: Int32?
    }

    private mutating func explore(_ places: [Place]) {
        var rest = places
        while let place = rest.popLast() {
            let survey: SeedFolder.Survey
            do {
                survey = try folder.survey(place.path)
            } catch {
                if case .unreadable(let error) = error, error.number != EACCES {
                    fault = .folder(place.path, error.description)
                }
                continue
            }
            for name in survey.folders {
                let path = SeedPath.join(place.path, name)
                if let place = enter(name, in: place.watch, at: path) { rest.append(place) }
            }
            for name in survey.links where place.watch != nil {
                note(link: SeedPath.join(place.path, name))
            }
        }
    }

    /// Gives a folder its watch; nil if there is no reason to list it.
    private mutating func enter(_ name: String, in parent: Int32?, at path: String) -> Place? {
        guard SeedPath.lineage(path).count < SeedFolder.depthLimit, !folder.isTooLong(path) else { return nil }
        guard let parent else {
            unwatched += 1
            fault = .noWatches(unwatched: unwatched)
            return Place(path: path, watch: nil)
        }
        do {
            let watch = try inotify.add("\(folder.path)/\(path)", Self.mask)
            if let old = tree.child(Array(name.utf8), of: parent), old != watch { forget(old) }
            return tree.place(watch, name, in: parent) ? Place(path: path, watch: watch) : nil
        } catch {
            switch error.number {
            case ENOENT, ENOTDIR, ELOOP, EACCES: break
            case ENOSPC: return enter(name, in: nil, at: path)
            default: fault = .folder(path, error.description)
            }
            return nil
        }
    }
}
