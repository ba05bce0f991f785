/// Why a folder or a file in it could not be read.
package struct FolderError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Error, Sendable, Hashable {
        /// The seeds folder itself can't be opened: nothing may be concluded about what it holds.
        case rootUnreadable(SystemError)
        /// Nothing has this path, or no longer.
        case absent
        case unreadable(SystemError)
        /// Not a regular file inside the folder; the reason in plain words.
        case refused(String)
        /// Both in bytes.
        case tooLarge(size: Int64, limit: Int)
        /// It changed during each of several attempts at reading it.
        case unsettled
    }

    /// Relative to the seeds folder; that folder's own path when the trouble is with itself.
    package let path: String
    package let reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// The place, then the reason.
    package var description: String {
        "\(path): \(reason)"
    }
}

extension FolderError.Reason: CustomStringConvertible {
    /// The reason in plain words, without the place.
    package var description: String {
        switch self {
        case .rootUnreadable(let error): "the seeds folder can't be read: \(error)"
        case .absent: "no such file or folder"
        case .unreadable(let error): "not readable: \(error)"
        case .refused(let reason): reason
        case .tooLarge(let size, let limit): "too large: \(size) bytes, at most \(limit) are taken"
        case .unsettled: "keeps changing while it is read"
        }
    }
}
