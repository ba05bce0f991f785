package import Catalogue
import Glibc

extension SeedFolder {
    /// How often a file that changes under the reader is read before it is left for later.
    private static let attempts = 4

    /// Reads one regular file whole, together with the stamp it bore before and after.
    ///
    /// - Parameter limit: in bytes; a larger file is refused without being read.
    package func read(_ path: String, limit: Int) throws(FolderError) -> (bytes: [UInt8], stamp: FileStamp) {
        try read(path, limit: limit, afterReading: {})
    }

    /// `afterReading` runs between a read and the look at whether the file has changed meanwhile.
    func read(
        _ path: String,
        limit: Int,
        afterReading: () -> Void,
    ) throws(FolderError) -> (bytes: [UInt8], stamp: FileStamp) {
        do throws(FolderError.Reason) {
            let file = try openFile(path)
            for _ in 0..<Self.attempts {
                if let result = try file.readSettled(limit: limit, afterReading: afterReading) { return result }
            }
            throw .unsettled
        } catch {
            if case .rootUnreadable = error { throw FolderError(path: self.path, reason: error) }
            throw FolderError(path: path, reason: error)
        }
    }

    private func openFile(_ path: String) throws(FolderError.Reason) -> Descriptor {
        guard let parts = SeedPath.names(path), let last = parts.last else {
            throw .refused("not a path inside the seeds folder")
        }
        let name = String(last)
        let parent = try openFolder(parts.dropLast())
        if try parent.seeing({ (it) throws(SystemError) in try it.status(of: name).kind }) == .link {
            let place = try target(ofLink: path)
            return try Self.openFile(place.name, in: place.folder)
        }
        return try Self.openFile(name, in: parent)
    }

    /// Judges the file before it is opened, since opening a device or a pipe may do something.
    private static func openFile(
        _ name: String,
        in folder: borrowing Descriptor,
    ) throws(FolderError.Reason) -> Descriptor {
        let kind = try folder.seeing { (it) throws(SystemError) in try it.status(of: name).kind }
        guard kind == .file else { throw .refused(unsuitable(kind)) }
        return try folder.seeing { (it) throws(SystemError) in try it.file(name) }
    }
}

extension Descriptor {
    /// Reads the whole file from its start; nil if it changed meanwhile.
    fileprivate func readSettled(
        limit: Int,
        afterReading: () -> Void,
    ) throws(FolderError.Reason) -> (bytes: [UInt8], stamp: FileStamp)? {
        let before = try seeing { (it) throws(SystemError) in try it.status() }
        guard before.kind == .file else { throw .refused(SeedFolder.unsuitable(before.kind)) }
        let size = before.stamp.size
        guard size <= Int64(limit) else { throw .tooLarge(size: size, limit: limit) }
        // One byte more than it should have shows growth even where times are coarse.
        let bytes = try seeing { (it) throws(SystemError) in
            try it.rewind()
            return try it.read(atMost: Int(size) + 1)
        }
        afterReading()
        let after = try seeing { (it) throws(SystemError) in try it.status().stamp }
        return before.stamp == after && Int64(bytes.count) == size ? (bytes, after) : nil
    }

    private func rewind() throws(SystemError) {
        if lseek(number, 0, SEEK_SET) == -1 { throw SystemError(number: errno) }
    }
}
