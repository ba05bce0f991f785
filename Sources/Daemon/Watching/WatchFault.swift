import Glibc

/// Why the folder can't be watched, or not all of it, in words that name the setting to raise.
struct WatchFault: Error, Hashable {
    let reason: String

    /// No inotify instance could be had.
    static func noInstance(_ error: SystemError) -> WatchFault {
        guard error.number == EMFILE else { return WatchFault(reason: "inotify is not available: \(error)") }
        let advice = Self.advice("fs.inotify.max_user_instances", "user.max_inotify_instances", needing: 1)
        return WatchFault(reason: "inotify instance limit reached: \(advice), or the limit of open files")
    }

    /// Some folders got no watch, since the user has no more.
    static func noWatches(unwatched: Int) -> WatchFault {
        let advice = Self.advice("fs.inotify.max_user_watches", "user.max_inotify_watches", needing: unwatched)
        return WatchFault(reason: "inotify watch limit reached: \(advice)")
    }

    /// One folder could not be watched for another reason.
    static func folder(_ path: String, _ reason: String) -> WatchFault {
        WatchFault(reason: "\(path): can't be watched: \(reason)")
    }

    /// The kernel's queue was full.
    static var overflow: WatchFault {
        let setting = "fs.inotify.max_queued_events"
        let now = value(of: setting).map { " above \($0)" } ?? ""
        return WatchFault(
            reason: "events were lost, the inotify queue was full: raise \(setting)\(now) if this is frequent"
        )
    }

    /// Names the setting that binds: a user namespace may have a lower limit than the system.
    private static func advice(_ system: String, _ namespace: String, needing more: Int) -> String {
        let limits = [system, namespace].compactMap { name in value(of: name).map { (name: name, value: $0) } }
        guard let limit = limits.min(by: { $0.value < $1.value }) else { return "raise \(system)" }
        return "raise \(limit.name) to at least \(limit.value + more)"
    }

    /// A number that sysctl(8) knows by this name; nil where it can't be read.
    static func value(of setting: String) -> Int? {
        let path = "/proc/sys/" + setting.map { $0 == "." ? "/" : String($0) }.joined()
        guard let number = try? SystemError.check({ () in open(path, O_RDONLY | O_CLOEXEC) }) else { return nil }
        let file = Descriptor(number: number)
        guard let bytes = try? file.read(atMost: 32) else { return nil }
        return Int(String(decoding: bytes.prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self))
    }
}
