package import XML

/// The description of the site's search for browsers and readers (OpenSearch 1.1, draft 6).
package enum OpenSearch {
    package static let mediaType = "application/opensearchdescription+xml"

    /// The document at a path.
    package static func description(of site: Site, at path: String) throws(XMLError) -> [UInt8] {
        var xml = try XMLWriter(.document)
        let namespace = XMLNamespace(prefix: nil, uri: "http://a9.com/-/spec/opensearch/1.1/")
        try xml.open("OpenSearchDescription", namespaces: [namespace], [])
        try xml.element("ShortName", text: short(site.title, 16))
        try xml.element("Description", text: short("Search the articles of \(site.title)", 1_024))
        let forms = [("text/html", "/search")] + FeedFormats.all.map { ($0.mediaType, "/search/\($0.fileName)") }
        for (type, path) in forms {
            try xml.element(
                "Url",
                [
                    XMLAttribute("type", type), XMLAttribute("rel", "results"), XMLAttribute("indexOffset", "1"),
                    XMLAttribute(
                        "template",
                        "\(site.baseURL.appending(path))?q={searchTerms}&start={startIndex?}"
                    ),
                ]
            )
        }
        try xml.element(
            "Url",
            [
                XMLAttribute("type", mediaType), XMLAttribute("rel", "self"),
                XMLAttribute("template", site.baseURL.appending(path)),
            ]
        )
        try xml.element("Query", [XMLAttribute("role", "example"), XMLAttribute("searchTerms", "news")])
        try xml.element("Language", text: site.language)
        try xml.element("InputEncoding", text: "UTF-8")
        try xml.element("OutputEncoding", text: "UTF-8")
        let (head, tail) = try xml.split()
        return head + tail
    }

    /// At most so many characters.
    private static func short(_ text: String, _ limit: Int) -> String {
        text.unicodeScalars.count <= limit
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
    }
}
