import Testing
import XML

@Suite("Sanitising HTML")
struct HTMLSanitiserTests {
    @Test(
        "Blocks stand where they may",
        arguments: [
            ("text", "<p>text</p>"), ("<p>a<p>b", "<p>a</p>\n<p>b</p>"),
            ("a<div>b</div>c", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
            ("<h1>One</h1><h6>Six</h6>", "<h2>One</h2>\n<h4>Six</h4>"),
            ("<p>a<ul><li>b</ul>c</p>", "<p>a</p>\n<ul><li>b</li></ul>\n<p>c</p>"),
            ("<p>one<br>two<br><br>three</p>", "<p>one<br>two</p>\n<p>three</p>"),
            ("a<br>&nbsp;<br>b", "<p>a</p>\n<p>b</p>"), ("<br>a<br>", "<p>a</p>"), ("<p>&nbsp;</p><p> </p>", ""),
            ("  a \n b  ", "<p>a b</p>"), ("<b> a </b> b", "<p><b>a </b>b</p>"),
            ("<b>a<i></i></b><i> </i>", "<p><b>a</b></p>"),
            ("<h2><div>Kicker</div><div>Title</div></h2>", "<h2>Kicker Title</h2>"),
            ("<h2>Title<ul><li>x</ul></h2>y", "<h2>Title</h2>\n<ul><li>x</li></ul>\n<p>y</p>"),
            ("<li>a<li>b", "<p>a</p>\n<p>b</p>"), ("<dd>a", "<p>a</p>"), ("<td>a</td><td>b</td>", "<p>a</p>\n<p>b</p>"),
            ("<ul>a<li>b</li><ul><li>c</li></ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
            ("<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>", "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>"),
            ("<ol start=5><li>a</ol><ol start=1><li>a</ol>", "<ol start=\"5\"><li>a</li></ol>\n<ol><li>a</li></ol>"),
            (
                "<dl><div><dt>a<dd>b</div><div><dt>c<dd>d</div></dl>",
                "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>"
            ),
            ("<dl><dd>a<dd>b</dl>", "<p>a</p>\n<p>b</p>"),
            ("<dl><dt><h2>a</h2><dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
            (
                "<table><caption>c</caption><tr><th>a<td>b<tr><td colspan=2>d</table>",
                "<p>c</p>\n<table><tbody><tr><th>a</th><td>b</td></tr>"
                    + "<tr><td colspan=\"2\">d</td></tr></tbody></table>"
            ),
            ("<table><tr><td>only<p>cell</table>", "<p>only</p>\n<p>cell</p>"), ("<table><tr><td><td></table>", ""),
            (
                "<table>x<thead><tr><td>a<thead><tr><td><tfoot><td>f</table>",
                "<p>x</p>\n<table><thead><tr><td>a</td></tr></thead>"
                    + "<tbody><tr><td>f</td></tr></tbody></table>"
            ),
            ("<blockquote>a<cite>b</cite></blockquote>", "<blockquote><p>a<em>b</em></p></blockquote>"),
            (
                "<figure><div><img src=/a.png></div><figcaption><p>c</p></figcaption></figure>",
                "<figure><img src=\"https://news.example/a.png\" alt=\"\"><figcaption>c</figcaption></figure>"
            ),
            ("<figure><figcaption>c</figcaption></figure><figcaption>d</figcaption>", "<p>c</p>\n<p>d</p>"),
            ("<pre>\n\n  a\n  <b>b</b>\n\n</pre>", "<pre>  a\n  <b>b</b></pre>"),
            ("<pre>a<br>b<div>c</div>d</pre>", "<pre>a\nb\nc\nd</pre>"),
            ("<b><div>a</div><div>b</div></b>", "<p><b>a</b></p>\n<p><b>b</b></p>"),
            ("<b>a<b>b</b></b>", "<p><b>ab</b></p>"),
            ("a<hr>b", "<p>a</p>\n<hr>\n<p>b</p>"), ("<q>a</q> <s>b</s>", "<p>“a” b</p>"), ("<x-y>a</x-y>", "<p>a</p>"),
            (
                "<time datetime=2024-05-01>May</time> <time>x</time>",
                "<p><time datetime=\"2024-05-01\">May</time> x</p>"
            ),
            ("<abbr title='a  b'>c</abbr> <abbr>d</abbr>", "<p><abbr title=\"a b\">c</abbr> d</p>"),
            (
                "<a href=b>x<a href=c>y</a>z",
                "<p><a href=\"https://news.example/articles/b\">x</a><a href=\"https://news.example/articles/c\">y</a>z</p>"
            ),
            ("<a href=b><div>x</div></a>", "<p><a href=\"https://news.example/articles/b\">x</a></p>"),
            ("<a href='#n'>1</a><a>2</a>", "<p>12</p>"),
            (
                "<img src=a.png alt=' x ' width=10 height=20px title=t class=c>",
                "<p><img src=\"https://news.example/articles/a.png\" alt=\"x\" title=\"t\" width=\"10\" height=\"20\"></p>"
            ),
            ("<img src=data:x alt=text><img alt=''>", "<p>text</p>"), ("<img src=t.gif width=1 height=1 alt=x>", ""),
            (
                "<img src='data:image/gif;base64,R' data-src=a.png>",
                "<p><img src=\"https://news.example/articles/a.png\" alt=\"\"></p>"
            ),
        ]
    )
    func blocks(html: String, expected: String) throws {
        let text = try Sanitising.text(of: html)
        #expect(text == expected)
        #expect(try Sanitising.text(of: text) == text)
    }

    @Test("Any garbage comes through a second time unchanged", arguments: 1...8)
    func stable(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<1_000 {
            let html = RandomHTML.text(using: &generator)
            let text = try Sanitising.text(of: html)
            let again = try Sanitising.text(of: text)
            #expect(again == text, "round \(round): \(html)")
            if again != text { return }
        }
    }

    @Test("Garbage holds all that may come through")
    func isRich() throws {
        var generator = SeededGenerator(seed: 9)
        let texts = try (0..<2_000).map { _ in try Sanitising.text(of: RandomHTML.text(using: &generator)) }
        let all = texts.joined()
        let tags = [
            "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "b", "i", "a href", "br", "hr",
            "pre", "code",
            "table", "thead", "tbody", "tr", "td", "th", "td colspan", "figure", "figcaption", "img src", "abbr title",
            "sub", "sup", "dl", "dt", "dd", "time datetime", "ol start",
        ]
        for tag in tags where !all.contains("<\(tag)>") && !all.contains("<\(tag)=") {
            Issue.record("no \(tag)")
        }
    }
}
