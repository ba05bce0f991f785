import Foundation
import Syndication
import Testing

@Suite("Articles as JSON")
struct ArticleCodingTests {
    @Test("A record is plain to read, and reads back as it was")
    func roundTrip() throws {
        let day = try #require(CivilDate(year: 2026, month: 1, day: 7))
        for date in [ArticleDate.day(day), .moment(Timestamp(seconds: 1_767_771_000))] {
            let article = Article(
                title: "A “title”",
                date: date,
                category: "News & Politics",
                standfirst: "It stands first",
                body: [.paragraph("One."), .heading("Two"), .list(["three", "four"])]
            )
            let data = try JSONEncoder().encode(article)
            #expect(try JSONDecoder().decode(Article.self, from: data) == article)
        }
    }

    @Test(
        "Dates are as ISO 8601 writes them, and a block names its kind",
        arguments: [
            ("{\"paragraph\":\"One.\"}", Article.Block.paragraph("One.")), ("{\"heading\":\"Two\"}", .heading("Two")),
            ("{\"list\":[\"three\"]}", .list(["three"])),
        ]
    )
    func form(json: String, block: Article.Block) throws {
        #expect(String(decoding: try JSONEncoder().encode(block), as: UTF8.self) == json)
        let day = try #require(CivilDate(year: 2026, month: 1, day: 7))
        #expect(String(decoding: try JSONEncoder().encode([ArticleDate.day(day)]), as: UTF8.self) == "[\"2026-01-07\"]")
    }
}
