import Catalogue
import Syndication

/// The articles that a source named beside its own, as far as they are held, completed by those most like it.
enum RelatedArticles {
    /// At most so many that were named are looked up.
    private static let limit = 10
    /// Others complete them to so many.
    private static let usual = 4

    /// Matched by title; where the source gave a teaser, it must begin the other's abstract or text.
    static func links(from holding: Holding, in catalogue: CatalogueTransaction, site: Site) throws -> [PageLink] {
        var found: [Holding] = []
        for related in holding.details.related.prefix(limit) {
            let match = try catalogue.holdings(title: related.title).first { other in
                guard other.number != holding.number else { return false }
                return try isConfirmed(related, by: other, in: catalogue)
            }
            if let match, !found.contains(match) { found.append(match) }
        }
        let named = Set(found.map(\.number))
        found += try catalogue.alike(holding, leavingOut: named, limit: usual - found.count)
        return found.map { PageLink(title: $0.title, address: $0.entry(content: "", in: site).link) }
    }

    private static func isConfirmed(
        _ related: Article.Related,
        by holding: Holding,
        in catalogue: CatalogueTransaction
    ) throws -> Bool {
        guard let teaser = related.teaser.map(Folding.folded), !teaser.isEmpty else { return true }
        if let abstract = holding.abstract, Folding.folded(abstract).hasPrefix(teaser) { return true }
        // The teaser may begin the summary or the body instead; any paragraph of the content that it begins will do.
        guard let content = try catalogue.content(of: holding.number) else { return false }
        return content.split(separator: "\n").contains { line in
            guard line.hasPrefix("<p>") else { return false }
            return Folding.folded(HTMLParagraph.text(String(line))).hasPrefix(teaser)
        }
    }
}

/// A paragraph as our own writer leaves it: one line, no markup inside.
private enum HTMLParagraph {
    static func text(_ line: String) -> String {
        var text = line.dropFirst(3)
        if text.hasSuffix("</p>") { text = text.dropLast(4) }
        return String(text).replacingEntities
    }
}

extension String {
    fileprivate var replacingEntities: String {
        var result = ""
        var rest = self[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...]
            let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].first { rest.hasPrefix($0.0) }
            if let known {
                result += known.1
                rest = rest.dropFirst(known.0.count)
            } else {
                result.append("&")
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
