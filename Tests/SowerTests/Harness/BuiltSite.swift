import Foundation
import Testing

/// A site that `sower build` wrote, and the links in it.
struct BuiltSite {
    let base: String
    /// By path, `index.html` left out of it.
    let files: [String: Data]

    /// - Parameter base: the base URL that it was built for.
    init(at root: String, base: String) throws {
        self.base = base
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: root) where name != ".sower-site" {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isFolder), !isFolder.boolValue
            else { continue }
            let path = "/" + (name.hasSuffix("index.html") ? String(name.dropLast("index.html".count)) : name)
            files[path] = FileManager.default.contents(atPath: root + "/" + name)
        }
        self.files = files
    }

    func text(_ path: String) -> String { String(decoding: files[path] ?? Data(), as: UTF8.self) }

    /// Whether a server of files finds something: a file, or a folder's index, with or without the slash at its end.
    func holds(_ path: String) -> Bool { files[path] != nil || files[path + "/"] != nil }

    /// The paths on this site that a document leads to, without query and fragment.
    func links(in path: String) -> Set<String> {
        let text = text(path)
        let addresses: [String]
        if text.hasPrefix("<!DOCTYPE html>") {
            addresses = ["href", "src", "action", "content"].flatMap { text.pieces(between: " \($0)=\"", and: "\"") }
                .filter { $0.hasPrefix("/") || $0.hasPrefix(base) }
        } else {
            // Whatever looks like an address of this site, wherever it stands.
            // What searches are made from leads nowhere by itself.
            addresses = text.components(separatedBy: base).dropFirst().compactMap { piece in
                let rest = piece.prefix { !"\"'<>&\\ \n)".contains($0) }
                return rest.contains("{") ? nil : base + rest
            }
        }
        return Set(
            addresses.map { address in
                let rest = address.hasPrefix(base) ? address.dropFirst(base.count) : Substring(address)
                let path = String(rest.prefix { $0 != "?" && $0 != "#" })
                return path.isEmpty ? "/" : path.removingBasePath(of: base)
            }
        )
    }
}

extension String {
    /// Forms name their target without the host, but with the path that the site stands under.
    fileprivate func removingBasePath(of base: String) -> String {
        let path = URLComponents(string: base)?.path ?? ""
        return !path.isEmpty && hasPrefix(path + "/") ? String(dropFirst(path.count)) : self
    }
}
