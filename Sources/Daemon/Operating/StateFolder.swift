import Glibc
import Syndication

/// The folder that holds ledger, catalogue, lock and admin socket of one seeds folder.
package struct StateFolder: Sendable, Hashable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    package var ledger: String { path + "/ledger.db" }
    package var catalogue: String { path + "/catalogue.db" }
    package var lock: String { path + "/lock" }
    package var socket: String { path + "/admin.sock" }
    package var backups: String { path + "/backups" }
    /// Names the seeds folder that the state belongs to.
    var record: String { path + "/seeds-folder" }
    /// Names the text of the ledger that the state follows; not there where the ledger is its own.
    package var following: String { path + "/follows" }

    /// Holds the digest of the text that the followed ledger says.
    var followedText: String { path + "/followed-text" }

    /// The seeds folder that it was recorded for; nil when it is new.
    package var seeds: String? { readFile(record)?.split(separator: "\n").first.map(String.init) }

    /// Where states live when none is named: `$STATE_DIRECTORY`, else `$XDG_STATE_HOME/sower`, else
    /// `~/.local/state/sower`; nil when the environment names no home either.
    package static func root(_ environment: [String: String]) -> String? {
        // systemd may list several; the first is ours.
        if let state = environment["STATE_DIRECTORY"]?.split(separator: ":").first { return String(state) }
        if let home = environment["XDG_STATE_HOME"], home.hasPrefix("/") { return home + "/sower" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/state/sower" }
        return nil
    }

    /// The state of a seeds folder, by the folder's real path.
    package static func of(seeds: String, under root: String) -> StateFolder {
        let name = Slug(seeds.split(separator: "/").last.map(String.init) ?? "")?.text ?? "seeds"
        return StateFolder(path: "\(root)/\(name.prefix(32))-\(Digest([seeds]).hex.prefix(12))")
    }

    /// Where the system's service keeps its states, as its unit says.
    package static let system = "/var/lib/sower"

    /// The state that is there for a seeds folder below one of the roots; nil when none is.
    package static func present(seeds: String, under roots: [String]) -> StateFolder? {
        roots.lazy.map { of(seeds: seeds, under: $0) }.first { FilesOnDisk.exists($0.path) }
    }

    /// Whether the folder was recorded for this seeds folder before.
    package func isClaimed(for seeds: String) -> Bool {
        self.seeds == seeds
    }

    /// The states below a root, by name.
    package static func all(under root: String) -> [StateFolder] {
        guard let folder = opendir(root) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().map { StateFolder(path: "\(root)/\($0)") }
    }

    /// Makes the folder (mode 0700 for those it makes) and records which seeds folder it belongs to.
    ///
    /// Throws when it was recorded for another one, or can't be made or written.
    package func claim(for seeds: String) throws(StateError) {
        try make()
        if let recorded = self.seeds {
            guard recorded == seeds else {
                throw StateError(
                    "\(path): this state belongs to the seeds folder \(recorded), not to \(seeds); "
                        + "to adopt it for the latter, delete \(record)"
                )
            }
            return
        }
        try FilesOnDisk.write(seeds + "\n", to: record)
    }

    /// Notes which text of a ledger the state follows; nil for none.
    func setFollowing(_ path: String?) throws(StateError) {
        if let path { return try FilesOnDisk.write(path + "\n", to: following) }
        for file in [followedText, following] where unlink(file) != 0 && errno != ENOENT {
            throw StateError("\(file): can't be deleted: \(String(cString: strerror(errno)))")
        }
    }

    /// Makes the folder and those above it, mode 0700, where they are not there.
    package func make() throws(StateError) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) != 0, errno != EEXIST {
                throw StateError("\(made): can't be made: \(String(cString: strerror(errno)))")
            }
        }
    }

    private func readFile(_ path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 8_192)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}

/// Why a state folder can't be used, with the path first.
package struct StateError: Error, CustomStringConvertible, Sendable {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
