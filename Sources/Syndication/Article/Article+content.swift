import XML

extension Article {
    /// The article as an HTML fragment, as feeds and pages show it: corrections, the standfirst as a paragraph of its own, then
    /// Summary, Key Points, body, Risks and Disclosure under second-level headings; never the title.
    package var content: String {
        var html = ""
        html += corrections.map { "<p><strong>\(XMLText.escaped($0))</strong></p>\n" }.joined()
        if let standfirst { html += paragraph(standfirst) }
        if !summary.isEmpty { html += heading("Summary") + summary.map(paragraph).joined() }
        if !keyPoints.isEmpty { html += heading("Key Points") + list(keyPoints) }
        for block in body {
            switch block {
            case .paragraph(let text): html += paragraph(text)
            case .heading(let text): html += heading(text)
            case .list(let items): html += list(items)
            }
        }
        if !risks.isEmpty { html += heading("Risks") + list(risks) }
        if !disclosure.isEmpty { html += heading("Disclosure") + disclosure.map(paragraph).joined() }
        return html
    }
}

private func paragraph(_ text: String) -> String { "<p>\(XMLText.escaped(text))</p>\n" }

private func heading(_ text: String) -> String { "<h2>\(XMLText.escaped(text))</h2>\n" }

private func list(_ items: [String]) -> String {
    "<ul>\n" + items.map { "<li>\(XMLText.escaped($0))</li>\n" }.joined() + "</ul>\n"
}
