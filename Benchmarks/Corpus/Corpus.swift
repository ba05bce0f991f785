/// Made-up articles for measurements, as a newsroom exports them; the same for the same seed, each by itself.
///
/// Every article has a title, a date, a category, the title again, a standfirst, Summary, Key Points, a body with
/// sub-headings, Risks, Disclosure and the furniture of the page it stood on.
package struct Corpus: Sendable {
    package let seed: UInt64

    package init(seed: UInt64 = 1) {
        self.seed = seed
    }

    /// A text seed of about so many bytes, of which 900 at least: the body is made longer until the whole has them.
    package func article(_ number: Int, bytes: Int) -> [UInt8] {
        var prose = Prose(seed: seed &* 0x1_0000_0001 &+ UInt64(number))
        let title = "\(prose.title()) \(number)"
        let category = prose.choose(Prose.categories)
        let opening = [
            title, date(number), category, "", title, "", prose.sentence(), "", "Summary", "",
            prose.paragraph(sentences: 3), "", "Key Points", "",
        ]
        let keyPoints = (0..<3).map { _ in prose.sentence() } + [""]
        let closing =
            ["Risks"] + (0..<2).map { _ in "  • " + prose.sentence() }
            + ["Disclosure", prose.sentence(), "Search Articles", "Category", category, "", category, ""]
            + ["Related Articles"] + (0..<2).flatMap { _ in [prose.title(), "", prose.teaser(), ""] }
        var lines = opening + keyPoints
        var room = bytes - (opening + keyPoints + closing).reduce(0) { $0 + $1.utf8.count + 1 }
        while room > 0 {
            let isHeading = prose.chance(1, in: 7)
            let block =
                isHeading ? prose.title() : prose.paragraph(sentences: prose.number(in: 2...6), within: room)
            lines += [block, ""]
            room -= block.utf8.count + 2
        }
        return Array((lines + closing).joined(separator: "\n").utf8) + [0x0A]
    }

    /// The same kind of article as Markdown with front matter, of about so many bytes.
    package func markdown(_ number: Int, bytes: Int) -> [UInt8] {
        var prose = Prose(seed: seed &* 0x1_0000_0001 &+ UInt64(number))
        let title = "\(prose.title()) \(number)"
        let (month, day) = (number / 28 % 12 + 1, number % 28 + 1)
        let date = "\(2025 + number / 336 % 2)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        var lines = [
            "---", "title: \"\(title)\"", "date: \(date)", "categories: [\"\(prose.choose(Prose.categories))\"]", "---",
            "",
        ]
        var room = bytes - lines.reduce(0) { $0 + $1.utf8.count + 1 }
        while room > 0 {
            let block =
                prose.chance(1, in: 7)
                ? "## " + prose.title() : prose.paragraph(sentences: prose.number(in: 2...6), within: room)
            lines += [block, ""]
            room -= block.utf8.count + 2
        }
        return Array(lines.joined(separator: "\n").utf8) + [0x0A]
    }

    /// A size from 1 kB to 50 kB, small ones more often: equally likely in the logarithm.
    package func size(_ number: Int) -> Int {
        var prose = Prose(seed: ~seed &+ UInt64(number))
        var size = 1_000
        for _ in 0..<prose.number(in: 0...390) { size += size / 100 }
        return size
    }

    /// Days one after another, from the start of 2025 to the end of 2026 and again.
    private func date(_ number: Int) -> String {
        let (month, day) = (number / 28 % 12, number % 28 + 1)
        return "\(Prose.months[month]) \(day), \(2025 + number / 336 % 2)"
    }
}
