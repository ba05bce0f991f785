import XML

/// What stands inside a page's article and is none of it: navigation, share buttons, teasers, forms, what isn't shown.
enum PageFurniture {
    private static let names: Set = ["nav", "aside", "footer", "form", "button", "dialog", "menu"]

    private static let roles: Set = [
        "navigation", "complementary", "search", "banner", "contentinfo", "dialog", "toolbar", "menu", "alertdialog",
    ]

    /// Words in names of classes and ids, between hyphens and their like.
    private static let words: Set = [
        "share", "sharing", "social", "related", "newsletter", "comment", "comments", "ad", "ads", "advert",
        "advertisement",
        "promo", "breadcrumb", "breadcrumbs", "cookie", "cookies", "subscribe", "subscription", "sidebar", "popup",
        "outbrain",
        "taboola", "recirculation", "recommended", "pagination", "paywall", "toolbar", "teasers", "sponsored",
        "disqus", "signup", "noprint",
    ]

    /// Whole names of what only some see.
    private static let hiding: Set = [
        "sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "hidden", "skip-link",
    ]

    /// The element without them, and where they stood.
    static func removed(from element: XMLTree.Element, _ cuts: inout [Recognition.Cut]) -> XMLTree.Element {
        var nodes: [XMLTree.Node] = []
        for node in element.nodes {
            guard case .element(let inner) = node else {
                nodes.append(node)
                continue
            }
            if let reason = reason(toCut: inner) {
                let line = max(1, inner.line)
                if !inner.text.collapsingSpace.isEmpty { cuts.append(.init(rule: reason, lines: line...line)) }
            } else {
                nodes.append(.element(removed(from: inner, &cuts)))
            }
        }
        return XMLTree.Element(name: element.name, line: element.line, attributes: element.attributes, nodes: nodes)
    }

    /// Whether no article is looked for in an element: what is cut from articles, and comments and teasers that call
    /// themselves articles.
    static func isApart(_ element: XMLTree.Element) -> Bool {
        reason(toCut: element) != nil || element.name.local == "article" && name(toCut: element) != nil
    }

    private static func reason(toCut element: XMLTree.Element) -> String? {
        if names.contains(element.name.local) { return "the page's “\(element.name.local)”" }
        if let role = element.words(of: "role").first(where: roles.contains) { return "the page's “\(role)”" }
        if element.attribute("hidden") != nil || element.words(of: "aria-hidden") == ["true"] {
            return "what is not shown"
        }
        let style = element.attribute("style")?.lowercased().filter { !$0.isWhitespace } ?? ""
        if style.contains("display:none") || style.contains("visibility:hidden") { return "what is not shown" }
        // Marks in running text carry such names too, as do the article's own parts at times.
        guard
            ["div", "section", "ul", "ol", "p", "header", "figure", "table", "span", "h2", "h3", "h4"].contains(
                element.name.local
            )
        else { return nil }
        return name(toCut: element)
    }

    private static func name(toCut element: XMLTree.Element) -> String? {
        for attribute in ["class", "id"] {
            for name in element.words(of: attribute) {
                if hiding.contains(name) { return "what is not shown" }
                let parts = name.split { !($0.isLetter || $0.isNumber) }.map(String.init)
                if let word = parts.first(where: words.contains), parts.count <= 3 {
                    return "“\(name)”, by its word “\(word)”"
                }
            }
        }
        return nil
    }
}
