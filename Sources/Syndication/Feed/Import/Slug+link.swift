extension Slug {
    /// The slug that an article had under an address: the last component of its path, without a page's extension.
    ///
    /// Nil when that is no name: no path, an address that is not hierarchical, or nothing with a letter in it (`?p=12`,
    /// `/2026/01/07/`). Pages that are called `index` go by their folder. A candidate only: it is folded and bounded as
    /// any slug is, and another article may have it. Linear.
    package init?(link: String) {
        guard let path = path(of: link) else { return nil }
        let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var names = parts.filter { !$0.isEmpty }.map { Array($0) }
        // What ends in a slash is a folder, and a full stop part of its name.
        if parts.last?.isEmpty == false, let file = names.popLast() {
            let name = withoutExtension(file)
            if !["index", "default"].contains(lowered(name)) { names.append(name) }
        }
        guard let name = names.last, let slug = Slug(String(decoding: unescaped(name), as: UTF8.self)),
            slug.text.utf8.contains(where: { (0x61...0x7A).contains($0) })
        else { return nil }
        self = slug
    }
}

/// The bytes between the authority and the query; nil for an address of another shape, as `mailto:` and `tag:` are.
private func path(of link: String) -> [UInt8]? {
    let address = Array(link.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
    if let colon = address.firstIndex(of: UInt8(ascii: ":")), !address[..<colon].contains(UInt8(ascii: "/")) {
        guard address[colon...].starts(with: "://".utf8) else { return nil }
        return address[(colon + 3)...].firstIndex(of: UInt8(ascii: "/")).map { Array(address[$0...]) }
    }
    if address.starts(with: "//".utf8) {
        return address[2...].firstIndex(of: UInt8(ascii: "/")).map { Array(address[$0...]) }
    }
    return address
}

private func withoutExtension(_ file: [UInt8]) -> [UInt8] {
    guard let dot = file.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return file }
    let known = [
        "html", "htm", "xhtml", "shtml", "php", "php3", "php5", "asp", "aspx", "jsp", "cfm", "cgi", "md", "txt", "xml",
        "amp",
    ]
    return known.contains(lowered(Array(file[(dot + 1)...]))) ? Array(file[..<dot]) : file
}

private func lowered(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).lowercased() }

/// Percent-encoded bytes as themselves (RFC 3986 §2.1); a percent sign without two digits stays.
private func unescaped(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < text.count {
        let digits = text[(index + 1)...].prefix(2)
        if text[index] == UInt8(ascii: "%"), digits.count == 2, digits.first != UInt8(ascii: "+"),
            let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        {
            output.append(byte)
            index += 3
        } else {
            output.append(text[index])
            index += 1
        }
    }
    return output
}
