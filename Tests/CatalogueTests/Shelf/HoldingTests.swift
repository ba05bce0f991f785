import Syndication
import Testing

@testable import Catalogue

@Suite("Holding")
struct HoldingTests {
    @Test("An entry's link is the article's page, or the publisher's own address by the pattern")
    func links() throws {
        let holding = Shelf.holding(1, published: 1_767_826_800)
        var site = Site(
            id: PermanentID(Digest(["site"])),
            title: "T",
            baseURL: try #require(BaseURL("https://post.example/w"))
        )
        #expect(holding.entry(content: "c", in: site).link == "https://post.example/w/articles/article-1")
        site.links = try LinkPattern("https://news.example/{date}/{stem}/{slug}")
        #expect(holding.entry(content: "c", in: site).link == "https://news.example/2026-01-07/1/article-1")
        site.zone = try #require(Zone("Europe/Berlin"))
        #expect(holding.entry(content: "c", in: site).link == "https://news.example/2026-01-08/1/article-1")
    }

    @Test("An entry shows what the holding holds")
    func entry() throws {
        let holding = Shelf.holding(1, published: 5, updated: 6)
        let site = Site(
            id: PermanentID(Digest(["site"])),
            title: "T",
            baseURL: try #require(BaseURL("https://post.example"))
        )
        let entry = holding.entry(content: "c", in: site)
        #expect(entry.id == holding.id && entry.title == holding.title && entry.content == "c")
        #expect(entry.published == holding.published && entry.updated == holding.updated)
        #expect(entry.category == holding.category && entry.abstract == holding.abstract)
    }

    @Test("A holding is made of what the ledger remembers and what the article says")
    func made() throws {
        let newsroom = try Newsroom()
        let article = Article(
            title: "A",
            category: "News & Politics",
            standfirst: "S",
            body: [.paragraph("B")],
            related: [.init(title: "R")]
        )
        let row = try newsroom.sow(article, at: "a.txt").new
        let holding = Holding(row, article, content: article.content)
        #expect(holding.number == row.number && holding.id == row.id && holding.slug == row.slug)
        #expect(holding.category == Category(named: "News & Politics"))
        #expect(holding.abstract == "S" && holding.details.related == article.related)
        #expect(Holding(row, article, content: article.content) == holding)
        #expect(Holding(row, article, content: "other").digest != holding.digest)
        #expect(holding.moved(to: "b.txt").path == "b.txt")
    }
}
