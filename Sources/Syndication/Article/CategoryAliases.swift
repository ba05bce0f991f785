/// Names of categories that stand for others.
package struct CategoryAliases: Sendable, Hashable {
    /// As they are written: “Old name = New name”.
    package let sources: [String]
    private let names: [Slug: String]

    package struct InvalidAlias: Error {
        package let reason: String
    }

    /// None.
    package init() {
        (sources, names) = ([], [:])
    }

    /// Throws for a text that isn't “FROM = TO”, and for one that leads back to itself.
    package init(_ sources: [String]) throws(InvalidAlias) {
        var names: [Slug: String] = [:]
        for source in sources {
            let sides = source.split(separator: "=", omittingEmptySubsequences: false)
                .map { String($0).collapsingSpace }
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
                throw InvalidAlias(reason: "must be “old name = new name”, not “\(source)”")
            }
            let slug = Category(named: sides[0]).slug
            guard names.updateValue(sides[1], forKey: slug) == nil else {
                throw InvalidAlias(reason: "“\(sides[0])” stands here twice")
            }
        }
        (self.sources, self.names) = (sources, names)
        for slug in names.keys.sorted(by: { $0.text < $1.text }) where end(of: slug) == nil {
            throw InvalidAlias(reason: "“\(slug.text)” leads back to itself")
        }
    }

    /// The name to use instead of one; itself when there is none.
    package func name(for name: String) -> String {
        names.isEmpty ? name : end(of: Category(named: name).slug).flatMap { $0 } ?? name
    }

    /// Where a former category is now; nil when the slug is none.
    package func successor(of slug: Slug) -> Slug? {
        end(of: slug).flatMap { $0 }.map { Category(named: $0).slug }
    }

    /// The last name in a chain, `.some(nil)` for a slug that begins none, nil for one that never ends.
    private func end(of slug: Slug) -> String?? {
        var (slug, found): (Slug, String?) = (slug, nil)
        for _ in 0...names.count {
            guard let next = names[slug] else { return .some(found) }
            let nextSlug = Category(named: next).slug
            // Another spelling of the same is a name to show, and no way back.
            if nextSlug == slug { return .some(next) }
            (slug, found) = (nextSlug, next)
        }
        return nil
    }
}
