/// What decides whether a file must be read again: as long as all four stay equal, its bytes are taken as unchanged.
///
/// The modification time alone isn't a version: copying tools set it, and fast edits share it.
package struct FileStamp: Sendable, Hashable, Codable {
    /// In bytes.
    package var size: Int64
    /// Last change of the bytes, in nanoseconds since the Unix epoch.
    package var modified: Int64
    /// Last change of the bytes, the mode or the names, in nanoseconds since the Unix epoch; no tool can set it.
    package var changed: Int64
    /// Unique on one file system at one moment; reused after a deletion.
    package var inode: UInt64

    package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
        self.size = size
        self.modified = modified
        self.changed = changed
        self.inode = inode
    }
}
