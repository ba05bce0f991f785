package import Catalogue
import Glibc

extension SeedFolder {
    /// How often a file that changes under the reader is read before it is left for later.
    private static let attempts = 4

    /// Reads one regular file whole, together with the stamp it bore before and after.
    ///
    /// - Parameter limit: in bytes; a larger file is refused without being read.
    package func read(_ path: String, limit: Int) throws(FolderError) -> (bytes: [UInt8], stamp: FileStamp) {
        var parent: OpenFolder?
        return try read(path, limit: limit, from: &parent)
    }

    /// - Parameters:
    ///   - parent: of the path read before, kept open for those that follow there.
    ///   - isKnown: whether a look just now found a file or a link to one, so that it may be opened without another.
    ///   - afterReading: runs between a read and the look at whether the file has changed meanwhile.
    func read(
        _ path: String,
        limit: Int,
        from parent: inout OpenFolder?,
        isKnown: Bool = false,
        afterReading: () -> Void = {},
    ) throws(FolderError) -> (bytes: [UInt8], stamp: FileStamp) {
        do throws(FolderError.Reason) {
            let file = try openFile(path, in: &parent, isKnown: isKnown)
            for attempt in 0..<Self.attempts {
                if attempt > 0 { try file.seeing { (it) throws(SystemError) in try it.rewind() } }
                if let result = try file.readSettled(limit: limit, afterReading: afterReading) { return result }
            }
            throw .unsettled
        } catch {
            if case .rootUnreadable = error { throw FolderError(path: self.path, reason: error) }
            throw FolderError(path: path, reason: error)
        }
    }

    private func openFile(
        _ path: String,
        in parent: inout OpenFolder?,
        isKnown: Bool
    ) throws(FolderError.Reason) -> Descriptor {
        let folder: OpenFolder
        let name = SeedPath.name(of: path)
        if let known = parent, known.holds(path) {
            folder = known
        } else {
            guard let parts = SeedPath.names(path), !parts.isEmpty else {
                throw .refused("not a path inside the seeds folder")
            }
            folder = OpenFolder(SeedPath.folder(of: path), try openFolder(parts.dropLast()))
            parent = folder
        }
        guard let file = try Self.openFile(name, in: folder.descriptor, isKnown: isKnown) else {
            let place = try target(ofLink: path)
            guard let file = try Self.openFile(place.name, in: place.folder, isKnown: false) else {
                throw .refused(Self.unsuitable(.link))
            }
            return file
        }
        return file
    }

    /// Judges the file before it is opened, since opening a device or a pipe may do something; nil for a link.
    private static func openFile(
        _ name: String,
        in folder: borrowing Descriptor,
        isKnown: Bool
    ) throws(FolderError.Reason) -> Descriptor? {
        // A link that is not followed is an error, and then there is time to look.
        if isKnown, let file = try? folder.file(name) { return file }
        let kind = try folder.seeing { (it) throws(SystemError) in try it.status(of: name).kind }
        if kind == .link { return nil }
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
            try it.read(atMost: Int(size) + 1, enough: Int(size))
        }
        afterReading()
        let after = try seeing { (it) throws(SystemError) in try it.status().stamp }
        return before.stamp == after && Int64(bytes.count) == size ? (bytes, after) : nil
    }

    fileprivate func rewind() throws(SystemError) {
        if lseek(number, 0, SEEK_SET) == -1 { throw SystemError(number: errno) }
    }
}
