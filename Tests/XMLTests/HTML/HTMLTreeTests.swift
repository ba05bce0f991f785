import Testing
import XML

@Suite("Reading HTML")
struct HTMLTreeTests {
    @Test("Nothing is no tree", arguments: ["", " \n\t ", "<!-- a -->", "<!doctype html>", "</p>", "\u{0}"])
    func nothing(html: String) throws {
        #expect(try HTMLTree(reading: Array(html.utf8)).root == nil)
    }

    @Test(
        "The head and the body are found or made up",
        arguments: [
            ("a", "html(body('a'))"), ("<p>a", "html(body(p('a')))"),
            ("<title>a</title>b", "html(head(title('a')) body('b'))"),
            ("<html><head><meta><script><b></script></head> <body>a", "html(head(meta script('<b>')) body('a'))"),
            ("<head></head><title>a</title>", "html(head body(title('a')))"), ("<head>a", "html(head body('a'))"),
            ("<body>a<body>b</body>c</html>d", "html(body('abcd'))"), ("<link>", "html(head(link) body)"),
        ]
    )
    func parts(html: String, outline: String) throws {
        #expect(try self.outline(of: html) == outline)
    }

    @Test(
        "Ends that are not written are made up",
        arguments: [
            ("<p>a<p>b", "p('a') p('b')"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "ul(li('a') li('b' ul(li('c')))) 'd'"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt('a') dd('b') dt('c'))"),
            (
                "<table><tr><td>a<th>b<tr><td>c<tbody><tr><td>d</table>",
                "table(tr(td('a') th('b')) tr(td('c')) tbody(tr(td('d'))))"
            ),
            ("<p>a<table><tr><td><p>b</p>c</table>d", "p('a') table(tr(td(p('b') 'c'))) 'd'"),
            ("<h2>a<h3>b</h2>c", "h2('a') h3('b') 'c'"), ("<a>b<a>c</a>d", "a('b') a('c') 'd'"),
            ("<b>a<p>b</b>c", "b('a' p('b')) 'c'"), ("<b><div>a</b>b</div>", "b(div('ab'))"),
            ("<div><span>a</div>b", "div(span('a')) 'b'"), ("<td>a</table>b", "td('ab')"), ("a</b></x>b", "'ab'"),
            ("<br>a<br/>b</br>c<img>d<x/>e", "br 'a' br 'b' br 'c' img 'd' x('e')"),
            ("<svg><path/><p>a", "svg(path) p('a')"), ("<svg><script/>a</svg>b", "svg(script 'a') 'b'"),
            ("<textarea>\n<b>&amp;</textarea>a", "textarea('<b>&') 'a'"),
            ("<style>&amp;<b></style>a", "style('&amp;<b>') 'a'"),
            ("<pre>\n\na</pre>", "pre('\na')"), ("<plaintext><b></plaintext>", "plaintext('<b></plaintext>')"),
        ]
    )
    func ends(html: String, outline: String) throws {
        #expect(try self.outline(of: "<body>" + html) == "html(body(\(outline)))")
    }

    @Test("Names are lower case, the first attribute of a name counts, and lines are counted")
    func attributes() throws {
        let root = try #require(
            try HTMLTree(reading: Array("<HTML LANG=en>\n<P A=1 a=2 B='x\ny&lt;'\nc d=&copy=1>e<I>\n</I>".utf8)).root
        )
        #expect(root.attribute("lang") == "en")
        let paragraph = try #require(first(in: root).flatMap(first))
        #expect(paragraph.line == 4)
        #expect(
            paragraph.attributes == [
                XMLTree.Name("a"): "1", XMLTree.Name("b"): "x\ny<", XMLTree.Name("c"): "", XMLTree.Name("d"): "&copy=1",
            ]
        )
        #expect(first(in: paragraph)?.line == 4)
    }

    @Test("Attributes and elements are bounded")
    func bounds() throws {
        let many = "<p " + (0..<100_000).map { "a\($0)=1" }.joined(separator: " ") + ">b"
        let root = try #require(try HTMLTree(reading: Array(many.utf8)).root)
        #expect(first(in: root).flatMap(first)?.attributes.count == HTMLTree.mostAttributes)
        let elements = Array(String(repeating: "<p>", count: XMLTree.mostElements + 1).utf8)
        #expect(throws: XMLError.self) { try HTMLTree(reading: elements) }
        #expect(throws: XMLError(.tooLarge("document"))) {
            try HTMLTree(reading: Array(repeating: 0x61, count: XMLDocument.largest + 1))
        }
    }

    @Test(
        "A hundred thousand levels keep their text and overflow nothing",
        .timeLimit(.minutes(1)),
        arguments: ["div", "b", "span", "ul><li", "table><tr><td", "svg><g", "x", "blockquote", "dl><dd", "a href=x"]
    )
    func deep(tag: String) throws {
        let html =
            String(repeating: "<\(tag)>", count: 100_000 / tag.split(separator: ">").count) + "text"
            + String(repeating: "</b></x></div></td>", count: 10_000) + "end"
        let root = try #require(try HTMLTree(reading: Array(html.utf8)).root)
        #expect(root.text == "textend")
        #expect(depth(of: root) <= HTMLTree.deepest)
        let text = HTMLFragment.text(of: HTMLSanitiser.sanitised([.element(root)], base: nil))
        #expect(text.contains("text") == !tag.hasPrefix("svg"))
        #expect(try Sanitising.text(of: text) == text)
    }

    @Test(
        "Time grows with size, and not faster",
        .timeLimit(.minutes(1)),
        arguments: [
            "<", "</", "<a ", "<a b='", "<!--", "<![CDATA[", "&", "&#", "&amp", "<p>", "</p>", "<b>", "<b>a</b> ",
            "<br>", "<br>&nbsp;",
            "<script>", "</script", "<title></titl", "<p a=1 b=2>", "a<x>", "<pre>\n", "<b><p>", "<td>", "<table>",
            "<table></b>", "<svg>",
            "<svg></b>", "<ul>a", "<dl>a<dd>", "<i> </i>", "&nbsp; ", "a b ", "<h2>", "<h2>a<p>",
            "<figure><figcaption>a", "<a href=b>c",
            "<img src=a>", "<li>", "<ul><li>", "<blockquote>", "<table><tr><td>a<td>", "<q>",
            "<p><table><tr><td><b></p>",
        ]
    )
    func linear(piece: String) throws {
        let count = 150_000 / piece.utf8.count
        _ = try Sanitising.text(of: String(repeating: piece, count: count))
        _ = try Sanitising.text(of: "<pre>" + String(repeating: piece, count: count))
    }

    private func first(in element: XMLTree.Element) -> XMLTree.Element? { element.elements.first { _ in true } }

    private func depth(of element: XMLTree.Element) -> Int {
        1 + (element.elements.map(depth).max() ?? 0)
    }

    private func outline(of html: String) throws -> String {
        let root = try #require(try HTMLTree(reading: Array(html.utf8)).root)
        return outline(of: .element(root))
    }

    private func outline(of node: XMLTree.Node) -> String {
        switch node {
        case .text(let text): return "'\(text)'"
        case .element(let element):
            let inner = element.nodes.map(outline).joined(separator: " ")
            return element.name.local + (inner.isEmpty ? "" : "(\(inner))")
        }
    }
}
