import Foundation
import Testing

@testable import Syndication
@testable import XML

/// A feed of three entries whose titles are what readers get wrong.
enum TestFeed {
    static let titles = [
        "P/E < 10 & up", "AT&T", "&amp;", "<head>", "Why “2 < 3” isn't \"a joke\" 😀 👩‍👩‍👧",
        "]]> <![CDATA[ &#60;b&#62; \u{1}",
        "AT&amp;T &lt;b&gt;", "<3", "5 > 3 && x", "'single' `back`", "&nbsp;&eacute;", "100 %", "x<\u{301}b>",
    ]

    static let entries: [Entry] = [
        TestSite.entry(
            of: Article(
                title: "P/E < 10 & up: AT&T says &amp; is no <head> 😀",
                category: "News & Politics",
                standfirst: "Dek with <b>, &lt; and \"quotes\"",
                summary: ["A summary."],
                keyPoints: ["One & two", "x < y"],
                body: [
                    .paragraph("Text with ]]> and <script>alert(1)</script>."), .heading("What's <new>?"),
                    .list(["a", "b"]),
                ],
                risks: ["It may not parse."],
                disclosure: ["None & nobody."],
                related: [.init(title: "Never shown")]
            )
        ),
        numbered(2, title: "“Quoted” — it's 5 > 3 && x", category: "漢字"),
        numbered(3, title: "&amp;", category: nil),
    ]

    static let formats = FeedFormats.all
    static let xmlFormats = formats.filter { $0 is any XMLFeedFormat }

    static func document(_ format: any FeedFormat, _ entries: [Entry] = entries, site: Site = TestSite.site) throws
        -> [UInt8]
    {
        let feed = Feed.main(
            of: site,
            updated: Timestamp(seconds: 1_762_257_600),
            hasAuthors: entries.contains { !$0.authors.isEmpty }
        )
        let fragments = try entries.map { try format.fragment(of: $0, in: site) }
        return try format.document(of: feed, fragments, at: "/\(format.fileName)", in: site)
    }

    static func text(_ format: any FeedFormat, _ entries: [Entry] = entries, site: Site = TestSite.site) throws
        -> String
    {
        String(decoding: try document(format, entries, site: site), as: UTF8.self)
    }

    private static func numbered(_ number: Int64, title: String, category: String?) -> Entry {
        let article = Article(
            title: title,
            category: category,
            body: [.paragraph("The first sentence of \(number). The second."), .paragraph("Another paragraph.")]
        )
        var entry = TestSite.entry(of: article)
        entry.id = TestSite.id(UInt64(number))
        entry.link = "\(TestSite.base)/articles/entry-\(number)"
        entry.published = entry.published + -number * 86_400
        entry.updated = entry.published + number
        return entry
    }
}

/// Takes a written feed apart by hand, so that it is not judged by the code that wrote it.
struct Markup {
    let text: String

    /// The content of every element of a name, with its references as they stand.
    func contents(of name: String) -> [String] {
        elements(of: name).map(\.content)
    }

    /// The start tags and contents of every element of a name, in order.
    func elements(of name: String) -> [(tag: String, content: String)] {
        var found: [(String, String)] = []
        var rest = text[...]
        while let start = rest.range(of: "<\(name)") {
            rest = rest[start.lowerBound...]
            guard let end = rest.range(of: ">") else { break }
            let tag = String(rest[..<end.upperBound])
            let next = tag.dropFirst(name.utf8.count + 1).first
            let isElement = next.map { $0 == ">" || $0 == " " || $0 == "/" } ?? false
            rest = rest[end.upperBound...]
            guard isElement else { continue }
            // An element that stays open, as in a feed's head, has all that follows as its content.
            let close = rest.range(of: "</\(name)>")?.lowerBound ?? rest.endIndex
            found.append((tag, tag.hasSuffix("/>") ? "" : String(rest[..<close])))
        }
        return found
    }

    static func attribute(_ name: String, in tag: String) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        return tag[start.upperBound...].split(separator: "\"", omittingEmptySubsequences: false).first.map {
            unescaped(String($0))
        }
    }

    /// Resolves references once, as an XML parser does.
    static func unescaped(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let first = rest.popFirst() {
            guard first == "&", let end = rest.firstIndex(of: ";") else {
                output.append(first)
                continue
            }
            let name = String(rest[..<end])
            let named: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
            let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
            guard let scalar = named[name] ?? (name.hasPrefix("#") ? number.flatMap(Unicode.Scalar.init) : nil) else {
                output.append(first)
                continue
            }
            output.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return String(output)
    }
}
