import XML

extension Article {
    /// The article as an HTML fragment, as feeds and pages show it: corrections, the standfirst as a paragraph of its own, the
    /// picture unless the body shows it, then Summary, Key Points, body, Risks and Disclosure under second-level headings;
    /// never the title.
    package var content: String {
        var html = ""
        html += corrections.map { "<p><strong>\($0.markup)</strong></p>\n" }.joined()
        if let standfirst { html += paragraph(standfirst) }
        if let image, !shows(image) { html += figure(image) }
        if !summary.isEmpty { html += heading("Summary") + summary.map(paragraph).joined() }
        if !keyPoints.isEmpty { html += heading("Key Points") + list(keyPoints) }
        for block in body {
            switch block {
            case .paragraph(let text): html += paragraph(text)
            case .heading(let text, let level): html += heading(text, level)
            case .list(let items): html += list(items)
            case .markup(let markup, _): html += markup + "\n"
            }
        }
        if !risks.isEmpty { html += heading("Risks") + list(risks) }
        if !disclosure.isEmpty { html += heading("Disclosure") + disclosure.map(paragraph).joined() }
        return html
    }
}

extension Article {
    private func shows(_ image: Image) -> Bool {
        let source = "src=\"\(XMLText.escaped(image.address))\""
        return body.contains { block in
            switch block {
            case .paragraph(let passage), .heading(let passage, _): passage.html?.contains(source) ?? false
            case .list(let items): items.contains { $0.html?.contains(source) ?? false }
            case .markup(let markup, _): markup.contains(source)
            }
        }
    }
}

extension Passage {
    /// As HTML.
    package var markup: String { html ?? XMLText.escaped(text) }
}

private func paragraph(_ passage: Passage) -> String { "<p>\(passage.markup)</p>\n" }

private func heading(_ passage: Passage, _ level: Int = 2) -> String { "<h\(level)>\(passage.markup)</h\(level)>\n" }

private func list(_ items: [Passage]) -> String {
    "<ul>\n" + items.map { "<li>\($0.markup)</li>\n" }.joined() + "</ul>\n"
}

private func figure(_ image: Article.Image) -> String {
    let (source, alternative) = (XMLText.escaped(image.address), XMLText.escaped(image.alternative))
    return "<p><img src=\"\(source)\" alt=\"\(alternative)\"></p>\n"
}
