import Daemon
import Syndication

/// Seeds named on the command line, read without a daemon.
enum SeedFiles {
    static func recogniser(config: String?) throws -> Recogniser {
        guard let config else { return Recogniser() }
        return try SettingsOptions.named(config).settings(folder: ".").recogniser
    }

    /// Reads one file wherever it is, within the default bound.
    static func read(_ path: String) throws -> [UInt8] {
        let (folder, name) = place(of: path)
        return try folder.read(name, limit: 64_000_000).bytes
    }

    /// The folder that a file is in, and its name there.
    static func place(of path: String) -> (folder: SeedFolder, name: String) {
        let real = FilesOnDisk.realPath(path)
        let slash = real.lastIndex(of: "/") ?? real.startIndex
        let folder = real[..<slash]
        return (SeedFolder(path: folder.isEmpty ? "/" : String(folder)), String(real[slash...].dropFirst()))
    }
}
