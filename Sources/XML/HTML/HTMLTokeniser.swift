/// Parts HTML into tags and text (WHATWG HTML §13.2.5).
struct HTMLTokeniser {
    struct Tag {
        let name: String
        let attributes: [XMLTree.Name: String]
        let isSelfClosing: Bool
        /// Where the tag ends, counted from 1.
        let line: Int
    }

    enum Token {
        case start(Tag)
        case end(String)
        /// Never empty; its references are resolved.
        case text(String)
    }

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    /// Up to where lines are counted.
    private var counted = 0
    /// The element whose content is next, when no tag but its own end may stand in it.
    private var raw: String?
    /// Whether a line end here belongs to the tag before (§13.2.6.4.7, `pre`).
    private var skipsLineEnd = false

    /// Hold text and no elements; that of the second kind has references (§13.1.2).
    private static let rawNames: Set = ["iframe", "noembed", "noframes", "plaintext", "script", "style", "xmp"]
    private static let escapableRawNames: Set = ["textarea", "title"]

    /// Expects repaired UTF-8 (`XMLText.repaired`).
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next token, nil at the end; all of them together take linear time.
    mutating func next() -> Token? {
        while index < bytes.count {
            if let text = skipsLineEnd || raw != nil ? special() : nil { return text }
            guard index < bytes.count else { return nil }
            let start = index
            if bytes[index] == UInt8(ascii: "<") {
                if let token = markup() { return token }
                if index > start { continue }
                index += 1
            }
            while index < bytes.count, bytes[index] != UInt8(ascii: "<") || !startsMarkup(at: index) { index += 1 }
            return text(start..<index)
        }
        return nil
    }

    /// Has the content of the element that was just started told as tags and text: in pictures and formulas all is.
    mutating func expectMarkup() { raw = nil }

    /// What comes after certain start tags.
    private mutating func special() -> Token? {
        if skipsLineEnd, bytes[index] == 0x0A { index += 1 }
        skipsLineEnd = false
        guard let name = raw else { return nil }
        raw = nil
        let start = index
        while index < bytes.count, name == "plaintext" || !endsRaw(name, at: index) { index += 1 }
        guard index > start else { return nil }
        if HTMLTokeniser.escapableRawNames.contains(name) { return text(start..<index) }
        return .text(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private func endsRaw(_ name: String, at place: Int) -> Bool {
        let end = place + 2 + name.utf8.count
        guard bytes[place] == UInt8(ascii: "<"), end < bytes.count, bytes[place + 1] == UInt8(ascii: "/") else {
            return false
        }
        let isEnd = isSpace(bytes[end]) || bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: ">")
        return isEnd && bytes[(place + 2)..<end].lazy.map(lowered).elementsEqual(name.utf8)
    }

    private func text(_ range: Range<Int>) -> Token {
        .text(HTMLReference.resolved(bytes[range], in: .content))
    }

    private func startsMarkup(at place: Int) -> Bool {
        guard place + 1 < bytes.count else { return false }
        let next = bytes[place + 1]
        if next == UInt8(ascii: "/") { return place + 2 < bytes.count }
        return isLetter(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
    }

    /// The tag here; nil for what is none, after which the index stands still when that is text.
    private mutating func markup() -> Token? {
        guard startsMarkup(at: index) else { return nil }
        let next = bytes[index + 1]
        if isLetter(next) {
            index += 1
            guard let tag = tag() else { return nil }
            return start(tag)
        }
        if next == UInt8(ascii: "/"), isLetter(bytes[index + 2]) {
            index += 2
            return tag().map { .end($0.name) }
        }
        if bytes[index...].starts(with: "<!--".utf8) { skipComment() } else { skip(past: UInt8(ascii: ">")) }
        return nil
    }

    private mutating func start(_ tag: Tag) -> Token {
        if HTMLTokeniser.rawNames.contains(tag.name) || HTMLTokeniser.escapableRawNames.contains(tag.name) {
            raw = tag.name
        }
        skipsLineEnd = ["pre", "listing", "textarea"].contains(tag.name)
        return .start(tag)
    }

    private mutating func skipComment() {
        index += 4
        // These two are comments and not the beginnings of one (§13.2.5.44).
        for short in [">", "->"] where bytes[index...].starts(with: short.utf8) {
            index += short.utf8.count
            return
        }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "-") {
                for end in ["-->", "--!>"] where bytes[index...].starts(with: end.utf8) {
                    index += end.utf8.count
                    return
                }
            }
            index += 1
        }
    }

    private mutating func skip(past byte: UInt8) {
        while index < bytes.count, bytes[index] != byte { index += 1 }
        index = min(bytes.count, index + 1)
    }

    /// The tag whose name starts here; nil when it does not end.
    private mutating func tag() -> Tag? {
        let name = name { isSpace($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") }
        var attributes: [XMLTree.Name: String] = [:]
        var isSelfClosing = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                index += 1
                return Tag(name: name, attributes: attributes, isSelfClosing: isSelfClosing, line: lineHere())
            }
            isSelfClosing = byte == UInt8(ascii: "/")
            if isSelfClosing || isSpace(byte) {
                index += 1
                continue
            }
            guard let (key, value) = attribute() else { return nil }
            // The first of its name counts (§13.2.5.33).
            if attributes.count < HTMLTree.mostAttributes, attributes[key] == nil { attributes[key] = value }
        }
        return nil
    }

    private mutating func attribute() -> (XMLTree.Name, String)? {
        let start = index
        var key = name { byte in
            isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=")
        }
        if index == start {
            index += 1
            key = "="
        }
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return (XMLTree.Name(key), "") }
        index += 1
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count else { return nil }
        let quote = bytes[index]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        if isQuoted { index += 1 }
        let first = index
        while index < bytes.count, isQuoted ? bytes[index] != quote : !isSpace(bytes[index]) && bytes[index] != 0x3E {
            index += 1
        }
        let value = HTMLReference.resolved(bytes[first..<index], in: .attribute)
        guard index < bytes.count else { return nil }
        if isQuoted { index += 1 }
        return (XMLTree.Name(key), value)
    }

    private mutating func name(until isEnd: (UInt8) -> Bool) -> String {
        let start = index
        while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index].map(lowered), as: UTF8.self)
    }

    private mutating func lineHere() -> Int {
        line += bytes[counted..<index].count { $0 == 0x0A }
        counted = index
        return line
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
