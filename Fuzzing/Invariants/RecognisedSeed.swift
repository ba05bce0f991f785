import Syndication
import XML

/// What must hold of any article.
struct RecognisedSeed {
    let recognition: Recognition
    /// How many the seed may have, however line ends are counted.
    let lines: Int

    func check() throws {
        let article = recognition.article
        try require(!article.title.isEmpty, "an article has a title")
        for field in fields {
            try require(isClean(field), "a field is clean and of one line: \(field.debugDescription)")
        }
        for text in article.texts { try require(!text.isEmpty, "no text is empty") }
        for place in recognition.findings.compactMap(\.lines) + recognition.cuts.map(\.lines) {
            try require(place.lowerBound >= 1 && place.upperBound <= lines, "lines \(place) are lines of the seed")
        }
        for note in recognition.notes {
            try require((1...lines).contains(note.line), "a note's line is one of the seed's: \(note.line)")
        }
        try checkContent(article.content)
        try checkFragments(of: article)
    }

    private var fields: [String] {
        let article = recognition.article
        var fields = article.texts + [article.title] + article.authors + article.tags
        fields += [article.category, article.description, article.abstract, article.language, article.explicitID]
            .compactMap { $0 }
        fields += [article.canonicalLink, article.image?.address, article.slug?.text].compactMap { $0 }
        fields += article.related.flatMap { [$0.title, $0.teaser].compactMap { $0 } }
        return fields
    }

    /// No line break of any kind, nothing that XML 1.0 forbids, no white space but single spaces inside.
    private func isClean(_ text: String) -> Bool {
        let isSingleLine = text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace || $0 == " " }
        return isSingleLine && XMLText.repaired(text).utf8.elementsEqual(text.utf8)
            && !text.utf8.starts(with: [0x20]) && text.utf8.last != 0x20
    }

    /// What the page and the feeds show is on the allow-list, and readers who sanitise it lose no word.
    private func checkContent(_ content: String) throws {
        try SanitisedHTML.checkNames(in: content)
        let tree = try HTMLTree(reading: Array(content.utf8))
        let nodes = HTMLSanitiser.sanitised(tree.root.map { [.element($0)] } ?? [], base: nil)
        let words = letters(of: tree.root.map { [.element($0)] } ?? [])
        try require(letters(of: nodes) == words, "sanitised once more it keeps its words: \(content.debugDescription)")
    }

    /// The text without white space.
    private func letters(of nodes: [XMLTree.Node]) -> [UInt8] {
        let text = XMLTree.Element(name: XMLTree.Name("all"), line: 1, nodes: nodes).text
        return Array(HTMLText.collapsed(text).utf8.filter { $0 != 0x20 })
    }

    private func checkFragments(of article: Article) throws {
        guard let baseURL = BaseURL("https://post.example/wending") else { return }
        let id = PermanentID(Digest(high: 7, low: 9))
        let site = Site(id: id, title: "The Wending Post", baseURL: baseURL)
        let entry = Entry(
            id: id,
            givenID: article.explicitID,
            title: article.title,
            link: baseURL.appending("/articles/an-article"),
            published: Timestamp(seconds: 1_762_171_200),
            updated: Timestamp(seconds: 1_762_171_200),
            category: article.category.map(Category.init(named:)),
            tags: article.tags.map(Category.init(named:)),
            authors: article.authors,
            language: article.language,
            canonicalLink: article.canonicalLink,
            image: article.image?.address,
            abstract: article.abstract,
            content: article.content
        )
        for format in FeedFormats.all { try format.check(try format.fragment(of: entry, in: site)) }
    }
}
