/// Text, images and line breaks that follow one another, with nothing between them that stands on lines of its own.
struct HTMLRun {
    private(set) var atoms: [HTMLAtom] = []
    /// Of the element in which it starts.
    var line = 0
    private let isPreformatted: Bool

    init(isPreformatted: Bool = false) { self.isPreformatted = isPreformatted }

    var isEmpty: Bool { atoms.isEmpty }

    /// In bytes.
    var textSize: Int { atoms.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) } }

    private var endsInSpace: Bool {
        guard let last = atoms.last else { return true }
        return last.isLineBreak || last.text?.utf8.last == 0x20
    }

    private var endsInLine: Bool { atoms.last?.text?.utf8.last == 0x0A }

    /// Adds text, its white space collapsed; at the start and after a break there is none.
    mutating func append(_ text: String, marks: [HTMLMark]) {
        if isPreformatted { return append(HTMLAtom(content: .text(text), marks: marks)) }
        var collapsed: [UInt8] = []
        collapsed.reserveCapacity(text.utf8.count)
        var isAfterSpace = endsInSpace
        for byte in text.utf8 {
            let isSpace = HTMLAtom.isSpace(byte)
            if !(isSpace && isAfterSpace) { collapsed.append(isSpace ? 0x20 : byte) }
            isAfterSpace = isSpace
        }
        append(HTMLAtom(content: .text(String(decoding: collapsed, as: UTF8.self)), marks: marks))
    }

    mutating func append(_ image: XMLTree.Element, marks: [HTMLMark]) {
        append(HTMLAtom(content: .image(image), marks: marks))
    }

    /// Adds a break; false, and nothing added, when there is one already that nothing but blanks follow.
    mutating func appendLineBreak(marks: [HTMLMark]) -> Bool {
        if isPreformatted {
            append(HTMLAtom(content: .text("\n"), marks: marks))
            return true
        }
        let tail = atoms.reversed().prefix(while: \.isBlank).count
        if tail == atoms.count {
            atoms = []
            return true
        }
        if atoms[atoms.count - 1 - tail].isLineBreak { return false }
        trimSpace()
        append(HTMLAtom(content: .lineBreak, marks: marks))
        return true
    }

    /// Preformatted, goes to a new line unless it is at the start of one.
    mutating func startLine() {
        if isPreformatted, !atoms.isEmpty, !endsInLine { append(HTMLAtom(content: .text("\n"), marks: [])) }
    }

    /// Adds another after a space.
    mutating func append(_ other: HTMLRun) {
        if !atoms.isEmpty { append(HTMLAtom(content: .text(" "), marks: [])) }
        for atom in other.atoms { append(atom) }
    }

    private mutating func append(_ atom: HTMLAtom) {
        guard let text = atom.text else { return atoms.append(atom) }
        if text.isEmpty { return }
        guard let last = atoms.indices.last, atoms[last].marks == atom.marks,
            case .text(var joined) = atoms[last].content
        else { return atoms.append(atom) }
        // Held once only, the text grows in place and is not copied for each piece.
        atoms[last].content = .lineBreak
        joined += text
        atoms[last].content = .text(joined)
    }

    /// Without blanks and breaks at the ends; empty when there is nothing to see.
    consuming func trimmed() -> HTMLRun {
        if isPreformatted { trimLines() } else { trimEnd() }
        if atoms.allSatisfy({ $0.isBlank || $0.isLineBreak }) { atoms = [] }
        return self
    }

    private mutating func trimEnd() {
        while true {
            trimSpace()
            let tail = atoms.reversed().prefix(while: \.isBlank).count
            guard tail < atoms.count, atoms[atoms.count - 1 - tail].isLineBreak else { return }
            atoms.removeLast(tail + 1)
        }
    }

    private mutating func trimSpace() {
        while let text = atoms.last?.text, text.utf8.last == 0x20 {
            if text.utf8.count > 1 {
                atoms[atoms.count - 1].content = .text(String(text.unicodeScalars.dropLast()))
            } else {
                atoms.removeLast()
            }
        }
    }

    /// Takes empty lines off the start, for parsers drop the first of them, and all white space off the end.
    private mutating func trimLines() {
        guard let first = atoms.firstIndex(where: { !$0.isGlue }), let last = atoms.lastIndex(where: { !$0.isGlue })
        else {
            atoms = []
            return
        }
        var indent = atoms[..<first].reduce(into: "") { $0 += $1.text ?? "" }
        atoms = Array(atoms[first...last])
        if let text = atoms[0].text {
            indent += text.utf8.prefix(while: HTMLAtom.isSpace).reduce(into: "") {
                $0.unicodeScalars.append(Unicode.Scalar($1))
            }
            let line = indent.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).last ?? indent[...].utf8
            atoms[0].content = .text(
                String(Substring(line)) + String(Substring(text.utf8.drop(while: HTMLAtom.isSpace)))
            )
        }
        if let text = atoms[atoms.count - 1].text, let end = text.utf8.lastIndex(where: { !HTMLAtom.isSpace($0) }) {
            atoms[atoms.count - 1].content = .text(String(text.utf8[...end]) ?? text)
        }
    }
}
