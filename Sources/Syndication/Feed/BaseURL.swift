/// The absolute address under which the site is reached: `http` or `https`, a host, and perhaps a path.
package struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    /// Without a slash at the end.
    package let text: String
    /// The path part: empty, or with a slash at the start and none at the end.
    package let path: String

    /// Nil unless the text is an absolute http(s) URL in ASCII, without credentials, query or fragment.
    package init?(_ text: String) {
        var text = text
        while text.hasSuffix("/") { text.removeLast() }
        guard let separator = text.range(of: "://") else { return nil }
        let scheme = text[..<separator].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = text[text.index(separator, offsetBy: 3)...]
        let isClean = rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}?#@".utf8.contains($0) }
        let hostEnd = rest.firstIndex(of: "/") ?? rest.endIndex
        let host = rest[..<hostEnd].lowercased()
        let path = String(rest[hostEnd...])
        guard isClean, !host.isEmpty, host.utf8.first != UInt8(ascii: ":"),
            !path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
                .contains(where: { $0.isEmpty || $0 == "." || $0 == ".." })
        else { return nil }
        self.path = path
        self.text = "\(scheme)://\(host)\(path)"
    }

    /// The absolute address of a path that begins with a slash.
    package func appending(_ path: String) -> String { text + path }

    package var description: String { text }
}

extension String {
    fileprivate func range(of separator: String) -> String.Index? {
        indices.first { self[$0...].hasPrefix(separator) }
    }
}
