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
        let candidate = standfirst ?? summary.first ?? texts.first.map(firstSentence(of:))
        guard let candidate else { return nil }
        let key = Folding.folded(candidate)
        guard !key.isEmpty, key != Folding.folded(title) else { return nil }
        if texts.count == 1, key == Folding.folded(texts[0]) { return nil }
        return candidate
    }
}

/// Up to the first full stop, question or exclamation mark that ends a word of more than two letters and is followed by
/// a space; at most 300 bytes, cut between words.
private func firstSentence(of text: String) -> String {
    let bytes = Array(text.utf8)
    var wordLength = 0
    for index in bytes.indices {
        let byte = bytes[index]
        if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") {
            let endsText = index + 1 == bytes.count
            let endsWord = endsText || bytes[index + 1] == UInt8(ascii: " ")
            if endsWord && (wordLength > 2 || byte != UInt8(ascii: ".")) {
                return String(decoding: bytes[...index], as: UTF8.self)
            }
            wordLength = byte == UInt8(ascii: ".") ? 0 : wordLength + 1
        } else if byte == UInt8(ascii: " ") {
            if index > 300 { return String(decoding: bytes[..<index], as: UTF8.self) + "…" }
            wordLength = 0
        } else {
            wordLength += 1
        }
    }
    return text
}
