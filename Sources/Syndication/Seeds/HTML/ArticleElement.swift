import XML

/// The element of a page that holds its article.
struct ArticleElement {
    let element: XMLTree.Element
    let rule: String

    /// The element marked as the article's text, else the largest `article`, else the main part, else the innermost that holds
    /// nearly all paragraphs.
    init(in root: XMLTree.Element) {
        let candidates: [(rule: String, elements: [XMLTree.Element])] = [
            (
                "the element marked “articleBody”",
                root.descendants { $0.words(of: "itemprop").contains("articlebody") }
            ),
            (
                "the element “article”",
                root.descendants { $0.name.local == "article" || $0.words(of: "role") == ["article"] }
            ),
            ("the element “main”", root.descendants { $0.name.local == "main" || $0.words(of: "role") == ["main"] }),
        ]
        for (rule, elements) in candidates {
            let sized = elements.map { ($0, ArticleElement.size(of: $0)) }
            if let largest = sized.max(by: { $0.1 < $1.1 }), largest.1 > 0 {
                (element, self.rule) = (largest.0, rule)
                return
            }
        }
        let body = root.first("body") ?? root
        let all = ArticleElement.size(of: body)
        var inner = body
        while all > 0, let next = inner.elements.first(where: { ArticleElement.size(of: $0) * 10 >= all * 8 }) {
            // A heading may stand beside the only paragraph.
            guard !ArticleElement.leaves.contains(next.name.local) else { break }
            inner = next
        }
        element = inner
        rule = inner == body ? "the whole page" : "the element that holds nearly all paragraphs"
    }

    private static let leaves: Set = ["p", "ul", "ol", "blockquote", "pre", "table", "dl", "figure", "li"]

    /// Elements of a page that hold no article.
    static let apart: Set = [
        "nav", "aside", "footer", "form", "script", "style", "noscript", "template", "head", "iframe",
    ]

    /// Bytes of text in paragraphs and lists, or of all text where there are none.
    private static func size(of element: XMLTree.Element) -> Int {
        let marked = element.descendants(skipping: apart) { leaves.contains($0.name.local) }
        return marked.reduce(0) { $0 + $1.nodes.reduce(0) { $0 + textSize($1) } }
    }

    private static func textSize(_ node: XMLTree.Node) -> Int {
        switch node {
        case .text(let text): text.utf8.count
        // Leaves inside are counted for themselves.
        case .element(let element):
            leaves.contains(element.name.local) ? 0 : element.nodes.reduce(0) { $0 + textSize($1) }
        }
    }
}
