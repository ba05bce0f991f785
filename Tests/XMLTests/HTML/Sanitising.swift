import XML

/// HTML that is read, sanitised and written again.
enum Sanitising {
    static let base = "https://news.example/articles/one.html"

    static func text(of html: [UInt8], base: String? = base) throws -> String {
        let nodes = try HTMLTree(reading: html).root.map { [XMLTree.Node.element($0)] } ?? []
        return HTMLFragment.text(of: HTMLSanitiser.sanitised(nodes, base: base))
    }

    static func text(of html: String, base: String? = base) throws -> String {
        try text(of: Array(html.utf8), base: base)
    }
}
