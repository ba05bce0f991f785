extension Article {
    /// Every paragraph, item and heading in the order of the content, without the title, corrections and the
    /// related articles.
    package var texts: [String] {
        var texts: [String] = []
        forEachText { texts.append($0) }
        return texts
    }

    /// Goes through `texts` without an array of them.
    func forEachText(_ visit: (String) -> Void) {
        if let standfirst { visit(standfirst.text) }
        for passage in summary { visit(passage.text) }
        for passage in keyPoints { visit(passage.text) }
        for block in body {
            switch block {
            case .paragraph(let passage), .heading(let passage, _): visit(passage.text)
            case .list(let items): for item in items { visit(item.text) }
            case .markup(_, let texts): for text in texts { visit(text) }
            }
        }
        for passage in risks { visit(passage.text) }
        for passage in disclosure { visit(passage.text) }
    }

    /// What feeds give as the summary: the standfirst, else the description, else the first paragraph of the summary, else the
    /// first sentence.
    ///
    /// Nil when that would only repeat the title or the whole text.
    package var abstract: String? {
        let texts = self.texts
        let candidate = standfirst?.text ?? description ?? summary.first?.text ?? firstText.map(firstSentence(of:))
        guard let candidate else { return nil }
        let key = Folding.folded(candidate)
        guard !key.isEmpty, key != Folding.folded(title) else { return nil }
        if texts.count == 1, key == Folding.folded(texts[0]) { return nil }
        return candidate
    }
}

extension Article {
    /// The first text that is no heading.
    private var firstText: String? {
        if let point = keyPoints.first { return point.text }
        for block in body {
            if case .heading = block { continue }
            if let text = block.texts.first { return text }
        }
        return (risks.first ?? disclosure.first)?.text
    }
}

/// Up to the first full stop, question or exclamation mark that ends more than an abbreviation ("U.S.", "Mr."), when what
/// follows does not go on in lower case; at most 300 bytes and an ellipsis, cut between words where there are any.
private func firstSentence(of text: String) -> String {
    let bytes = Array(text.utf8)
    let bound = 300
    var wordStart = 0
    for index in bytes.indices.prefix(bound) {
        switch bytes[index] {
        case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
            let isShort = bytes[index] == UInt8(ascii: ".") && isAbbreviation(bytes[wordStart..<index])
            if !isShort, endsSentence(bytes[(index + 1)...]) { return String(decoding: bytes[...index], as: UTF8.self) }
        case UInt8(ascii: " "):
            wordStart = index + 1
        default:
            break
        }
    }
    guard bytes.count > bound else { return text }
    var cut = wordStart > 0 ? wordStart - 1 : bound
    // Never inside a character: continuation bytes are 10xxxxxx.
    while cut > 0, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
    return String(decoding: bytes[..<cut], as: UTF8.self) + "…"
}

/// One or two letters that begin with a capital, or letters with a full stop among them.
private func isAbbreviation(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, let last = word.last else { return true }
    let endsInDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last)
    let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
    return !endsInDigit && (word.count <= 2 && isCapital || word.contains(UInt8(ascii: ".")))
}

/// Whether nothing follows a mark, or a space and then no lower-case letter.
private func endsSentence(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let next = rest.first else { return true }
    guard next == UInt8(ascii: " ") else { return false }
    guard let letter = rest.dropFirst().first else { return true }
    return !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
}
