/// A seed that repeats something as often as one likes.
struct HostileSeed: Sendable {
    let name: String
    let ending: String
    let head: String
    let piece: String
    let tail: String
    /// How many pieces are enough to tell lines from curves, and few enough to count in a build for debugging.
    let size: Int

    /// Its name with the ending of its kind.
    var title: String { "\(name).\(ending)" }

    func text(_ count: Int) -> String { head + String(repeating: piece, count: count) + tail }

    private init(
        _ name: String,
        _ ending: String,
        _ head: String,
        _ piece: String,
        size: Int,
        tail: String = "\n\nThe end is text.\n"
    ) {
        (self.name, self.ending, self.head, self.piece, self.tail) = (name, ending, head, piece, tail)
        self.size = size
    }

    static let all: [HostileSeed] = text + markdown + html

    private static let text: [HostileSeed] = [
        ("long line", "ab cd ", 1_024), ("blank lines", "\n\n", 256),
        ("headings", "\nA Longer Heading\n\nText of it.\n", 12),
        ("near headings", "\nSumary\n\n", 16), ("summaries", "Summary\n", 64), ("key points", "Key Points\n• a\n", 32),
        ("risks", "Risks\n\n", 64), ("bullets", "• a\n", 32), ("numbers", "1. a\n", 64), ("continuations", "  a\n", 64),
        ("corrections", "Correction: a\n", 64),
        ("furniture", "Search Articles\nCategory\nRelated Articles\nA\nb...\n", 12), ("block marks", "Mark\n", 128),
        ("shares", "Share\nCopy\n", 32), ("adverts", "Advertisement\na\n", 64), ("labels", "Tags: a\n", 32),
        ("dates", "January 7, 2026\n", 64), ("disclosures", "Disclosure\na\n\n", 64), ("spaces", "a  \u{A0}  b", 256),
        ("marks of all kinds", "“ﬁ—É", 128),
    ].map { HostileSeed($0.0, "txt", "Title\n\n• first\n", $0.1, size: $0.2) }

    private static let markdown: [HostileSeed] =
        [
            ("links", "[a](b) ", 32), ("open brackets", "[", 512), ("stars", "*a ", 256), ("backticks", "`a", 96),
            ("quotes", "> ", 256), ("headings", "\n## A\n\na\n", 12), ("items", "- a\n", 24),
            ("nested items", "- ", 512),
            ("rows", "| a | b |\n", 64), ("raw elements", "<b>", 256), ("raw blocks", "<div>\n\n", 256),
            ("shortcodes", "{{ < a }}\n", 48), ("corrections", "Correction: a\n\n", 12), ("pictures", "![a](b)\n", 32),
            ("sections", "**Summary**\n\na\n\n", 12), ("adverts", "a\nAdvertisement\n", 32),
            ("footnotes", "[^a] ", 256),
            ("header lines", "By Ann Lee\n\n", 12), ("references", "&amp;", 512),
        ].map { HostileSeed($0.0, "md", "# Title\n\n", $0.1, size: $0.2) }
        + [
            HostileSeed("key lines", "md", "Title: a\n", "k: a\n", size: 64),
            HostileSeed("front matter", "md", "---\ntitle: a\nx:\n", "- a\n", size: 128, tail: "---\nText.\n"),
            HostileSeed("nested matter", "md", "---\ntitle: a\nx: ", "[", size: 128, tail: "\n---\nText.\n"),
        ]

    private static let html: [HostileSeed] =
        [
            ("paragraphs", "<p>a", 10), ("links", "<a href=b>a</a> ", 10), ("open links", "<a href=b>", 16),
            ("elements", "<div>", 256),
            ("marks", "<b><i>", 128), ("tables", "<table><tr><td>", 256), ("lists", "<ul><li>a", 256),
            ("headings", "<h2>a</h2><p>b", 8), ("articles", "<article><p>a</article>", 10),
            ("asides", "<aside>a</aside>", 24),
            ("hidden", "<p hidden>a</p>", 24), ("classes", "<p class='a b c d share-x'>a</p>", 8),
            ("properties", "<span itemprop=author>a</span>", 10),
            ("scripts", "<script type=application/ld+json>[{}]</script>", 10),
            ("tags", "<meta property=article:tag content=a>", 10), ("metas", "<meta name=author content=A>", 10),
            ("less than", "<", 512), ("references", "&amp;", 256), ("breaks", "a<br>", 10),
            ("sections", "<h2>Summary</h2><p>a", 8),
            ("comments", "<!-- a ", 128),
        ].map { HostileSeed($0.0, "html", "<h1>Title</h1>", $0.1, size: $0.2) } + [attributes]

    /// Each with a name of its own, since one that stands there again is dropped.
    private static let attributes = HostileSeed(
        "attributes",
        "html",
        "<h1>Title</h1><p",
        " a=b",
        size: 64,
        tail: ">The end is text."
    )
}
