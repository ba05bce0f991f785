import CLinux
import Foundation
import Glibc

/// A site as files: written beside the one that is there, and exchanged with it in one step once it is whole.
///
/// Until then, and after a crash, the old one stays as it was. A file with the same bytes in both is the very same file
/// (a hard link), so it keeps its times, and tools that copy what changed skip it.
package struct SiteTree {
    /// What one run did, in files.
    package struct Report: Sendable, Hashable {
        package var written = 0
        package var unchanged = 0
        package var removed = 0

        package var line: String { "\(written) written, \(unchanged) unchanged, \(removed) removed" }
    }

    private let folder: String
    private let stage: String
    private var former: Set<String> = []
    private var folders: Set<String> = []
    private var report = Report()

    /// Stands in every such folder: what is not of the site is removed, so no other may be taken for one.
    private static let mark = ".sower-site"
    private static let markText = "Written by “sower build”, which removes from this folder what is not of the site.\n"

    /// Begins a new tree.
    ///
    /// Throws when the folder holds something that no site of files is, or nothing can be written beside it.
    package init(at path: String) throws(StateError) {
        folder = path
        stage = path + ".sower-new"
        if FilesOnDisk.exists(folder) {
            guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
                throw StateError("\(folder): is no folder that can be read")
            }
            guard names.isEmpty || names.contains(SiteTree.mark) else {
                throw StateError(
                    "\(folder): holds files that “sower build” did not write, and would remove; name an empty folder"
                )
            }
            former = Set(names)
        }
        // Left by a run that was killed.
        try SiteTree.remove(stage)
        try make("")
        try write(Array(SiteTree.markText.utf8), to: SiteTree.mark)
        former.remove(SiteTree.mark)
    }

    /// Puts the document of a path into the tree; one that ends in a slash becomes `index.html` in that folder.
    package mutating func put(_ path: String, _ bytes: [UInt8]) throws(StateError) {
        let name = String(path.dropFirst()) + (path.hasSuffix("/") ? "index.html" : "")
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard path.hasPrefix("/"), !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            throw StateError("\(path): can't be a file's name")
        }
        try makeFolders(above: parts)
        guard former.remove(name) != nil, keeps(name, bytes) else {
            try write(bytes, to: name)
            report.written += 1
            return
        }
        report.unchanged += 1
    }

    /// Puts the new tree in the old one's place, on the disk before this returns.
    package mutating func finish() throws(StateError) -> Report {
        try sync(stage, syncfs)
        if FilesOnDisk.exists(folder) {
            guard sower_exchange(stage, folder) == 0 else {
                throw fault(folder, "can't be exchanged with the new site (is it a mount point?)")
            }
            report.removed = former.count { name in
                var status = stat()
                return lstat(stage + "/" + name, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
            }
            try SiteTree.remove(stage)
        } else {
            guard rename(stage, folder) == 0 else { throw fault(folder, "can't be made") }
        }
        try sync(FilesOnDisk.folder(of: folder), fsync)
        return report
    }

    // MARK: Files

    /// Whether the old file had these bytes, and stands in the new tree now.
    private func keeps(_ name: String, _ bytes: [UInt8]) -> Bool {
        let old = folder + "/" + name
        var status = stat()
        guard lstat(old, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size == bytes.count,
            let data = FileManager.default.contents(atPath: old), data.elementsEqual(bytes)
        else { return false }
        return link(old, stage + "/" + name) == 0
    }

    private func write(_ bytes: [UInt8], to name: String) throws(StateError) {
        let path = stage + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw fault(path, "can't be made") }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw fault(path, "can't be written") }
            rest = rest.dropFirst(count)
        }
    }

    private mutating func makeFolders(above parts: [Substring]) throws(StateError) {
        var name = ""
        for part in parts.dropLast() {
            name += (name.isEmpty ? "" : "/") + part
            if folders.insert(name).inserted { try make("/" + name) }
        }
    }

    private func make(_ name: String) throws(StateError) {
        guard mkdir(stage + name, 0o755) == 0 else { throw fault(stage + name, "can't be made") }
    }

    private static func remove(_ path: String) throws(StateError) {
        guard FilesOnDisk.exists(path) else { return }
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw StateError("\(path): can't be removed: \(error.localizedDescription)")
        }
    }

    private func sync(_ path: String, _ call: (Int32) -> Int32) throws(StateError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(path, "can't be opened") }
        defer { close(descriptor) }
        guard call(descriptor) == 0 else { throw fault(path, "can't be brought to the disk") }
    }

    private func fault(_ path: String, _ what: String) -> StateError {
        StateError("\(path): \(what): \(String(cString: strerror(errno)))")
    }
}
