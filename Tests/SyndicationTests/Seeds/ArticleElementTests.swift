import Testing
import XML

@testable import Syndication

@Suite("ArticleElement and PageFurniture")
struct ArticleElementTests {
    private func root(_ body: String) throws -> XMLTree.Element {
        try #require(try HTMLTree(reading: Array("<html><body>\(body)</body></html>".utf8)).root)
    }

    private func text(_ body: String) throws -> String {
        try ArticleElement(in: root(body)).element.text.collapsingSpace
    }

    @Test(
        "The article's element is found",
        arguments: [
            "<article><p>no</p></article><div itemprop=articleBody><p>yes</p></div>",
            "<main><p>no</p><article><p>yes</p></article></main>", "<p>no no no</p><main><p>yes</p></main>",
            "<p>no</p><div role=main><p>yes</p></div>",
            "<article><p>no</p></article><article><h1></h1><p>yes</p></article>",
            "<article><p>yes</p></article><div class=comments><article><p>no, no and no</p></article></div>",
            "<article class='comment'><p>no, no and no</p></article><article><p>yes</p></article>",
            "<aside><article><p>no, no and no</p></article></aside><article><p>yes</p></article>",
            "<div>no</div><div itemprop=articleBody>yes</div>", "<div>n</div><div><div><p>yes</p></div></div>",
        ]
    )
    func found(body: String) throws {
        #expect(try text(body) == "yes")
    }

    @Test("A heading beside the only paragraph stays with it")
    func heading() throws {
        #expect(try text("<div><h1>A</h1><p>yes</p></div>") == "Ayes")
    }

    @Test("A page that lists articles is refused; one with an article above its teasers is not")
    func listing() throws {
        let teaser = "<article><h2><a href=x>A</a></h2><p>Some words of it.</p></article>"
        #expect(throws: SeedProblem.self) { try text(teaser + teaser + teaser) }
        #expect(try text("<article><h1>B</h1><p>yes</p></article>" + teaser + teaser) == "Byes")
    }

    @Test(
        "The page's furniture is cut",
        arguments: [
            "<nav>x</nav>", "<aside>x</aside>", "<footer>x</footer>", "<form>x</form>", "<button>x</button>",
            "<p hidden>x</p>", "<p style='display : none'>x</p>", "<p aria-hidden=true>x</p>",
            "<div role=search>x</div>",
            "<div class=share>x</div>", "<ul class='post-share-buttons'></ul>", "<div id=newsletter>x</div>",
            "<span class=sr-only>x</span>", "<section class='Related_Posts'>x</section>", "<div class='ad'>x</div>",
        ]
    )
    func furniture(html: String) throws {
        var cuts: [Recognition.Cut] = []
        let body = try #require(try root("<p>kept</p>" + html).first("body"))
        #expect(PageFurniture.removed(from: body, &cuts).text == "kept")
        #expect(cuts.count == (html.contains("x<") ? 1 : 0))
    }

    @Test(
        "What only sounds like it stays",
        arguments: [
            "<p class=shared-house-of-related-people>x</p>", "<div class=headline>x</div>", "<div id=shadow>x</div>",
            "<a class=related>x</a>", "<p class=lead>x</p>", "<div aria-hidden=false>x</div>", "<b class=ad>x</b>",
        ]
    )
    func kept(html: String) throws {
        var cuts: [Recognition.Cut] = []
        let body = try #require(try root(html).first("body"))
        #expect(PageFurniture.removed(from: body, &cuts).text == "x" && cuts.isEmpty)
    }
}
