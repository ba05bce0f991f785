import XML

/// What must hold of sanitised HTML.
enum SanitisedHTML {
    static func check(_ html: [UInt8]) throws {
        guard let text = try text(of: html) else { return }
        try checkNames(in: text)
        let again = try self.text(of: Array(text.utf8))
        try require(again == text, "sanitised once more it stays: \(text.debugDescription), \(again.debugDescription)")
    }

    /// Read back, it holds only elements and attributes of the allow-list, and addresses that lead where they may.
    static func checkNames(in html: String) throws {
        guard let root = try HTMLTree(reading: Array(html.utf8)).root else { return }
        for body in root.elements { try checkNames(in: body.elements) }
    }

    private static func checkNames(in elements: some Sequence<XMLTree.Element>) throws {
        for element in elements {
            let name = element.name.local
            guard let attributes = allowed[name] else {
                throw BrokenInvariant(description: "the element \(name) is not allowed")
            }
            for (key, value) in element.attributes {
                try require(attributes.contains(key.local), "\(name) has no \(key.local)")
                guard key.local == "href" || key.local == "src" else { continue }
                let schemes = key.local == "href" ? ["http:", "https:", "mailto:"] : ["http:", "https:"]
                try require(
                    schemes.contains { value.lowercased().hasPrefix($0) },
                    "\(value.debugDescription) leads nowhere good"
                )
            }
            try checkNames(in: element.elements)
        }
    }

    /// Nil when the HTML is refused.
    private static func text(of html: [UInt8]) throws -> String? {
        let tree: HTMLTree
        do {
            tree = try HTMLTree(reading: html)
        } catch {
            switch error.code {
            case .tooDeep, .tooLarge: return nil
            default: throw error
            }
        }
        let nodes = tree.root.map { [XMLTree.Node.element($0)] } ?? []
        return HTMLFragment.text(of: HTMLSanitiser.sanitised(nodes, base: "https://news.example/articles/one.html"))
    }

    // Written here once more, since it must not be what the sanitiser looks at.
    private static let allowed: [String: Set<String>] = {
        let plain = [
            "b", "blockquote", "br", "code", "dd", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "hr",
            "i",
            "li", "p", "pre", "strong", "sub", "sup", "table", "tbody", "thead", "tr", "ul",
        ]
        var allowed: [String: Set<String>] = [
            "a": ["href", "title"], "abbr": ["title"], "img": ["src", "alt", "title", "width", "height"],
            "ol": ["start"], "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan"], "time": ["datetime"],
        ]
        for name in plain { allowed[name] = [] }
        return allowed
    }()
}
