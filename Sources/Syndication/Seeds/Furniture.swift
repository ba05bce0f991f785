/// What a page shows around its article: a search box, a list of categories, other articles. All of it is cut.
struct Furniture {
    /// The index of the first line that is cut.
    let start: Int
    /// From the first to the last line, in the file.
    let lines: ClosedRange<Int>
    /// The only value of the list of categories; nil when there are none or several.
    let category: SeedText.Line?
    let related: [Article.Related]

    /// The last "Search Articles" with "Category" or "Related Articles" somewhere after it; nil when there is none.
    init?(in lines: ArraySlice<SeedText.Line>) {
        var marks: [(index: Int, key: String)] = []
        for index in lines.indices where lines[index].text.utf8.count <= 64 {
            let key = lines[index].key
            if ["search articles", "category", "related articles"].contains(key) { marks.append((index, key)) }
        }
        guard let confirming = marks.lastIndex(where: { $0.key != "search articles" }),
            let opening = marks[..<confirming].last(where: { $0.key == "search articles" })?.index,
            let last = lines.last
        else { return nil }
        start = opening
        self.lines = lines[opening].number...last.number
        let after = lines[(opening + 1)...]
        let relatedStart = after.firstIndex { $0.key == "related articles" } ?? after.endIndex
        category = Furniture.category(in: after[..<relatedStart])
        related = Furniture.related(in: after[relatedStart...].dropFirst())
    }

    private static func category(in lines: ArraySlice<SeedText.Line>) -> SeedText.Line? {
        guard let heading = lines.firstIndex(where: { $0.key == "category" }) else { return nil }
        let values = lines[(heading + 1)...].filter { !$0.isBlank }
        guard let first = values.first, values.allSatisfy({ $0.key == first.key }) else { return nil }
        return first
    }

    /// Titles, each with a teaser when the next line ends in dots.
    private static func related(in lines: ArraySlice<SeedText.Line>) -> [Article.Related] {
        var related: [Article.Related] = []
        for line in lines where !line.isBlank {
            if let teaser = teaser(line.text) {
                if let last = related.indices.last, related[last].teaser == nil { related[last].teaser = teaser }
            } else {
                related.append(.init(title: line.text.collapsingSpace))
            }
        }
        return related
    }

    private static func teaser(_ line: String) -> String? {
        for dots in ["...", "…"] where line.hasSuffix(dots) {
            return String(line.dropLast(dots.count)).collapsingSpace
        }
        return nil
    }
}
