import XML

/// The element of a page that holds its article.
struct ArticleElement {
    let element: XMLTree.Element
    let rule: String

    /// The element marked as the article's text, else the `article` with the page's heading or else the largest one, else the
    /// main part, else the innermost that holds nearly all paragraphs; a page that lists articles is refused.
    init(in root: XMLTree.Element) throws(SeedProblem) {
        let candidates: [(rule: String, passes: (XMLTree.Element) -> Bool)] = [
            ("the element marked “articleBody”", { $0.words(of: "itemprop").contains("articlebody") }),
            ("the element “article”", { $0.name.local == "article" || $0.words(of: "role") == ["article"] }),
            ("the element “main”", { $0.name.local == "main" || $0.words(of: "role") == ["main"] }),
        ]
        for (rule, passes) in candidates {
            let elements = root.descendants(skipping: PageFurniture.isApart, where: passes)
            let sized = elements.map { (element: $0, size: ArticleElement.size(of: $0)) }.filter { $0.size > 0 }
            let headed = sized.filter { $0.element.first("h1") != nil }
            guard let largest = (headed.isEmpty ? sized : headed).max(by: { $0.size < $1.size }) else { continue }
            try ArticleElement.checkListing(sized.map(\.element), sized.map(\.size), isHeaded: !headed.isEmpty)
            (element, self.rule) = (largest.element, rule)
            return
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

    /// Refuses three or more of which none stands out, each under a heading that leads elsewhere.
    private static func checkListing(
        _ elements: [XMLTree.Element],
        _ sizes: [Int],
        isHeaded: Bool
    ) throws(SeedProblem) {
        let isEven = (sizes.max() ?? 0) * 2 <= sizes.reduce(0, +)
        guard !isHeaded, elements.count >= 3, isEven else { return }
        let leadElsewhere = elements.allSatisfy { element in
            ["h2", "h3", "h4"].contains { element.first($0)?.first("a") != nil }
                || element.first("a")?.firstDescendant { ["h2", "h3", "h4"].contains($0.name.local) } != nil
        }
        guard leadElsewhere else { return }
        throw SeedProblem(
            line: max(1, elements[0].line),
            reason: "the page lists \(elements.count) articles and is none itself; save each article's own page"
        )
    }

    private static let leaves: Set = ["p", "ul", "ol", "blockquote", "pre", "table", "dl", "figure", "li"]

    /// Elements of a page that hold no article.
    private static let apart: Set = [
        "nav", "aside", "footer", "form", "script", "style", "noscript", "template", "head", "iframe",
    ]

    /// Bytes of text in paragraphs and lists, or of all text where there are none.
    private static func size(of element: XMLTree.Element) -> Int {
        let marked = element.descendants(skipping: { apart.contains($0.name.local) }) { leaves.contains($0.name.local) }
        guard marked.isEmpty else { return marked.reduce(0) { $0 + $1.nodes.reduce(0) { $0 + textSize($1) } } }
        return element.nodes.reduce(0) { $0 + textSize($1) }
    }

    private static func textSize(_ node: XMLTree.Node) -> Int {
        switch node {
        case .text(let text): text.utf8.count { $0 > 0x20 }
        // Leaves inside are counted for themselves.
        case .element(let element):
            leaves.contains(element.name.local) || apart.contains(element.name.local)
                ? 0 : element.nodes.reduce(0) { $0 + textSize($1) }
        }
    }
}
