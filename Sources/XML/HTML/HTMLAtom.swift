/// A phrase element around some text, without what is in it.
struct HTMLMark: Hashable {
    let name: String
    let line: Int
    let attributes: [XMLTree.Name: String]

    // The same mark twice in a row is one, wherever the two were written.
    static func == (one: HTMLMark, other: HTMLMark) -> Bool {
        one.name == other.name && one.attributes == other.attributes
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(attributes)
    }
}

/// The smallest part of a line, and the phrase elements that it stands in.
struct HTMLAtom {
    enum Content {
        case text(String)
        case lineBreak
        case image(XMLTree.Element)
    }

    var content: Content
    /// From the outside in, none of a name that another has.
    var marks: [HTMLMark]

    var text: String? {
        guard case .text(let text) = content else { return nil }
        return text
    }

    var isLineBreak: Bool {
        guard case .lineBreak = content else { return false }
        return true
    }

    /// Whether it is text of which a reader sees nothing, no-break spaces among it.
    var isBlank: Bool { text.map { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) } ?? false }

    /// Whether it only parts what is before it from what is after it.
    var isGlue: Bool { isLineBreak || text.map { $0.utf8.allSatisfy(HTMLAtom.isSpace) } ?? false }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
}
