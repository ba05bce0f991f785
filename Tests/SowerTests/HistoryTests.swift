import Foundation
import Testing

@Suite("History")
struct HistoryTests {
    /// Titles, each with its day, over three months: 130 in one, 40 in the next, 130 in the last.
    private static func seeds(_ count: Int = 300, from first: Int = 1) -> [(name: String, text: String)] {
        (first..<(first + count)).map { number in
            let (month, day) =
                switch number {
                case ...130: ("January", number % 28 + 1)
                case ...170: ("March", number % 28 + 1)
                default: ("April", number % 28 + 1)
                }
            return ("a-\(number).txt", "Article Number \(number)\n\(month) \(day), 2026\n\nText of number \(number).\n")
        }
    }

    /// Every archive document from the newest on, by the links that a reader follows.
    private func walk(_ daemon: SowerDaemon, from feed: String) async throws -> [(path: String, answer: HTTPAnswer)] {
        var documents: [(path: String, answer: HTTPAnswer)] = []
        var next = previous(in: try await daemon.document(feed).text)
        while let address = next, documents.count < 100 {
            let path = String(address.dropFirst("https://news.example".count))
            let answer = try await daemon.document(path)
            documents.append((path, answer))
            next = previous(in: answer.text)
        }
        return documents
    }

    private func previous(in text: String) -> String? { link("prev-archive", in: text) }

    private func link(_ relation: String, in text: String) -> String? {
        if text.hasPrefix("{") {
            let address = text.piece("\"next_url\": \"", "\"")
            return relation == "prev-archive" && !address.isEmpty ? address : nil
        }
        let head = text.components(separatedBy: "<entry>")[0].components(separatedBy: "<item>")[0]
        let tag = head.pieces(between: "link rel=\"\(relation)\"", and: ">").first
        return tag?.piece("href=\"", "\"")
    }

    private func titles(in text: String) -> [String] {
        if text.hasPrefix("{") { return text.pieces(between: "\"title\": \"Article", and: "\"") }
        if text.contains("<feed") { return AtomText(text).titles }
        return text.pieces(between: "<item>", and: "</item>").map { $0.piece("<title>", "</title>") }
    }

    @Test("Walking the history gives every article exactly once", arguments: ["/atom.xml", "/rss.xml", "/feed.json"])
    func walk(feed: String) async throws {
        let place = try Place()
        try place.write(HistoryTests.seeds())
        try place.letSeedsRest()
        let daemon = try await SowerDaemon(place, baseURL: "https://news.example")
        let documents = try await walk(daemon, from: feed)
        let found = documents.flatMap { titles(in: $0.answer.text) }
        #expect(found.count == 300 && Set(found).count == 300)
        let expected = ["04/2", "04/1", "03/1", "01/2", "01/1"].map { "/archive/2026/\($0)\(feed)" }
        #expect(documents.map(\.path) == expected)
        guard feed == "/atom.xml" else { return }
        let published = documents.flatMap { AtomText($0.answer.text).entries.map(\.published) }
        #expect(published == published.sorted(by: >))
    }

