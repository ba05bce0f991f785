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
            ("<html><head></head><title>a</title>", "html(head body(title('a')))"),
            ("<html><head>a", "html(head body('a'))"),
            ("<head><title>a</title></head>b", "html(head(title('a')) body('b'))"),
            ("<title>a</title><main>b<p>c</main>", "html(head(title('a')) body(main('b' p('c'))))"),
            ("<head><noscript><p>a</noscript></head>b", "html(head(noscript(p('a'))) body('b'))"),
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
            ("<h2>a<h3>b</h2>c", "h2('a' h3('b')) 'c'"), ("<a>b<a>c</a>d", "a('b') a('c') 'd'"),
            ("<b>a<p>b</b>c", "b('a') p('bc')"), ("<b><div>a</b>b</div>", "b(div('ab'))"),
            ("<div><span>a</div>b", "div(span('a')) 'b'"), ("<td>a</table>b", "td('ab')"), ("a</b></x>b", "'ab'"),
            ("<br>a<br/>b</br>c<img>d<x/>e<wbr>f", "br 'a' br 'bc' img 'd' x 'e' wbr 'f'"),
            ("<svg><path/></svg>a<video><source>b</video>", "svg(path) 'a' video(source 'b')"),
            ("<svg><script/>a</svg>b", "svg(script 'a') 'b'"),
            ("<textarea><b>&amp;</textarea>a", "textarea(b('&')) 'a'"),
            ("<style>&amp;<b></style>a", "style('&amp;<b>') 'a'"),
            ("<script>&amp;<b></b>'</script>a", "script('&amp;<b></b>\'') 'a'"),
            ("a<![if x]>b<![endif]>c<!-->d<!--->e<!-- f -->g<!--[if x]><!-->h<!--<![endif]-->i", "'abcdeghi'"),
            ("<p/>a<p>b", "p 'a' p('b')"), ("a<b>b</b> <i>c</i> d", "'a' b('b') ' ' i('c') ' d'"),
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
        #expect(try attributes(1_000).count == HTMLTree.mostAttributes)
        #expect(throws: XMLError(.tooLarge("tag of more than 1000 attributes on line 2"))) { try attributes(1_001) }
        #expect(throws: XMLError.self) { try attributes(100_000) }
        let names = (0..<10_000).map { "<p a\($0)=1>" }.joined()
        #expect(throws: XMLError(.tooLarge("different names of elements and attributes"))) {
            try HTMLTree(reading: Array(names.utf8))
        }
        let elements = Array(String(repeating: "<p>", count: XMLTree.mostElements + 1).utf8)
        #expect(throws: XMLError.self) { try HTMLTree(reading: elements) }
        #expect(throws: XMLError(.tooLarge("document"))) {
            try HTMLTree(reading: Array(repeating: 0x61, count: XMLDocument.largest + 1))
        }
    }

    @Test("One value may be large, and so may a script and a comment")
    func large() throws {
        let data = String(repeating: "A b=\n", count: 2_000_000)
        let html = "<img src='data:\(data)'><script>\(data)</script><!--\(data)-->\(data)<p>end"
        let root = try #require(try HTMLTree(reading: Array(html.utf8)).root)
        let body = try #require(first(in: root))
        #expect(first(in: body)?.attribute("src")?.utf8.count == data.utf8.count + 5)
        #expect(body.text == data + data + "end")
        #expect(body.elements.map(\.line) == [2_000_001, 2_000_001, 8_000_001])
    }

    @Test("What the page says of its encoding is not believed a second time")
    func encoding() throws {
        for html in [
            "<meta charset=latin1>é", "<?xml encoding='utf-16'?>é",
            "<meta http-equiv=content-type content='text/html; charset=koi8-r'>é",
        ] {
            #expect(try HTMLTree(reading: Array(html.utf8)).root?.text == "é")
        }
    }

    @Test("Two hundred levels keep their text", arguments: ["div", "b", "ul><li", "table><tr><td", "x", "dl><dd"])
    func deep(tag: String) throws {
        let html = String(repeating: "<\(tag)>", count: 200 / tag.split(separator: ">").count) + "text"
        let root = try #require(try HTMLTree(reading: Array(html.utf8)).root)
        #expect(root.text == "text")
        let text = HTMLFragment.text(of: HTMLSanitiser.sanitised([.element(root)], base: nil))
        #expect(text.contains("text"))
        #expect(try Sanitising.text(of: text) == text)
    }

    @Test(
        "More levels than can be told are refused",
        arguments: ["div", "b", "span", "ul><li", "table><tr><td", "svg><g", "x", "blockquote", "dl><dd", "table></b"]
    )
    func tooDeep(tag: String) throws {
        for count in [300, 100_000] {
            let html =
                String(repeating: "<\(tag)>", count: count) + "text" + String(repeating: "</b></x></p>", count: count)
            #expect(throws: XMLError(.tooDeep, line: 1)) { try HTMLTree(reading: Array(html.utf8)) }
        }
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
            "<p><table><tr><td><b></p>", "<a / b", "<a x", "<html a=b>", "<body a=b>", "<!x>", "<?x>", "<frameset>",
            "<wbr>",
            "<a b=\"<a b='", "<!-->", "&#233;",
        ]
    )
    func linear(piece: String) throws {
        let count = 150_000 / piece.utf8.count
        for start in ["", "<pre>", String(repeating: "<b>", count: 250)] {
            do {
                _ = try Sanitising.text(of: start + String(repeating: piece, count: count))
            } catch let error as XMLError {
                #expect(error.code == .tooDeep)
            }
        }
    }

    private func first(in element: XMLTree.Element) -> XMLTree.Element? { element.elements.first { _ in true } }

    private func attributes(_ count: Int) throws -> [XMLTree.Name: String] {
        let html = "\n<p " + (0..<count).map { "a\($0)=1" }.joined(separator: " ") + ">b"
        let root = try #require(try HTMLTree(reading: Array(html.utf8)).root)
        return first(in: root).flatMap(first)?.attributes ?? [:]
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
