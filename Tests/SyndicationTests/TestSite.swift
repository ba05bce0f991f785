@testable import Syndication

/// A made-up site that shows no clock, so that its documents are the same at every run.
enum TestSite {
    static let id = PermanentID(Digest(high: 0x0123_4567_89AB_CDEF, low: 0x0123_4567_89AB_CDEF))

    static let base = "https://post.example/wending"

    static let site: Site = {
        // The address is a constant that BaseURL's own tests accept.
        guard let baseURL = BaseURL(base) else { fatalError("no base URL") }
        return Site(
            id: id,
            title: "The Wending Post & Ferry Times",
            description: "News of \"Lower\" <Wending>",
            author: "Editors of the Post",
            language: "en-GB",
            rights: "© The Wending Post",
            baseURL: baseURL
        )
    }()

    static func id(_ number: UInt64) -> PermanentID { PermanentID(Digest(high: 7, low: number)) }

    static func entry(of article: Article) -> Entry {
        Entry(
            id: article.mintedID(collision: 0),
            title: article.title,
            link: base + "/articles/an-article",
            published: Timestamp(seconds: 1_762_171_200),
            updated: Timestamp(seconds: 1_762_171_200),
            category: article.category.map(Category.init(named:)),
            abstract: article.abstract,
            content: article.content
        )
    }
}