    @Test("An archive says what it is: archive, current, self and its neighbours; Atom by its grammar")
    func links() async throws {
        let place = try Place()
        try place.write(HistoryTests.seeds())
        try place.letSeedsRest()
        let daemon = try await SowerDaemon(place, baseURL: "https://news.example")
        for feed in ["/atom.xml", "/rss.xml"] {
            let documents = try await walk(daemon, from: feed)
            try await place.xmllint(documents.map(\.answer.body), isAtom: feed == "/atom.xml")
            for (index, document) in documents.enumerated() {
                let text = document.answer.text
                #expect(text.contains("<fh:archive/>") && text.contains("http://purl.org/syndication/history/1.0"))
                #expect(link("self", in: text) == "https://news.example\(document.path)")
                #expect(link("current", in: text) == "https://news.example\(feed)")
                let next = index > 0 ? "https://news.example\(documents[index - 1].path)" : nil
                #expect(link("next-archive", in: text) == next)
                #expect(!text.contains("0.1.0") && !text.contains("fh:complete"))
                let maxAge = index == 0 ? 300 : 86_400
                #expect(document.answer["cache-control"] == "public, max-age=\(maxAge)")
                let tag = try #require(document.answer.tag)
                #expect(try await daemon.get(document.path, ["If-None-Match": tag]).status == 304)
            }
            let main = try await daemon.document(feed).text
            #expect(!main.contains("fh:archive") && link("next-archive", in: main) == nil)
        }
        for path in [
            "/archive/2026/3/1/atom.xml", "/archive/2026/03/01/atom.xml", "/archive/2026/03/2/atom.xml",
            "/archive/2026/02/1/atom.xml", "/archive/2026/03/0/atom.xml", "/archive/2026/13/1/atom.xml",
            "/archive/2026/03/9223372036854775807/atom.xml", "/archive/2026/02/", "/archive/2026/3/",
        ] {
            #expect(try await daemon.get(path).status == 404, "\(path)")
        }
        let (all, month) = (try await daemon.document("/archive/"), try await daemon.document("/archive/2026/03/"))
        #expect(all.text.contains("March 2026 (40)") && all.text.contains("https://news.example/archive/2026/01/"))
        #expect(month.text.contains("Article Number 131") && !month.text.contains("Article Number 130<"))
    }

    @Test("A hundred newer articles leave every closed archive as it was, and so does a late one of its month")
    func closed() async throws {
        let place = try Place()
        try place.write(HistoryTests.seeds())
        try place.letSeedsRest()
        let daemon = try await SowerDaemon(place, baseURL: "https://news.example")
        let feeds = ["/atom.xml", "/rss.xml", "/feed.json"]
        var before: [String: HTTPAnswer] = [:]
        for feed in feeds {
            for document in try await walk(daemon, from: feed).dropFirst() { before[document.path] = document.answer }
        }
        try #require(before.count == 12)
        try place.write(HistoryTests.seeds(100, from: 301))
        try place.write("late.txt", "A Late One\nApril 1, 2026\n\nFor the first of April.\n")
        try await daemon.holds(401)
        for (path, answer) in before {
            let now = try await daemon.document(path)
            #expect(now.body == answer.body && now.tag == answer.tag, "\(path)")
        }
        let found = try await walk(daemon, from: "/atom.xml").flatMap { titles(in: $0.answer.text) }
        #expect(found.count == 401 && Set(found).count == 401)
    }

    @Test(
        "A correction, or a removal, changes the archive of its article and no other; the former comes back in the feed"
    )
    func corrected() async throws {
        let place = try Place()
        try place.write(HistoryTests.seeds())
        try place.letSeedsRest()
        let daemon = try await SowerDaemon(place, configuration: "grace: 0s\n", baseURL: "https://news.example")
        let before = try await walk(daemon, from: "/atom.xml")
        let text = "Quite another text stands here now, with news in it."
        try place.write("a-5.txt", "Article Number 5\nJanuary 6, 2026\n\n\(text)\n")
        try await daemon.refresh()
        let corrected = try await walk(daemon, from: "/atom.xml")
        let changed = zip(before, corrected).filter { $0.answer.body != $1.answer.body }.map(\.0.path)
        #expect(changed == ["/archive/2026/01/1/atom.xml"])
        #expect(try await daemon.atom()["Article Number 5"] != nil)
        try place.remove("a-7.txt")
        try await daemon.holds(299)
        let removed = try await walk(daemon, from: "/atom.xml")
        let changedAgain = zip(corrected, removed).filter { $0.answer.body != $1.answer.body }.map(\.0.path)
        #expect(changedAgain == changed)
        #expect(removed.flatMap { titles(in: $0.answer.text) }.count == 299)
    }

    @Test("A feed that shows every article has no history to walk to")
    func short() async throws {
        let place = try Place()
        try place.write(SeedText.many(3))
        let daemon = try await SowerDaemon(place, baseURL: "https://news.example")
        for feed in ["/atom.xml", "/rss.xml", "/feed.json"] {
            #expect(previous(in: try await daemon.document(feed).text) == nil)
        }
    }
}
