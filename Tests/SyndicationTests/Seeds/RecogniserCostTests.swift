import Foundation
import Testing

@testable import Syndication

/// Four times the input may cost nine times the work, which is far from the sixteen times of a square.
///
/// What is measured is the thread's own processor time: counting instructions takes another program, which
/// machines that run tests may not have.
@Suite("What hostile seeds cost", .serialized)
struct RecogniserCostTests {
    @Test("Hostile seeds cost linear time", .timeLimit(.minutes(5)), arguments: HostileSeed.all)
    func linear(seed: HostileSeed) throws {
        let size = 500
        var (small, ratio) = (Int.max, Double.infinity)
        // The best of several, as other work on the machine only ever adds.
        for _ in 0..<4 where ratio >= 9 {
            small = min(small, try cost(seed, size))
            ratio = Double(try cost(seed, size * 4)) / Double(small)
        }
        #expect(ratio < 9, "\(seed.name) at \(size): \(ratio)")
    }

    /// Nanoseconds of this thread.
    private func cost(_ seed: HostileSeed, _ size: Int) throws -> Int {
        let bytes = Array(seed.text(size).utf8)
        let bounds = SeedBounds(longestLine: .max, deepestNesting: 100, mostSections: .max)
        let rules = try FurnitureRules(["block Mark*", "from Share if Copy", "line Advertisement"])
        let recogniser = Recogniser(RecognitionSettings(furniture: rules, bounds: bounds))
        let start = clock_gettime_nsec()
        do throws(SeedProblem) {
            _ = try recogniser.recognise(bytes, path: "seed." + seed.ending)
        } catch {
            // To refuse it is an answer too.
        }
        return clock_gettime_nsec() - start
    }

    private func clock_gettime_nsec() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

/// A seed that repeats something as often as one likes.
struct HostileSeed: Sendable, CustomTestStringConvertible {
    let name: String
    let ending: String
    let head: String
    let piece: String
    var tail = "\n\nThe end is text.\n"

    var testDescription: String { "\(name).\(ending)" }

    func text(_ count: Int) -> String { head + String(repeating: piece, count: count) + tail }

    static let all: [HostileSeed] = text + markdown + html

    private static let text: [HostileSeed] = [
        ("long line", "ab cd "), ("blank lines", "\n\n"), ("headings", "\nA Heading\n\nText.\n"),
        ("summaries", "Summary\n"), ("key points", "Key Points\n• a\n"), ("risks", "Risks\n\n"), ("bullets", "• a\n"),
        ("numbers", "1. a\n"), ("continuations", "  a\n"), ("corrections", "Correction: a\n"),
        ("furniture", "Search Articles\nCategory\nRelated Articles\nA\nb...\n"), ("block marks", "Mark\n"),
        ("shares", "Share\nCopy\n"), ("adverts", "Advertisement\na\n"), ("labels", "Tags: a\n"),
        ("dates", "January 7, 2026\n"),
        ("disclosures", "Disclosure\na\n\n"),
    ].map { HostileSeed(name: $0.0, ending: "txt", head: "Title\n\n• first\n", piece: $0.1) }

    private static let markdown: [HostileSeed] =
        [
            ("links", "[a](b) "), ("open brackets", "["), ("stars", "*a "), ("backticks", "`a"), ("quotes", "> "),
            ("headings", "\n## A\n\na\n"), ("items", "- a\n"), ("nested items", "- "), ("rows", "| a | b |\n"),
            ("raw elements", "<b>"), ("raw blocks", "<div>\n\n"), ("shortcodes", "{{ < a }}\n"),
            ("corrections", "Correction: a\n\n"),
            ("pictures", "![a](b)\n"), ("sections", "**Summary**\n\na\n\n"), ("adverts", "a\nAdvertisement\n"),
            ("footnotes", "[^a] "), ("header lines", "By Ann Lee\n\n"), ("references", "&amp;"),
        ].map { HostileSeed(name: $0.0, ending: "md", head: "# Title\n\n", piece: $0.1) }
        + [HostileSeed(name: "key lines", ending: "md", head: "Title: a\n", piece: "k: a\n")]
        + [
            HostileSeed(
                name: "front matter",
                ending: "md",
                head: "---\ntitle: a\nx:\n",
                piece: "- a\n",
                tail: "---\nText.\n"
            )
        ]

    private static let html: [HostileSeed] = [
        ("paragraphs", "<p>a"), ("links", "<a href=b>a</a> "), ("open links", "<a href=b>"), ("elements", "<div>"),
        ("marks", "<b><i>"), ("tables", "<table><tr><td>"), ("lists", "<ul><li>a"), ("headings", "<h2>a</h2><p>b"),
        ("articles", "<article><p>a</article>"), ("asides", "<aside>a</aside>"), ("hidden", "<p hidden>a</p>"),
        ("classes", "<p class='a b c d share-x'>a</p>"), ("properties", "<span itemprop=author>a</span>"),
        ("scripts", "<script type=application/ld+json>[{}]</script>"),
        ("tags", "<meta property=article:tag content=a>"),
        ("metas", "<meta name=author content=A>"), ("less than", "<"), ("references", "&amp;"), ("breaks", "a<br>"),
        ("sections", "<h2>Summary</h2><p>a"), ("comments", "<!-- a "),
    ].map { HostileSeed(name: $0.0, ending: "html", head: "<h1>Title</h1>", piece: $0.1) }
}
