/// What sanitised HTML may hold, and what becomes of the rest.
enum HTMLAllowList {
    /// What becomes of an element.
    enum Fate: Hashable {
        /// Gone with everything in it.
        case dropped
        /// What it holds stands in its place, as part of the line around.
        case unwrapped
        /// What it holds stands in its place, on lines of its own.
        case parted
        /// A phrase, under this name.
        case phrase(String)
        case heading(String)
        case lineBreak, image, rule, preformatted
        case blockquote, figure, table, definitions
        case list(String)
        case quotation
    }

    /// The fate of elements of this name, which is lower case.
    static func fate(of name: String) -> Fate { fates[name] ?? .unwrapped }

    private static let fates: [String: Fate] = {
        var fates: [String: Fate] = [
            "br": .lineBreak, "img": .image, "image": .image, "hr": .rule, "pre": .preformatted,
            "listing": .preformatted,
            "blockquote": .blockquote, "figure": .figure, "table": .table, "dl": .definitions, "q": .quotation,
            "ul": .list("ul"), "ol": .list("ol"), "dir": .list("ul"), "menu": .list("ul"),
            "h1": .heading("h2"), "h2": .heading("h2"), "h3": .heading("h3"), "h4": .heading("h4"),
            "h5": .heading("h4"),
            "h6": .heading("h4"),
            "kbd": .phrase("code"), "samp": .phrase("code"), "tt": .phrase("code"), "cite": .phrase("em"),
            "dfn": .phrase("em"), "var": .phrase("i"),
        ]
        for name in phrases { fates[name] = .phrase(name) }
        for name in parted { fates[name] = .parted }
        for name in dropped { fates[name] = .dropped }
        return fates
    }()

    private static let phrases = ["a", "abbr", "b", "code", "em", "i", "strong", "sub", "sup", "time"]

    private static let parted = [
        "address", "article", "aside", "body", "caption", "center", "colgroup", "dd", "details", "dialog", "div", "dt",
        "fieldset",
        "figcaption", "footer", "form", "header", "hgroup", "html", "legend", "li", "main", "nav", "p", "search",
        "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
    ]

    private static let dropped = [
        "applet", "area", "audio", "base", "basefont", "bgsound", "button", "canvas", "col", "command",
        "datalist", "embed", "frame", "frameset", "head", "iframe", "input", "isindex", "keygen", "link", "map", "math",
        "menuitem", "meta", "meter", "noembed", "noframes", "noscript", "object", "optgroup", "option", "output",
        "param",
        "plaintext", "progress", "script", "select", "source", "style", "svg", "template", "textarea", "title", "track",
        "video", "xmp",
    ]

    /// The attributes that an element may have, in the order in which they are written.
    static func attributes(of name: String) -> [String] {
        switch name {
        case "a": ["href", "title"]
        case "img": ["src", "alt", "title", "width", "height"]
        case "abbr": ["title"]
        case "time": ["datetime"]
        case "ol": ["start"]
        case "td", "th": ["colspan", "rowspan"]
        default: []
        }
    }

    /// Elements that stand on lines of their own.
    static let blocks: Set = [
        "blockquote", "dd", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "table",
        "tbody", "td", "th", "thead", "tr", "ul",
    ]

    static let voids: Set = ["br", "hr", "img"]
}
