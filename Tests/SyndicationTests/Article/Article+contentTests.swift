import Testing

@testable import Syndication

@Suite("Article, as content")
struct ArticleContentTests {
    @Test("Standfirst, Summary, Key Points, body, Risks and Disclosure follow each other under h2 headings (C-8, A-24)")
    func order() {
        let article = Article(
            title: "T",
            standfirst: "s",
            summary: ["a", "b"],
            keyPoints: ["c"],
            body: [.paragraph("d"), .heading("e"), .list(["f", "g"])],
            risks: ["h"],
            disclosure: ["i"],
            related: [.init(title: "R", teaser: "r")]
        )
        #expect(
            article.content == """
                <p>s</p>
                <h2>Summary</h2>
                <p>a</p>
                <p>b</p>
                <h2>Key Points</h2>
                <ul>
                <li>c</li>
                </ul>
                <p>d</p>
                <h2>e</h2>
                <ul>
                <li>f</li>
                <li>g</li>
                </ul>
                <h2>Risks</h2>
                <ul>
                <li>h</li>
                </ul>
                <h2>Disclosure</h2>
                <p>i</p>

                """
        )
    }

    @Test("Sections without text leave no heading, and title and related articles never show")
    func absent() {
        let article = Article(
            title: "Title",
            body: [.paragraph("Text.")],
            related: [.init(title: "Other", teaser: "x")]
        )
        #expect(article.content == "<p>Text.</p>\n")
    }

    @Test("Text is escaped as text before markup is added (C-9)")
    func escaped() {
        let text = "5 > 3 && x < y \"q\" <script>alert(1)</script> &amp; ]]> <\u{301}b>"
        let article = Article(
            title: "T",
            standfirst: Passage(text),
            keyPoints: [Passage(text)],
            body: [.heading(Passage(text))]
        )
        let escaped =
            "5 &gt; 3 &amp;&amp; x &lt; y &quot;q&quot; &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; "
            + "]]&gt; &lt;\u{301}b&gt;"
        #expect(
            article.content
                == "<p>\(escaped)</p>\n<h2>Key Points</h2>\n<ul>\n<li>\(escaped)</li>\n</ul>\n<h2>\(escaped)</h2>\n"
        )
    }
}
