import Glibc

extension SeedFolder {
    /// Judges a link: followed to a readable file inside the folder, refused with the reason otherwise.
    func sightLink(
        _ name: String,
        _ kind: SeedNames.Kind,
        in parent: borrowing Descriptor,
        at path: String,
    ) -> Sighting {
        guard kind == .seed else {
            guard let target = try? parent.status(of: name, followingLinks: true), target.kind == .folder else {
                return .ignored
            }
            return names.skips(folder: name.utf8) ? .ignored : .refused(Self.linkedFolder)
        }
        do throws(FolderError.Reason) {
            let place = try target(ofLink: path)
            let status = try place.folder.seeing { (it) throws(SystemError) in try it.status(of: place.name) }
            guard status.kind == .file else {
                return .refused(status.kind == .folder ? Self.linkedFolder : Self.unsuitable(status.kind))
            }
            try place.folder.seeing { (it) throws(SystemError) in try it.checkReadable(place.name) }
            return .seed(status.stamp)
        } catch {
            return error == .absent ? .absent : .refused(error.description)
        }
    }

    /// Where a file really is: its folder, opened without following a link, and its name there.
    struct Place: ~Copyable {
        let folder: Descriptor
        let name: String
    }

    /// Follows a link to its end, which must lie inside the folder.
    func target(ofLink path: String) throws(FolderError.Reason) -> Place {
        guard let parts = SeedPath.names(try realPath(ofLink: path)), let last = parts.last else {
            throw .refused(Self.linkedFolder)
        }
        do {
            // The way was free of links a moment ago: one that is met now has been put there to lead out.
            return Place(folder: try openFolder(parts.dropLast()), name: String(last))
        } catch {
            throw error == .refused(Self.linkedFolder) ? .refused(Self.leadsOut) : error
        }
    }

    /// The end of a link, relative to the seeds folder.
    func realPath(ofLink path: String) throws(FolderError.Reason) -> String {
        let root: String
        do {
            root = try Self.resolve(self.path)
        } catch {
            throw .rootUnreadable(error)
        }
        let end: String
        do {
            end = try Self.resolve("\(self.path)/\(path)")
        } catch {
            switch error.number {
            case ELOOP: throw .refused("a link that goes round in a circle")
            case ENOENT, ENOTDIR: throw .refused("a dangling link")
            default: throw .unreadable(error)
            }
        }
        guard let inside = SeedPath.relative(end, to: root) else { throw .refused(Self.leadsOut) }
        return inside
    }

    /// realpath(3).
    private static func resolve(_ path: String) throws(SystemError) -> String {
        guard let answer = realpath(path, nil) else { throw SystemError(number: errno) }
        defer { free(answer) }
        // The repaired form of invalid bytes names nothing, so it can't be opened by mistake.
        return String(cString: answer)
    }

    /// All paths whose change can change what a link leads to: each hop, the end, and the folders above them.
    ///
    /// The caller watches these; a hop that leads out of the folder ends the list.
    func way(ofLink path: String) -> Set<String> {
        var way: Set<String> = []
        var hop = path
        for _ in 0..<8 {
            guard let next = text(ofLink: hop), !next.isEmpty else { break }
            way.formUnion(SeedPath.lineage(next))
            hop = next
        }
        if let end = try? realPath(ofLink: path) { way.formUnion(SeedPath.lineage(end)) }
        way.remove(path)
        return way
    }

    /// What a link says, as a path inside the folder; nil if it leads out or is no link.
    private func text(ofLink path: String) -> String? {
        let capacity = Int(PATH_MAX)
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
            buffer.withMemoryRebound(to: CChar.self) { buffer in
                filled = max(0, buffer.baseAddress.map { readlink("\(self.path)/\(path)", $0, capacity) } ?? 0)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else { return nil }
        guard text.utf8.first == UInt8(ascii: "/") else {
            return SeedPath.resolve(text, from: SeedPath.folder(of: path))
        }
        let root = (try? Self.resolve(self.path)) ?? self.path
        guard let inside = SeedPath.relative(text, to: root) ?? SeedPath.relative(text, to: self.path) else {
            return nil
        }
        return SeedPath.resolve(inside, from: "")
    }
}
