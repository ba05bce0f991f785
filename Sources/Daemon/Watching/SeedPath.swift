/// How paths relative to the seeds folder are put together and taken apart; "" is the folder itself.
enum SeedPath {
    /// The names of a path, or nil if it isn't one that a scan would give: it has an empty name, "." or "..", NUL.
    static func names(_ path: String) -> [Substring]? {
        if path.isEmpty { return [] }
        if path.utf8.contains(0) { return nil }
        let names = split(path, omittingEmpty: false)
        return names.contains { $0.isEmpty || $0 == "." || $0 == ".." } ? nil : names
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : "\(folder)/\(name)"
    }

    /// The folder that holds a path.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[..<slash])
    }

    /// The last name of a path.
    static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// The path and all folders above it but the seeds folder, the path first.
    static func lineage(_ path: String) -> [String] {
        var lineage: [String] = []
        var rest = path
        while !rest.isEmpty {
            lineage.append(rest)
            rest = folder(of: rest)
        }
        return lineage
    }

    /// Follows `text`, a relative path that may hold "." and "..", from a folder; nil if that leads out.
    static func resolve(_ text: String, from folder: String) -> String? {
        var names = split(folder, omittingEmpty: true)
        for name in split(text, omittingEmpty: true) where name != "." {
            if name != ".." {
                names.append(name)
            } else if names.popLast() == nil {
                return nil
            }
        }
        return names.joined(separator: "/")
    }

    /// The part of an absolute path below another one; nil if it isn't below it.
    static func relative(_ path: String, to root: String) -> String? {
        if path.utf8.elementsEqual(root.utf8) { return "" }
        let stem = root.utf8.last == UInt8(ascii: "/") ? root : root + "/"
        guard path.utf8.starts(with: stem.utf8) else { return nil }
        return String(decoding: path.utf8.dropFirst(stem.utf8.count), as: UTF8.self)
    }

    /// A name as text, and whether its bytes were valid UTF-8; invalid ones are shown as U+FFFD.
    static func text(_ name: [UInt8]) -> (text: String, isValid: Bool) {
        if let text = String(validating: name, as: UTF8.self) { return (text, true) }
        return (String(decoding: name, as: UTF8.self), false)
    }

    /// By bytes: to a Character a slash before a combining mark is no slash, to the kernel it is one.
    private static func split(_ path: String, omittingEmpty: Bool) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: omittingEmpty).map { Substring($0) }
    }

    /// Why a name of invalid bytes is refused.
    static let notUTF8 = "its name is not valid UTF-8"
}
