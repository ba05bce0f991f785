import Daemon
import Syndication

/// Seeds named on the command line, read without a daemon.
enum SeedFiles {
    static func recogniser(config: String?) throws -> Recogniser {
        guard config != nil else { return Recogniser() }
        var options = SettingsOptions()
        options.config = config
        options.listen = []
        return try options.settings(folder: ".").recogniser
    }

    /// Reads one file wherever it is, within the default bound.
    static func read(_ path: String) throws -> [UInt8] {
        let real = FilesOnDisk.realPath(path)
        let name = real.split(separator: "/").last.map(String.init) ?? real
        let folder = SeedFolder(path: String(real.dropLast(name.utf8.count + 1)).isEmpty ? "/" : String(real.dropLast(name.count + 1)))
        return try folder.read(name, limit: 64_000_000).bytes
    }
}
