package import Catalogue

/// What a walk through the seeds folder, or through a part of it, found.
package struct Scan: Sendable, Hashable {
    /// The seeds folder as it was walked: compare it with the one expected before believing that anything is gone.
    package let identity: FolderIdentity
    package internal(set) var seeds: [String: FileStamp] = [:]
    /// By path, what can't be taken, with the reason in plain words; also folders that can't be searched.
    package internal(set) var refused: [String: String] = [:]
    /// Folders whose content is unknown: what was in them must not be taken for absent.
    ///
    /// Each is in `refused` too.
    package internal(set) var unreadable: [String] = []
    /// A draft folder counts as one.
    package internal(set) var drafts = 0
    package internal(set) var leftovers = 0
    package internal(set) var others = 0

    init(identity: FolderIdentity) {
        self.identity = identity
    }
}
