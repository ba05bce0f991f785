import Glibc

/// The folder of seeds, as the disk has it now: looks at one path, walks all, reads one file.
///
/// Holds no descriptor between calls, so it stays valid while the folder is away. No path leads out of it: every
/// folder on the way is opened without following links, and a link to a file is followed only to a real path inside.
package struct SeedFolder: Sendable {
    /// Folders nested deeper than this are refused.
    package static let depthLimit = 64

    /// As given; may itself be a link to a folder.
    package let path: String
    package let names: SeedNames

    package init(path: String, names: SeedNames = SeedNames()) {
        self.path = path
        self.names = names
    }

    /// Device and inode of what is at the folder's path now; nil if that is no folder.
    ///
    /// Nothing reports that a folder above the seeds folder was renamed; comparing identities does.
    package func identity() -> FolderIdentity? {
        try? Descriptor(folder: path).status().identity
    }

    /// Looks at one path without opening the file.
    ///
    /// While the seeds folder itself can't be opened every path is refused, never absent.
    package func look(at path: String) -> Sighting {
        guard let parts = SeedPath.names(path) else { return .refused("not a path inside the seeds folder") }
        let kind = names.kind(of: path)
        do {
            guard let last = parts.last else {
                _ = try openRoot()
                return .folder
            }
            if kind == .draft { return .ignored }
            if parts.count > Self.depthLimit { return .refused(Self.tooDeep) }
            return sight(String(last), kind, in: try openFolder(parts.dropLast()), at: path)
        } catch {
            // Nothing is behind a link that stands where a folder was: the link itself is what is refused.
            return error == .absent || error == .refused(Self.linkedFolder) ? .absent : .refused(error.description)
        }
    }

    func openRoot() throws(FolderError.Reason) -> Descriptor {
        do {
            return try Descriptor(folder: path)
        } catch {
            throw .rootUnreadable(error)
        }
    }

    /// Opens the folder that `names` lead to from the seeds folder, following no link on the way.
    func openFolder(_ names: some Sequence<Substring>) throws(FolderError.Reason) -> Descriptor {
        let root = try openRoot()
        return try root.seeing { (it) throws(SystemError) in try it.descend(names) }
    }

    /// Judges a name in an open folder; `kind` is what the name says, `path` leads to it from the seeds folder.
    func sight(_ name: String, _ kind: SeedNames.Kind, in parent: borrowing Descriptor, at path: String) -> Sighting {
        do {
            let status = try parent.status(of: name)
            switch status.kind {
            case .folder:
                return names.skips(folder: name.utf8) ? .ignored : .folder
            case .link:
                return sightLink(name, kind, in: parent, at: path)
            case .file:
                guard kind == .seed else { return .ignored }
                if !status.isReadableByAll { try parent.checkReadable(name) }
                return .seed(status.stamp)
            case .pipe, .socket, .device:
                guard kind == .seed else { return .ignored }
                return .refused(Self.unsuitable(status.kind))
            }
        } catch {
            return error.isAbsence ? .absent : .refused(Self.unreadable(error))
        }
    }

    static let tooDeep = "nested deeper than \(depthLimit) folders"
    static let linkedFolder = "a link to a folder; links to files are followed, links to folders are not"
    static let leadsOut = "a link that leads out of the seeds folder"

    static func unreadable(_ error: SystemError) -> String {
        FolderError.Reason.unreadable(error).description
    }

    static func unsuitable(_ kind: FileStatus.Kind) -> String {
        switch kind {
        case .file: "a file"
        case .folder: "a folder"
        case .link: "a link"
        case .pipe: "a named pipe"
        case .socket: "a socket"
        case .device: "a device"
        }
    }
}

extension Descriptor {
    /// Says what it means for a seed when a call on this folder or file fails.
    func seeing<Value: ~Copyable>(
        _ call: (borrowing Descriptor) throws(SystemError) -> Value
    ) throws(FolderError.Reason) -> Value {
        do {
            return try call(self)
        } catch {
            if error.isAbsence { throw .absent }
            throw error.number == ELOOP ? .refused(SeedFolder.linkedFolder) : .unreadable(error)
        }
    }
}
