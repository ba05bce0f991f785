/// Tells one folder from another that was put in its place.
///
/// A folder made after another one was deleted may get its inode; the deletion itself is what the watcher tells of.
package struct FolderIdentity: Sendable, Hashable, Codable {
    /// The file system's number; changes when something is mounted or unmounted there.
    package var device: UInt64
    package var inode: UInt64

    package init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}
