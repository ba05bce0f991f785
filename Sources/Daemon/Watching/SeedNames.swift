import Syndication

/// Which names are seeds, which are drafts, and which are what editors and copying tools leave behind.
///
/// Compares ASCII bytes without regard to case; touches no disk.
package struct SeedNames: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case seed
        /// It or a folder above it begins with "." or "_".
        case draft
        /// A temporary, backup or lock file, or something in a folder that belongs to the system.
        case leftover
        case other
    }

    /// Lower case, without the leading full stop.
    package let suffixes: [String]
    private let endings: [[UInt8]]
    /// Those that no leftover ends with.
    private let plainEndings: [[UInt8]]

    /// - Parameter suffixes: with or without the leading full stop, in any case.
    package init(suffixes: [String] = SeedFormat.allCases.flatMap(\.endings)) {
        self.suffixes = suffixes.map { suffix in
            let bytes = suffix.utf8.drop { $0 == UInt8(ascii: ".") }.map(Self.lower)
            return String(decoding: bytes, as: UTF8.self)
        }
        endings = self.suffixes.filter { !$0.isEmpty }.map { Array(".\($0)".utf8) }
        plainEndings = endings.filter { ending in !Self.leftoverSuffixes.contains { ending.hasSuffix($0) } }
    }

    /// Judges a path relative to the seeds folder by its names alone, as if its last name were a file's.
    package func kind(of path: String) -> Kind {
        let names = path.utf8.split(separator: UInt8(ascii: "/"))
        guard let last = names.last else { return .other }
        for folder in names.dropLast() {
            let kind = kind(ofFolder: folder)
            if kind != .other { return kind }
        }
        return kind(ofFile: last)
    }

    /// Whether a folder of this name is left alone: not searched, not watched.
    func skips(folder name: some Collection<UInt8>) -> Bool {
        kind(ofFolder: name) != .other
    }

    /// Whether a folder on the path, or the last name taken as one, is left alone.
    func skips(path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/")).contains { skips(folder: $0) }
    }

    private func kind(ofFolder name: some Collection<UInt8>) -> Kind {
        if Self.isDraft(name) { return .draft }
        return Self.systemFolders.contains(name.map(Self.lower)) ? .leftover : .other
    }

    func kind(ofFile name: some Collection<UInt8>) -> Kind {
        if isPlainSeed(name) { return .seed }
        let name = name.map(Self.lower)
        if Self.isLeftover(name) || Self.systemFolders.contains(name) { return .leftover }
        if Self.isDraft(name) { return .draft }
        return endings.contains { name.count > $0.count && name.hasSuffix($0) } ? .seed : .other
    }

    /// Most names of a walk: an ordinary letter first and one of the endings last, which no draft or leftover has both.
    private func isPlainSeed(_ name: some Collection<UInt8>) -> Bool {
        guard let first = name.first, Self.isLetter(first | 0x20) || Self.isDigit(first) else { return false }
        return plainEndings.contains { ending in
            name.count > ending.count && name.suffix(ending.count).elementsEqual(ending) { Self.lower($0) == $1 }
        }
    }

    private static func isDraft(_ name: some Collection<UInt8>) -> Bool {
        name.first == UInt8(ascii: ".") || name.first == UInt8(ascii: "_")
    }

    private static func isLeftover(_ name: [UInt8]) -> Bool {
        leftoverNames.contains(name)
            || leftoverPrefixes.contains { name.starts(with: $0) }
            || leftoverSuffixes.contains { name.hasSuffix($0) }
            || (name.first == UInt8(ascii: "#") && name.last == UInt8(ascii: "#"))
            || isTransfer(name)
    }

    /// `.name.XXXXXX`, under which rsync(1) receives a file.
    private static func isTransfer(_ name: [UInt8]) -> Bool {
        guard name.first == UInt8(ascii: "."), let stop = name.lastIndex(of: UInt8(ascii: ".")), stop > 1 else {
            return false
        }
        let tail = name[(stop + 1)...]
        return tail.count == 6 && tail.allSatisfy { isLetter($0) || isDigit($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }

    /// Vim makes "4913" to try whether it may write in a folder.
    private static let leftoverNames: [[UInt8]] = ["4913"].map { Array($0.utf8) }

    /// Emacs locks, word processors' locks, removed files that NFS and FUSE keep while open.
    private static let leftoverPrefixes: [[UInt8]] = [".#", "~$", ".~", ".nfs", ".fuse_hidden", ".goutputstream-"]
        .map { Array($0.utf8) }

    private static let leftoverSuffixes: [[UInt8]] = [
        "~", ".swp", ".swo", ".swn", ".swx", ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload",
        ".download", ".bak", ".old", ".orig", ".rej", ".save", ".lock", "___jb_tmp___", "___jb_old___",
    ].map { Array($0.utf8) }

    /// Waste bins and the like: what was deleted into them must not stay published.
    private static let systemFolders: [[UInt8]] = [
        "lost+found", "@eadir", "#recycle", "#snapshot", "$recycle.bin", "system volume information",
    ].map { Array($0.utf8) }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
    }
}
