import XML

/// Lines as the blocks of a body.
enum BodyText {
    /// Runs of lines without a blank one between them; a section's heading that has no section of its own stands alone.
    static func blocks(of lines: ArraySlice<SeedText.Line>) -> [ArraySlice<SeedText.Line>] {
        ranges(of: lines).map { lines[$0] }
    }

    /// The same by their indices: to pass many slices around costs more than to look at what is in them.
    private static func ranges(of lines: ArraySlice<SeedText.Line>) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        blocks.reserveCapacity(lines.count / 2 + 1)
        var start = lines.startIndex
        func close(before end: Int) {
            if start < end { blocks.append(start..<end) }
        }
        for index in lines.indices {
            if lines[index].isBlank {
                close(before: index)
                start = index + 1
            } else if isSectionHeading(lines[index]) {
                close(before: index)
                blocks.append(index..<index + 1)
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
        let blocks = ranges(of: lines)
        return blocks.indices.map { place in
            let block = blocks[place]
            let first = block.lowerBound
            if Bullet.mayMark(lines[first].text) {
                let (items, rest) = ItemList.take(lines[block], unmarkedLinesAreItems: false)
                if !items.isEmpty, rest.isEmpty { return list(items, from: lines[block]) }
            }
            let text = block.count == 1 ? lines[first].collapsed : joined(lines[block])
            let isFollowed = place + 1 < blocks.count
            if block.count == 1, isSectionHeading(lines[first]) || isFollowed && isHeading(text) {
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

    private static func spaces(in text: Span<UInt8>) -> Int {
        text.indices.reduce(0) { text[$1] == UInt8(ascii: " ") ? $0 + 1 : $0 }
    }

    /// Short, begins like a title, and does not end like a sentence.
    private static func isHeading(_ text: String) -> Bool {
        // At most ten words.
        guard text.utf8.count <= 80, spaces(in: text.utf8.span) < 10,
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
