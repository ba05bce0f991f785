import XML

extension XMLNamespace {
    /// Declared only where it is used: validators warn of namespaces that nothing is in.
    static let openSearch = XMLNamespace(prefix: "opensearch", uri: "http://a9.com/-/spec/opensearch/1.1/")
}

/// What Atom and RSS say in the same elements.
extension XMLWriter {
    /// - Parameter link: the name of Atom's `link` in this document.
    mutating func paging(_ paging: FeedPaging?, as link: String, _ mediaType: String) throws(XMLError) {
        for (relation, address) in paging?.links ?? [] {
            try element(
                link,
                [XMLAttribute("rel", relation), XMLAttribute("type", mediaType), XMLAttribute("href", address)]
            )
        }
    }

    mutating func search(_ search: FeedSearch?, as link: String) throws(XMLError) {
        guard let search else { return }
        try element(
            link,
            [
                XMLAttribute("rel", "search"), XMLAttribute("type", "application/opensearchdescription+xml"),
                XMLAttribute("href", search.description),
            ]
        )
        if let total = search.total { try element("opensearch:totalResults", text: String(total)) }
        try element("opensearch:startIndex", text: String(search.start))
        try element("opensearch:itemsPerPage", text: String(search.perPage))
        try element(
            "opensearch:Query",
            [
                XMLAttribute("role", "request"), XMLAttribute("searchTerms", search.query),
                XMLAttribute("startIndex", String(search.start)),
            ]
        )
    }
}
