import Glibc

extension SeedFolder {
    /// What a watcher must know of one folder: the folders in it and the links, but for drafts and leftovers.
    struct Survey {
        var folders: [String] = []
        var links: [String] = []
    }

    /// Lists one folder, not those below it; folders and names that a scan would leave out are left out.
    func survey(_ path: String) throws(FolderError.Reason) -> Survey {
        guard let parts = SeedPath.names(path) else { throw .absent }
        let folder = try openFolder(parts)
        let entries = try folder.seeing { (it) throws(SystemError) in try it.entries(namesFiles: false) }
        var survey = Survey()
        for entry in entries {
            guard let name = String(validating: entry.name, as: UTF8.self) else { continue }
            let hint = entry.hint == .unknown ? Self.hint(name, in: folder) : entry.hint
            if hint == .folder && !names.skips(folder: entry.name) {
                survey.folders.append(name)
            } else if hint == .link && [.seed, .other].contains(names.kind(ofFile: entry.name)) {
                survey.links.append(name)
            }
        }
        return survey
    }

    private static func hint(_ name: String, in folder: borrowing Descriptor) -> Descriptor.Entry.Hint {
        switch (try? folder.status(of: name))?.kind {
        case .folder: .folder
        case .link: .link
        default: .other
        }
    }

    /// What is at a path now, links not followed; a hint only, since folders on the way may be links.
    func glance(at path: String) -> FileStatus? {
        var answer = stat()
        guard lstat("\(self.path)/\(path)", &answer) == 0 else { return nil }
        return FileStatus(answer)
    }
}
