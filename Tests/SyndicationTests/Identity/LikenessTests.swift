import Syndication
import Testing

@Suite("Likeness")
struct LikenessTests {
    private static let words = (0..<400).map { "word\($0 * 7_919 % 1_000)x\($0)" }

    private static func text(_ range: Range<Int>, replacing replaced: Range<Int> = 0..<0) -> String {
        range.map { replaced.contains($0) ? "other\($0)" : words[$0] }.joined(separator: " ")
    }

    @Test("The frozen function gives the same bytes in every version")
    func golden() throws {
        let sketch = Sketch("The ferry runs again after two weeks in dock")
        #expect(
            sketch.bytes.map { String($0, radix: 16) }.joined(separator: " ") == LikenessTests.goldenBytes
        )
        #expect(Sketch(stored: sketch.bytes) == sketch)
    }

    private static let goldenBytes = "41 98 8 6f 72 d3 22 46 73 fa 93 d6 ab 1f 35 ce b2 e5 12 33 ff 37 1d 69"

    @Test(
        "The estimate is near the true share of common runs",
        arguments: [(0, 1.0), (20, 0.88), (60, 0.72), (100, 0.58), (200, 0.32), (400, 0.0)]
    )
    func estimate(replaced: Int, share: Double) {
        let whole = Sketch(LikenessTests.text(0..<400))
        let edited = Sketch(LikenessTests.text(0..<400, replacing: 0..<replaced))
        // Three standard errors of a sample of 32.
        #expect(abs(whole.likeness(to: edited) - share) <= 0.27)
    }

    @Test("Case, accents, quotes and spacing make no difference")
    func typography() {
        let plain = "She said \"the cafe opens at nine\" and so it did, to everyone's surprise and delight that day"
        let fancy = "SHE said  “the Café opens at nine” and so it did, to everyone’s surprise and delight that day"
        #expect(Sketch(plain).likeness(to: Sketch(fancy)) == 1)
    }

    @Test("An empty text is like nothing, not even itself")
    func empty() {
        #expect(Sketch("").likeness(to: Sketch("")) == 0)
        #expect(Sketch("").likeness(to: Sketch("some words that stand here")) == 0)
    }

    private static let day = CivilDate(year: 2026, month: 1, day: 7).map(ArticleDate.day)
    private static let nextWeek = CivilDate(year: 2026, month: 1, day: 14).map(ArticleDate.day)

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let replaced: Range<Int>
        var title = "The title"
        var before = LikenessTests.day
        var after = LikenessTests.day
        var length = 400
        let continues: Bool
    }

    @Test(
        "An edited text continues an article whose seed is gone, within its bounds",
        arguments: [
            Case(
                testDescription: "a few words edited, another title",
                replaced: 0..<20,
                title: "Another",
                continues: true
            ),
            Case(testDescription: "a fifth edited, another title", replaced: 0..<80, title: "Another", continues: true),
            Case(testDescription: "most edited, another title", replaced: 0..<300, title: "Another", continues: false),
            Case(testDescription: "half edited, the same title and day", replaced: 0..<200, continues: true),
            Case(testDescription: "all edited, the same title and day", replaced: 0..<400, continues: false),
            Case(testDescription: "one title on two articles", replaced: 0..<380, continues: false),
            Case(
                testDescription: "a weekly column with the same opening",
                replaced: 100..<400,
                after: nextWeek,
                continues: false
            ),
            Case(
                testDescription: "a notice with only its date changed",
                replaced: 0..<0,
                after: nextWeek,
                continues: false
            ),
            Case(
                testDescription: "undated, a little edited",
                replaced: 0..<20,
                before: nil,
                after: nil,
                continues: true
            ),
            Case(
                testDescription: "undated, the same title, mostly edited",
                replaced: 0..<250,
                before: nil,
                after: nil,
                continues: false
            ),
            Case(testDescription: "a date that was added", replaced: 0..<0, before: nil, continues: false),
            Case(testDescription: "too short to tell", replaced: 0..<0, title: "Another", length: 12, continues: false),
        ]
    )
    func bounds(_ one: Case) {
        let before = Sketch(LikenessTests.text(0..<one.length))
        let after = Article(
            title: "The title",
            date: one.after,
            body: [.paragraph(Passage(LikenessTests.text(0..<one.length, replacing: one.replaced)))]
        )
        #expect(
            Likeness.continues(title: one.title, date: one.before, sketch: before, as: after, after.sketch)
                == one.continues
        )
    }
}
