import Glibc

extension Lookout {
    /// Why no more can be learnt from this instance.
    enum End: Hashable {
        case eventsLost(String)
        case rootLost(String)
    }

    /// Follows the tree's changes and says what they mean for seeds; stops at the event that ends it all.
    mutating func absorb(_ events: [Inotify.Event?]) -> (news: [WatchEvent], end: End?) {
        var news = News()
        for event in events {
            guard let event else { return (news.events, .eventsLost("an inotify event was cut short")) }
            if event.watch == -1 || event.has(IN_Q_OVERFLOW) {
                return (news.events, .eventsLost(WatchFault.overflow.reason))
            }
            if event.name.isEmpty, ancestors.contains(event.watch), event.has(IN_MOVE_SELF) || event.has(IN_DELETE_SELF)
            {
                return (news.events, .rootLost("a folder above the seeds folder was renamed or moved"))
            }
            guard let path = tree.path(of: event.watch) else { continue }
            let formerFault = fault
            if !event.name.isEmpty {
                absorb(event, in: path, &news)
            } else if event.watch == tree.root {
                if let end = Self.end(ofRoot: event) { return (news.events, end) }
            } else {
                absorb(ownEvent: event, path, &news)
            }
            if let fault, fault != formerFault { news.say(.rescan(fault.reason)) }
        }
        return (news.events, nil)
    }

    private static func end(ofRoot event: Inotify.Event) -> End? {
        if event.has(IN_MOVE_SELF) { return .rootLost("the seeds folder was renamed or moved away") }
        if event.has(IN_UNMOUNT) { return .rootLost("the seeds folder was unmounted") }
        if event.has(IN_DELETE_SELF) || event.has(IN_IGNORED) { return .rootLost("the seeds folder was deleted") }
        return nil
    }

    /// An event of a folder about itself: usually the end of its watch, of which the folder above tells more.
    private mutating func absorb(ownEvent event: Inotify.Event, _ path: String, _ news: inout News) {
        guard event.has(IN_UNMOUNT) || event.has(IN_DELETE_SELF) || event.has(IN_IGNORED) else { return }
        let parent = tree.parent(of: event.watch)
        forget(event.watch)
        if event.has(IN_UNMOUNT), let parent {
            // What was mounted over comes to light, and no event of the folder above says so.
            forgetLinks(under: path)
            news.say(.folderRemoved(path))
            arrive(path, in: parent, &news)
        }
    }

    private mutating func absorb(_ event: Inotify.Event, in parent: String, _ news: inout News) {
        let (name, isValid) = SeedPath.text(event.name)
        let path = SeedPath.join(parent, name)
        let isGone = event.has(IN_MOVED_FROM) || event.has(IN_DELETE)
        if event.isFolder {
            absorb(folderEvent: event, path, isValid: isValid, &news)
        } else if folder.names.kind(of: path) == .seed {
            if !isValid {
                if isGone { news.say(.removed(path)) }
                if event.has(IN_CLOSE_WRITE) || event.has(IN_MOVED_TO) { news.say(.refused(path, SeedPath.notUTF8)) }
            } else {
                absorb(seedEvent: event, path, &news)
            }
        } else if isValid, !event.isFolder, folder.names.kind(of: path) == .other {
            absorb(linkEvent: event, path, &news)
        }
        for link in links.crossing(path) {
            note(link: link)
            news.say(.written(link))
        }
    }

    private mutating func absorb(folderEvent event: Inotify.Event, _ path: String, isValid: Bool, _ news: inout News) {
        let isSkipped = folder.names.skips(path: path)
        if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) {
            if let watch = tree.child(event.name, of: event.watch) { forget(watch) }
            forgetLinks(under: path)
            guard !isSkipped else { return }
            news.say(.folderRemoved(path))
            // Where two change places in one step, what left is told of behind what came.
            guard isValid, folder.glance(at: path)?.kind == .folder else { return }
            arrive(path, in: event.watch, &news)
        } else if !isValid {
            if !isSkipped { news.say(.refused(path, SeedPath.notUTF8)) }
        } else if !isSkipped && (!event.has(IN_ATTRIB) || tree.child(event.name, of: event.watch) == nil) {
            // A folder without a watch whose mode changed may have become readable.
            arrive(path, in: event.watch, &news)
        }
    }

    /// Of other names only links matter: one that leads to a folder is refused, and that has to be said.
    private mutating func absorb(linkEvent event: Inotify.Event, _ path: String, _ news: inout News) {
        if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) {
            guard links.contains(path) else { return }
            forgetLink(path)
            news.say(.removed(path))
        } else if event.has(IN_CREATE) || event.has(IN_MOVED_TO), folder.glance(at: path)?.kind == .link {
            note(link: path)
            news.say(.written(path))
        }
    }

    private mutating func arrive(_ path: String, in parent: Int32, _ news: inout News) {
        watch(SeedPath.name(of: path), in: parent, at: path)
        news.say(.folderArrived(path))
    }

    private mutating func absorb(seedEvent event: Inotify.Event, _ path: String, _ news: inout News) {
        if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) {
            forgetLink(path)
            news.say(.removed(path))
            return
        }
        guard event.has(IN_CREATE) || event.has(IN_MOVED_TO) else {
            news.say(.written(path))
            return
        }
        let status = folder.glance(at: path)
        if status?.kind == .link { note(link: path) }
        if event.has(IN_MOVED_TO) {
            news.say(.arrived(path))
        } else if let status, status.kind != .file || status.isLinkedIn {
            // A file that was opened to be made is told of again when it is closed; nothing else is.
            news.say(.written(path))
        }
    }
}

/// What there is to say, without saying the same twice in a row.
private struct News {
    private(set) var events: [WatchEvent] = []

    mutating func say(_ event: WatchEvent) {
        if events.last != event { events.append(event) }
    }
}
