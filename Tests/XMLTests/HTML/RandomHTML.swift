/// HTML put together without regard for what may stand where.
enum RandomHTML {
    private static let names = [
        "a", "abbr", "address", "article", "b", "blockquote", "body", "br", "button", "caption", "cite", "code", "col",
        "dd", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "form", "h1", "h2", "h3", "h6",
        "head",
        "header", "hr", "html", "i", "iframe", "img", "input", "label", "li", "link", "listing", "main", "math", "meta",
        "mtext", "nobr", "noscript", "object", "ol", "option", "p", "plaintext", "pre", "q", "s", "script", "section",
        "select", "span", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template",
        "textarea", "tfoot", "th", "thead", "time", "title", "tr", "u", "ul", "video", "wbr", "xmp", "x-y",
    ]
    /// These make structure, and so most of what can go wrong with it.
    private static let common = [
        "a", "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "hr", "i",
        "img", "li", "ol", "p", "pre", "span", "table", "tbody", "td", "th", "tr", "ul",
    ]
    private static let attributes = [
        "href=a", "href='https://b.example/x'", "href=\"java&Tab;script:alert(1)\"", "href=#c", "src=/d.png",
        "src=data:image/png;base64,AA", "alt='\u{A0} e \" < & '", "alt=&lt;b&gt;", "title=\"f\n g\"", "title='h`'",
        "width=10",
        "height=0", "start=3", "colspan=2", "rowspan=999999999999", "datetime=2024", "class=i", "onclick=alert(1)",
        "style='x:y'",
        "/", "=", "\"", "'", "xlink:href=javascript:1", "id=j",
    ]
    private static let pieces = [
        " ", "  ", "\n", "\n\n", "\t", "\u{C}", "\r\n", "\u{0}", "\u{A0}", "&nbsp;", "&nbsp;<br>", "<br> <br>", "word",
        "two words",
        " space around ", "é漢😀", "\u{600}", "e\u{301}", "\u{301}", "\u{200D}", "\u{FEFF}", "&lt;b&gt;", "&amp;lt;",
        "&#0;", "&#x1;", "&#13;", "&#128;",
        "&#8203;", "&notit;", "&amp", "&", "<", ">", "\"", "'", "`", "</", "<!", "<!--", "-->", "--!>", "<!-->",
        "<![CDATA[", "]]>", "<?x",
        "<table><thead><tr><th>", "<table>\n<tr>\n<td colspan=2>", "<td>a<td>", "<dl><dt>a<dd>", "<ul>\n<li>",
        "<figure><img src=/a>",
        "<time datetime=2024>a", "<abbr title=b>c", "<ol start=4><li>d", "<pre>\n e\n",
        "<!doctype html>", "</p>", "</>", "&#10;", "&#32;", "&NewLine;", "\u{2028}", "\u{3000}",
    ]

    static func text(using generator: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0..<4: text += tag(isEnd: false, using: &generator)
            case 4..<6: text += tag(isEnd: true, using: &generator)
            default: text += one(of: pieces, using: &generator)
            }
        }
        return text
    }

    private static func tag(isEnd: Bool, using generator: inout SeededGenerator) -> String {
        let isCommon = Int.random(in: 0..<4, using: &generator) > 0
        let name = one(of: isCommon ? common : names, using: &generator)
        if isEnd { return "</\(name)>" }
        let count = Int.random(in: 0...3, using: &generator)
        let written = (0..<count).map { _ in " " + one(of: attributes, using: &generator) }.joined()
        return "<\(name)\(written)\(Int.random(in: 0..<30, using: &generator) == 0 ? "" : ">")"
    }

    private static func one(of choices: [String], using generator: inout SeededGenerator) -> String {
        choices[Int.random(in: 0..<choices.count, using: &generator)]
    }
}
