/// The names of the open elements below the root, and which of them a tag ends; each question takes constant time.
struct HTMLNesting {
    private var stack: [(name: String, isTold: Bool)] = []
    /// Where on the stack each name stands.
    private var places: [String: [Int]] = [:]
    /// Where those stand that most tags can't reach out of, and where the blocks stand.
    private var barriers: [Int] = []
    private var blocks: [Int] = []

    var count: Int { stack.count }
    var isEmpty: Bool { stack.isEmpty }
    var last: String? { stack.last?.name }
    var isForeign: Bool { max(place("svg"), place("math")) >= 0 }

    func contains(_ name: String) -> Bool { place(name) >= 0 }

    mutating func push(_ name: String, isTold: Bool) {
        places[name, default: []].append(stack.count)
        if HTMLNesting.barriers.contains(name) { barriers.append(stack.count) }
        if HTMLNesting.blocks.contains(name) { blocks.append(stack.count) }
        stack.append((name, isTold))
    }

    /// Takes the innermost off and says whether it was told of.
    mutating func pop() -> Bool? {
        guard let (name, isTold) = stack.popLast() else { return nil }
        places[name]?.removeLast()
        if barriers.last == stack.count { barriers.removeLast() }
        if blocks.last == stack.count { blocks.removeLast() }
        return isTold
    }

    /// Of the innermost element of this name; -1 without one.
    private func place(_ name: String) -> Int { places[name]?.last ?? -1 }

    private func place(ofAny names: [String]) -> Int { names.reduce(-1) { max($0, place($1)) } }

    private var barrier: Int { barriers.last ?? -1 }

    /// Which element an end tag ends, with all that it holds; nil when none.
    func place(endedBy name: String) -> Int? {
        let isHeading = HTMLNesting.headings.contains(name)
        let found = isHeading ? place(ofAny: Array(HTMLNesting.headings)) : place(name)
        let limit =
            switch name {
            case "table": -1
            case "td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup": place("table")
            case _ where HTMLNesting.barriers.contains(name): place(ofAny: ["table", "td", "th"])
            default: barrier
            }
        guard found >= 0, found > limit else { return nil }
        // The end of a phrase may end a paragraph, but nothing larger.
        if !HTMLNesting.blocks.contains(name), !HTMLNesting.barriers.contains(name), let block = blocks.last,
            block > found
        {
            return nil
        }
        return found
    }

    /// Which element must end before this one can start; to be asked until there is none.
    func place(endedByStartOf name: String) -> Int? {
        if HTMLNesting.breaksOut.contains(name), isForeign, place("foreignobject") < 0 {
            let places = [place("svg"), place("math")].filter { $0 >= 0 }
            return places.min()
        }
        let table = place("table")
        switch name {
        case "li": return above(max(barrier, place(ofAny: ["ul", "ol", "menu", "dir", "blockquote"])), ["li", "p"])
        case "dd", "dt": return above(max(barrier, place(ofAny: ["dl", "blockquote"])), ["dd", "dt", "p"])
        case "td", "th": return above(max(table, place("tr")), ["td", "th"]) ?? above(table, ["caption"])
        case "tr": return above(table, ["tr"]) ?? above(table, ["td", "th", "caption"])
        case "tbody", "thead", "tfoot", "caption", "colgroup":
            return above(table, ["tbody", "thead", "tfoot"]) ?? above(table, ["tr"])
                ?? above(table, ["td", "th", "caption", "colgroup"])
        case "table":
            if table > place(ofAny: ["td", "th", "caption", "object", "template"]) { return table }
            return above(barrier, ["p"])
        case "option", "optgroup": return last == "option" ? count - 1 : nil
        case "a": return ended(above(barrier, ["a"]))
        case _ where HTMLNesting.headings.contains(name):
            if let last, HTMLNesting.headings.contains(last) { return count - 1 }
            return above(barrier, ["p"])
        case _ where HTMLNesting.endsParagraph.contains(name): return above(barrier, ["p"])
        default: return nil
        }
    }

    /// Of the innermost of these, if it lies inside of the limit.
    private func above(_ limit: Int, _ names: [String]) -> Int? {
        let found = place(ofAny: names)
        return found > limit ? found : nil
    }

    /// The place, unless a block lies inside it.
    private func ended(_ place: Int?) -> Int? {
        guard let place, place > blocks.last ?? -1 else { return nil }
        return place
    }
}

extension HTMLNesting {
    /// Have no content and no end tag.
    static let voids: Set = [
        "area", "base", "basefont", "bgsound", "br", "col", "command", "embed", "frame", "hr", "image", "img", "input",
        "isindex", "keygen",
        "link", "meta", "param", "source", "track", "wbr",
    ]

    static let headNames: Set = [
        "base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "script", "style", "template", "title",
    ]

    private static let headings: Set = ["h1", "h2", "h3", "h4", "h5", "h6"]

    private static let barriers: Set = [
        "applet", "body", "button", "caption", "head", "marquee", "math", "object", "svg", "table", "td", "template",
        "th",
    ]

    /// What the end of a phrase does not reach out of.
    private static let blocks: Set = [
        "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset",
        "figcaption", "figure", "footer", "form", "header", "hgroup", "li", "main", "menu", "nav", "ol", "search",
        "section",
        "summary", "tbody", "tfoot", "thead", "tr", "ul",
    ]

    /// What can't stand in a paragraph (§13.2.6.4.7).
    private static let endsParagraph = blocks.union(["hr", "listing", "p", "plaintext", "pre", "xmp"])

    /// What can't stand in pictures and formulas, and so ends them (§13.2.6.5).
    private static let breaksOut = headings.union([
        "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "head", "hr",
        "i",
        "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strike",
        "strong",
        "sub", "sup", "table", "tt", "u", "ul", "var",
    ])
}
