/// What a page shows around its article: a search box, a list of categories, other articles.
///
/// All of it is cut.
struct Furniture {
    /// The index of the first line that is cut.
    let start: Int
    /// From the first to the last line, in the file.
    let lines: ClosedRange<Int>
    /// What stands between the first one's mark and the end.
    private let content: ArraySlice<SeedText.Line>

    /// The last "Search Articles" with "Category" or "Related Articles" somewhere after it; nil when there is none.
    init?(in lines: ArraySlice<SeedText.Line>) {
        var (latest, opening): (Int?, Int?) = (nil, nil)
        for index in lines.indices where lines[index].mayBeHeading {
            guard let mark = Mark(lines[index]) else { continue }
            if mark == .search { latest = index } else { opening = latest }
        }
        guard let opening, let last = lines.last else { return nil }
        start = opening
        self.lines = lines[opening].number...last.number
        content = lines[(opening + 1)...]
    }

    /// The same where the lines' numbers stand for something else, which `place` turns into lines of the file.
    func placed(_ place: (ClosedRange<Int>) -> ClosedRange<Int>) -> Furniture {
        Furniture(
            start: start,
            lines: place(lines),
            content: content.map { line in
                SeedText.Line(number: place(line.number...line.number).lowerBound, text: line.text)
            }[...]
        )
    }

    private init(start: Int, lines: ClosedRange<Int>, content: ArraySlice<SeedText.Line>) {
        (self.start, self.lines, self.content) = (start, lines, content)
    }

    /// Related articles, and the category when the header names none.
    func give(to recognition: inout Recognition) {
        let (category, related) = Furniture.contents(of: content)
        recognition.article.related = related
        if !related.isEmpty { recognition.found("related", by: "“Related Articles” in the furniture", lines) }
        if recognition.article.category == nil, let category {
            recognition.article.category = category.collapsed
            recognition.found("category", by: "the one value in the furniture", category.number...category.number)
        }
    }

    /// The only value of the list of categories, nil when there are none or several, and the related articles; the lists come in
    /// either order.
    private static func contents(
        of lines: ArraySlice<SeedText.Line>
    ) -> (category: SeedText.Line?, related: [Article.Related]) {
        var part = Mark.search
        var (category, isOne): (SeedText.Line?, Bool) = (nil, true)
        var related: [Article.Related] = []
        for line in lines where !line.isBlank {
            if let mark = Mark(line) {
                part = mark
                continue
            }
            switch part {
            case .search: break
            case .category:
                if let category { isOne = isOne && line.key == category.key } else { category = line }
            case .related: add(line, to: &related)
            }
        }
        return (isOne ? category : nil, related)
    }

    /// The lines that begin its parts.
    private enum Mark {
        case search
        case category
        case related

        init?(_ line: SeedText.Line) {
            // For most lines, the first letter says enough.
            switch line.text.utf8.first {
            case .some(0x80...), UInt8(ascii: "S"), UInt8(ascii: "s"), UInt8(ascii: "C"), UInt8(ascii: "c"),
                UInt8(ascii: "R"), UInt8(ascii: "r"):
                break
            default:
                return nil
            }
            switch line.headingKey ?? (line.mayBeHeading ? "" : line.key) {
            case "search articles": self = .search
            case "category": self = .category
            case "related articles": self = .related
            default: return nil
            }
        }
    }

    /// A title, or its teaser when the line ends in dots.
    private static func add(_ line: SeedText.Line, to related: inout [Article.Related]) {
        guard let teaser = teaser(line.text) else {
            related.append(.init(title: line.collapsed))
            return
        }
        if let last = related.indices.last, related[last].teaser == nil { related[last].teaser = teaser }
    }

    private static func teaser(_ line: String) -> String? {
        let bytes = line.utf8.span
        // The last byte of either.
        guard let last = line.utf8.last, last == UInt8(ascii: ".") || last == 0xA6 else { return nil }
        // Behind ASCII, three full stops are three characters.
        if bytes.count > 3, bytes[bytes.count - 4] < 0x80, line.utf8.suffix(3).elementsEqual("...".utf8) {
            return bytes.text(0..<bytes.count - 3).collapsingSpace
        }
        for dots in ["...", "…"] where line.hasSuffix(dots) {
            return String(line.dropLast(dots.count)).collapsingSpace
        }
        return nil
    }
}
