import Testing

@testable import Syndication

@Suite("SearchText")
struct SearchTextTests {
    @Test(
        "The words of a content are its text, folded, with elements between them",
        arguments: [
            ("<p>One</p>\n<p>Two</p>\n", "one two"), ("<p>A&amp;B &lt;c&gt; &quot;d&quot;</p>", "a&b <c> \"d\""),
            ("<p><a href=\"https://x.example/?a=1&amp;b=2\">Link</a>ed</p>", "link ed"), ("", ""),
            ("<p>Café &amp;amp; &unknown;</p>", "cafe &amp; &unknown;"),
        ]
    )
    func folded(html: String, text: String) {
        #expect(SearchText.folded(content: html) == text)
    }
}
