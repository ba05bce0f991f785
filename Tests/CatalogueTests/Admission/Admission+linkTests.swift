import Syndication
import Testing

@testable import Catalogue

extension AdmissionTests {
    private func linked(_ title: String, _ text: String, link: String = "https://x.example/a") -> Article {
        var article = Newsroom.article(title, text)
        article.canonicalLink = link
        return article
    }

    @Test("The same link and the same text while both files are there: one article, and a duplicate of it")
    func linkedDuplicate() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(linked("A", "It ran."), at: "a.md").new
        #expect(try newsroom.sow(linked("B", "It ran."), at: "b.html").duplicate.number == row.number)
        #expect(try newsroom.rows().count == 1)
    }

    @Test("The same link and other text while both files are there: two articles, and the link stays the first one's")
    func linkedApart() throws {
        let newsroom = try Newsroom()
        let first = try newsroom.sow(linked("A", "It ran at dawn."), at: "a.md").new
        let second = try newsroom.sow(linked("B", "Nobody knew the bird."), at: "b.md").new
        #expect(first.id != second.id && first.slug != second.slug)
        newsroom.take("a.md")
        let moved = try newsroom.sow(linked("C", "Something else again."), at: "c.md").known
        #expect(moved.row.id == first.id && moved.isChanged)
    }

    @Test("The same link when the other file is gone: the article goes on, whatever its title and text")
    func linkedContinued() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(linked("A", "It ran at dawn."), at: "a.md").new
        newsroom.take("a.md")
        newsroom.now = newsroom.now + 60
        let after = try newsroom.sow(linked("B", "Nobody knew the bird."), at: "b.html").known
        #expect(after.row.id == row.id && after.row.published == row.published && after.row.slug == row.slug)
        #expect(after.isChanged && after.row.updated == newsroom.now && after.row.path == "b.html")
    }

    @Test("An explicit id that says otherwise counts for more than a link")
    func linkedContradicted() throws {
        let newsroom = try Newsroom()
        var (first, second) = (linked("A", "It ran at dawn."), linked("B", "Nobody knew the bird."))
        (first.explicitID, second.explicitID) = ("1", "2")
        let row = try newsroom.sow(first, at: "a.md").new
        newsroom.take("a.md")
        #expect(try newsroom.sow(second, at: "b.md").new.id != row.id)
    }

    @Test("Other links say nothing about texts that are alike")
    func otherLinks() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(linked("A", "It ran."), at: "a.md").new
        #expect(
            try newsroom.sow(linked("A", "It ran.", link: "https://x.example/b"), at: "b.md").duplicate.id == row.id
        )
    }

    @Test(
        "What an article says of its last change counts at first sight, not before it was published and not in the future",
        arguments: [(5, 3, 5), (3, 5, 5), (nil, 6, 6), (5, 30, 7)] as [(Int?, Int, Int)]
    )
    func declaredUpdate(day: Int?, updated: Int, expected: Int) throws {
        let newsroom = try Newsroom()
        var article = Newsroom.article("A", date: try day.map { try Newsroom.day($0) })
        article.updated = try Newsroom.day(updated)
        let row = try newsroom.sow(article, at: "a.md").new
        let noon = Newsroom.start + Int64(expected - 7) * 86_400
        // An undated one is published now, and so was not changed before.
        #expect(row.updated == (day == nil ? newsroom.now : max(noon, row.published)))
        #expect(row.updated <= newsroom.now)
        article.updated = try Newsroom.day(6)
        let later = try newsroom.sow(article, at: "a.md").known
        #expect(!later.isChanged && later.row.updated == row.updated)
    }
}
