extension Article {
    /// Every paragraph, item and heading in the order of the content, without the title and the related articles.
    package var texts: [String] {
        var texts: [String] = []
        if let standfirst { texts.append(standfirst) }
        texts += summary
        texts += keyPoints
        for block in body {
            switch block {
            case .paragraph(let text), .heading(let text): texts.append(text)
            case .list(let items): texts += items
            }
        }
        texts += risks
        texts += disclosure
        return texts
    }

    /// What feeds give as the summary: the standfirst, else the first paragraph of the summary, else the first
    /// sentence. Nil when that would only repeat the title or the whole text.
    package var abstract: String? {
        let texts = self.texts
        let candidate = standfirst ?? summary.first ?? firstText.map(firstSentence(of:))
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
        if let point = keyPoints.first { return point }
        for block in body {
            switch block {
            case .paragraph(let text): return text
            case .list(let items): if let item = items.first { return item }
            case .heading: continue
            }
        }
        return risks.first ?? disclosure.first
    }
}

/// Up to the first full stop, question or exclamation mark that ends a word of more than two letters, when what follows
/// does not go on in lower case; at most 300 bytes and an ellipsis, cut between words where there are any.
private func firstSentence(of text: String) -> String {
    let bytes = Array(text.utf8)
    let bound = 300
    var wordLength = 0
    var lastSpace: Int?
    for index in bytes.indices {
        if index > bound { break }
        switch bytes[index] {
        case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
            let isLongEnough = wordLength > 2 || bytes[index] != UInt8(ascii: ".")
            if isLongEnough, endsSentence(bytes[(index + 1)...]) {
                return String(decoding: bytes[...index], as: UTF8.self)
            }
            wordLength = bytes[index] == UInt8(ascii: ".") ? 0 : wordLength + 1
        case UInt8(ascii: " "):
            lastSpace = index
            wordLength = 0
        default:
            wordLength += 1
        }
    }
    guard bytes.count > bound else { return text }
    var cut = lastSpace ?? bound
    // Never inside a character: continuation bytes are 10xxxxxx.
    while cut > 0, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
    return String(decoding: bytes[..<cut], as: UTF8.self) + "…"
}

/// Whether nothing follows a mark, or a space and then no lower-case letter.
private func endsSentence(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let next = rest.first else { return true }
    guard next == UInt8(ascii: " ") else { return false }
    guard let letter = rest.dropFirst().first else { return true }
    return !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
}
