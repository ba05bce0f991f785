import XML

/// Lines as the blocks of a body.
enum BodyText {
    /// Runs of lines without a blank one between them; a section's heading that has no section of its own stands alone.
    static func blocks(of lines: ArraySlice<SeedText.Line>) -> [ArraySlice<SeedText.Line>] {
        var blocks: [ArraySlice<SeedText.Line>] = []
        var start = lines.startIndex
        func close(before end: Int) {
            if start < end { blocks.append(lines[start..<end]) }
        }
        for index in lines.indices {
            if lines[index].isBlank {
                close(before: index)
                start = index + 1
            } else if isSectionHeading(lines[index]) {
                close(before: index)
                blocks.append(lines[index...index])
                start = index + 1
            }
        }
        close(before: lines.endIndex)
        return blocks
    }

    /// A block's lines as one paragraph.
    static func joined(_ block: ArraySlice<SeedText.Line>) -> String {
        if block.count == 1 { return block[block.startIndex].collapsed }
        return block.map(\.collapsed).joined(separator: " ")
    }

    /// Paragraphs, lists and sub-headings.
    static func read(_ lines: ArraySlice<SeedText.Line>) -> [Article.Block] {
        let blocks = blocks(of: lines)
        return blocks.indices.map { place in
            let block = blocks[place]
            if Bullet.mayMark(lines[block.startIndex].text) {
                let (items, rest) = ItemList.take(block, unmarkedLinesAreItems: false)
                if !items.isEmpty, rest.isEmpty { return list(items, from: block) }
            }
            let text = joined(block)
            let isFollowed = place + 1 < blocks.count
            if block.count == 1, isSectionHeading(lines[block.startIndex]) || isFollowed && isHeading(text) {
                return .heading(Passage(text))
            }
            return .paragraph(Passage(text))
        }
    }

    /// Whether a block is such a heading.
    static func isSectionHeading(_ block: ArraySlice<SeedText.Line>) -> Bool {
        block.count == 1 && block.allSatisfy(isSectionHeading)
    }

    private static func isSectionHeading(_ line: SeedText.Line) -> Bool {
        line.section != nil
    }

    /// With its numbers, when it counts from one as HTML would.
    private static func list(_ items: [String], from block: ArraySlice<SeedText.Line>) -> Article.Block {
        let numbers = block.compactMap { Bullet.number($0.text) }
        guard items.count > 1, numbers == Array(1...items.count) else { return .list(items.map { Passage($0) }) }
        let html = items.map { "<li>\(XMLText.escaped($0))</li>" }.joined()
        return .markup(html: "<ol>\(html)</ol>", texts: items)
    }

    /// Short, begins like a title, and does not end like a sentence.
    private static func isHeading(_ text: String) -> Bool {
        // At most ten words.
        guard text.utf8.count <= 80, text.utf8.count(where: { $0 == UInt8(ascii: " ") }) < 10,
            let first = text.unicodeScalars.first, let last = text.unicodeScalars.last
        else { return false }
        return (first.isUppercase || first.isNumeric)
            && (last.isAlphabetic || last.isNumeric || last == "?" || last == ")")
    }
}

/// Properties of the Unicode Character Database, whose tables ASCII doesn't need.
extension Unicode.Scalar {
    fileprivate var isUppercase: Bool { isASCII ? "A"..."Z" ~= self : properties.isUppercase }

    fileprivate var isAlphabetic: Bool {
        isASCII ? "A"..."Z" ~= self || "a"..."z" ~= self : properties.isAlphabetic
    }

    fileprivate var isNumeric: Bool { isASCII ? "0"..."9" ~= self : properties.numericType != nil }
}
