import Testing
import XML

@testable import Syndication

@Suite("Recogniser, whatever it is given")
struct RecogniserPropertyTests {
    @Test("Any bytes are refused or give an article of clean, single-line fields", arguments: 0..<20)
    func anyBytes(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<150 {
            let bytes = RandomSeed.bytes(using: &generator)
            for ending in ["txt", "md", "html"] { try check(bytes, path: "seed." + ending) }
        }
    }

    @Test("A golden seed with bytes changed, cut or doubled never traps", arguments: Golden.cases)
    func mutated(name: String) throws {
        let original = try Golden.bytes(of: name)
        guard !original.isEmpty else { return }
        var generator = SeededGenerator(seed: UInt64(original.count))
        for _ in 0..<20 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.removeSubrange(place...)
                case 2: bytes.insert(contentsOf: bytes.suffix(40), at: place)
                default: bytes.insert(0x0A, at: place)
                }
            }
            try check(bytes, path: name)
        }
    }

    @Test("Other furniture leaves article, digest, text key and identity as they were", arguments: 0..<30)
    func furniture(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed) + 1_000)
        let seedText = RandomSeed.article(using: &generator)
        let first = try article(seedText + RandomSeed.furniture(using: &generator))
        let second = try article(seedText + RandomSeed.furniture(using: &generator))
        #expect(first.digest == second.digest)
        #expect(first.textKey == second.textKey)
        #expect(first.mintedID(collision: 0) == second.mintedID(collision: 0))
        #expect(first.content == second.content)
        var (bare, other) = (first, second)
        (bare.related, other.related) = ([], [])
        #expect(bare == other)
    }

    @Test("The same bytes give the same recognition", arguments: 0..<10)
    func deterministic(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed) + 2_000)
        let bytes = RandomSeed.bytes(using: &generator)
        #expect(RecognitionDump.text(of: bytes) == RecognitionDump.text(of: bytes))
    }

    private func article(_ text: String) throws -> Article {
        try Recogniser().recognise(Array(text.utf8), path: "seed.txt").article
    }

    private func check(_ bytes: [UInt8], path: String) throws {
        let recognition: Recognition
        do throws(SeedProblem) {
            recognition = try Recogniser().recognise(bytes, path: path)
        } catch {
            #expect(!error.reason.isEmpty)
            #expect(error.line.map { $0 >= 1 } ?? true)
            return
        }
        let article = recognition.article
        var fields = article.texts + [article.title, article.category, article.abstract].compactMap { $0 }
        fields += article.related.flatMap { [$0.title, $0.teaser].compactMap { $0 } }
        for field in fields {
            #expect(isClean(field), "\(field.debugDescription) from \(bytes)")
        }
        #expect(!article.title.isEmpty)
        #expect(!article.texts.isEmpty || article.body.contains { if case .markup = $0 { true } else { false } })
        #expect(!article.texts.contains(""))
        let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
        for range in recognition.findings.compactMap(\.lines) + recognition.cuts.map(\.lines) {
            #expect(range.lowerBound >= 1 && range.upperBound <= lines)
        }
        for format in FeedFormats.all {
            try format.check(try format.fragment(of: TestSite.entry(of: article), in: TestSite.site))
        }
    }

    /// No line break of any kind, nothing that XML 1.0 forbids, no white space but single spaces inside.
    private func isClean(_ text: String) -> Bool {
        let isSingleLine = text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace || $0 == " " }
        return isSingleLine && XMLText.repaired(text).utf8.elementsEqual(text.utf8)
            && !text.utf8.starts(with: [0x20]) && text.utf8.last != 0x20
    }
}

/// Seeds that no newsroom would write.
private enum RandomSeed {
    private static let pieces: [String] = [
        "Summary", "Key Points", "Risks", "Disclosure", "Search Articles", "Category", "Related Articles", "summary:",
        "May 4, 2026", "2026-02-30", "2026-05-04T09:30", "• one", "- two", "3. three", "  indented", "A title",
        "A title | Site", "A sentence stands here. Another one follows.", "It broke off...", "…", "...", "•", "-",
        "\u{A0}", "\u{200B}", "\u{2028}", "\u{2029}", "\u{85}", "\u{FEFF}", "\u{200D}", "\t", "e\u{301}\u{301}", "漢字。",
        "😀👩‍👩‍👧", "---", "title: A", "draft: true", "date: 2026-01-07", "tags: [a, {b: c}]", "# A", "## Summary",
        "**Risks**",
        "> a", "```", "| a | b |", "|---|---|", "[a](b)", "![a](/b)", "<h1>A</h1>", "<h2>Key Points</h2>", "<ul><li>a",
        "<article>", "</article>", "<main><p>", "<p hidden>", "<aside>", "<meta name=date content='May 4, 2026'>",
        "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"A\"}</script>", "<table><tr><td>a",
        "<br>",
        "<a data-sourcepos='9:1-2147483647:1' href=b>", "By Ann Lee | May 4, 2026", "5 min read", "Correction: a",
        "<pre>", "<script>alert(1)</script>", "]]>", "&amp;", "\u{1}", "\u{7F}", "\u{FFFE}", " ", "",
    ]

    static func bytes(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...24, using: &generator) {
            switch Int.random(in: 0..<40, using: &generator) {
            case 0: bytes.append(UInt8.random(in: 0...255, using: &generator))
            case 1...14: bytes += Array(["\n", "\r\n", "\r", "\n\n"].randomElement(using: &generator)?.utf8 ?? "".utf8)
            default: bytes += Array((pieces.randomElement(using: &generator) ?? "").utf8) + [0x0A]
            }
        }
        return bytes
    }

    private static let words = ["the", "ferry", "crosses", "twice", "a", "day", "until", "ice", "leaves", "harbours"]

    private static func sentence(using generator: inout SeededGenerator) -> String {
        let chosen = (0..<Int.random(in: 4...12, using: &generator)).map { _ in
            words.randomElement(using: &generator) ?? "ice"
        }
        return "It is said that " + chosen.joined(separator: " ") + "."
    }

    static func article(using generator: inout SeededGenerator) -> String {
        var lines = ["Ferry Report \(Int.random(in: 1...99, using: &generator))", "November 3, 2025", "Travel", ""]
        let hasSections = Bool.random(using: &generator)
        if hasSections {
            lines += [
                sentence(using: &generator), "", "Summary", "", sentence(using: &generator), "", "Key Points", "",
            ]
            for _ in 0..<Int.random(in: 2...4, using: &generator) { lines.append(sentence(using: &generator)) }
        }
        for _ in 0..<Int.random(in: 1...5, using: &generator) { lines += ["", sentence(using: &generator)] }
        if hasSections {
            lines += ["", "Risks", "• " + sentence(using: &generator), "Disclosure", sentence(using: &generator)]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func furniture(using generator: inout SeededGenerator) -> String {
        var lines = ["Search Articles", "Category"]
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            lines += [["Travel", "Politics", "Food"].randomElement(using: &generator) ?? "Travel", ""]
        }
        if Bool.random(using: &generator) {
            lines.append("Related Articles")
            for number in 0..<Int.random(in: 0...4, using: &generator) {
                lines += ["Another Report \(number)", "", String(sentence(using: &generator).dropLast(3)) + "...", ""]
            }
        }
        return lines.joined(separator: "\n") + (Bool.random(using: &generator) ? "\n" : "")
    }
}
