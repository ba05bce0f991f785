import Testing

@testable import Syndication

/// The functions behind ids, digests, keys and sketches are frozen, so they are written here once more, as plainly as can be.
@Suite("The marks of an article")
struct ArticleMarksTests {
    @Test("Made at once, they are what the frozen functions say", arguments: articles)
    func marks(article: Article) {
        let marks = ArticleMarks(article)
        let (title, text) = (Folding.folded(article.title), Folding.folded(article.texts.joined(separator: " ")))
        #expect(marks.textKey == Digest(["sower-text-1", text]))
        #expect(marks.sketch == Sketch(text))
        for collision in [0, 1, 12] {
            let id = PermanentID(Digest(["sower-id-1", title, "2026-01-07", text, String(collision)]))
            #expect(marks.identity.id(collision: collision) == id)
            #expect(FirstSight(article).identity.id(collision: collision) == id)
        }
        var fields = ["sower-digest-1", title, Folding.folded(article.category ?? "")]
        if !article.corrections.isEmpty { fields += ["corrections"] + article.corrections.map(\.text) }
        for (name, texts) in [
            ("standfirst", article.standfirst.map { [$0.text] } ?? []), ("summary", article.summary.map(\.text)),
            ("key points", article.keyPoints.map(\.text)), ("body", article.body.flatMap(\.texts)),
            ("risks", article.risks.map(\.text)), ("disclosure", article.disclosure.map(\.text)),
        ] where !texts.isEmpty { fields += [name] + texts.map(Folding.folded) }
        #expect(marks.digest == Digest(fields))
        #expect(marks.digest == article.digest && marks.textKey == article.textKey && marks.sketch == article.sketch)
    }

    @Test("At first sight texts are told apart as by their keys, whatever their titles")
    func firstSight() {
        var articles = Self.articles
        for var article in Self.articles {
            article.title += "!"
            articles.append(article)
            article.body.append(.paragraph("The last word."))
            articles.append(article)
        }
        let keys = Dictionary(grouping: articles, by: \.textKey)
        #expect(keys.count > 300)
        let hashes = keys.values.map { Set($0.map { FirstSight($0).textHash }) }
        #expect(hashes.allSatisfy { $0.count == 1 })
        #expect(Set(hashes).count == keys.count)
    }

    private static let articles: [Article] = {
        var numbers = SeededGenerator(seed: 7)
        return (0..<200).map { number in article(number, &numbers) }
    }()

    /// Of every part some, with texts that fold to nothing, begin or end with what is folded away, or are long.
    private static func article(_ number: Int, _ numbers: inout SeededGenerator) -> Article {
        func texts(_ most: Int) -> [Passage] {
            (0..<Int.random(in: 0...most, using: &numbers)).map { _ in
                let words = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
                    ["The", "ferry", "“Ran”", "—", "\u{200D}", "É", "ß", "\u{A8}", "x", "\u{1F600}", "Ａ", "`", "ŉ"]
                        .randomElement(using: &numbers) ?? ""
                }
                return Passage(words.joined(separator: Bool.random(using: &numbers) ? " " : "\u{A0}"))
            }
        }
        return Article(
            title: "Article “\(number)”",
            date: CivilDate(year: 2026, month: 1, day: 7).map(ArticleDate.day),
            category: number.isMultiple(of: 2) ? "Town & Country" : nil,
            corrections: texts(1),
            standfirst: texts(1).first,
            summary: texts(2),
            keyPoints: texts(3),
            body: [
                .paragraph("\u{200D}"), .list(texts(3)), .markup(html: "<b>a</b>", texts: texts(2).map(\.text)),
                .heading("A Heading"),
            ],
            risks: texts(2),
            disclosure: texts(1)
        )
    }

    @Test("Words are hashed as FNV-1a has it, however many there are")
    func wordHashes() {
        var numbers = SeededGenerator(seed: 11)
        for count in Array(0...40) + [100, 1_000] {
            let words = (0..<count).map { _ in
                String(repeating: "ab", count: Int.random(in: 1...9, using: &numbers)).dropLast(
                    Int.random(in: 0...1, using: &numbers)
                )
            }
            let hashes = words.map { word in
                word.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            }
            let text = words.joined(separator: " ")
            #expect(WordHashes(of: text.utf8.span).words == hashes, "\(text)")
        }
    }
}
