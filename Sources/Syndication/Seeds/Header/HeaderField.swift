/// What one line under a title says of the article.
enum HeaderField: Hashable {
    case title(String)
    case date(DateLine.Reading)
    case updated(DateLine.Reading)
    case authors([String])
    case category(String)
    case tags([String])
    case id(String)
    case link(String)
    case slug(Slug)
    case language(String)
    case draft(Bool)

    /// Reads "Published: January 7, 2026", "By Ann Lee", "Category: Food" and their like, or a date alone; nil for text.
    static func read(_ line: String, _ settings: RecognitionSettings) -> HeaderField? {
        guard line.utf8.count <= 200 else { return nil }
        let reading = DateLine.read(line, settings)
        if reading != .none { return .date(reading) }
        if let field = labelled(line, settings) { return field }
        return phrase(line, settings)
    }

    /// "Label: value".
    private static func labelled(_ line: String, _ settings: RecognitionSettings) -> HeaderField? {
        guard let colon = line.utf8.prefix(24).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let value = String(line[line.utf8.index(after: colon)...]).collapsingSpace
        guard !value.isEmpty, let label = HeaderLabel(String(line[..<colon])) else { return nil }
        return field(label, value, settings)
    }

    /// What a label's value says; nil when it can't be that.
    static func field(_ label: HeaderLabel, _ value: String, _ settings: RecognitionSettings) -> HeaderField? {
        switch label {
        case .title: return .title(value)
        case .date, .updated:
            let reading = DateLine.read(value, settings)
            guard reading != .none else { return nil }
            return label == .date ? .date(reading) : .updated(reading)
        case .author: return Byline.names(in: value).map(HeaderField.authors)
        case .category: return value.utf8.count <= 100 ? .category(value) : nil
        case .tags:
            let tags = value.split { $0 == "," || $0 == ";" }.map { String($0).collapsingSpace }.filter { !$0.isEmpty }
            return tags.isEmpty ? nil : .tags(tags)
        case .id: return .id(value)
        case .link: return isAbsolute(value) ? .link(value) : nil
        case .slug: return Slug(value).map(HeaderField.slug)
        case .language:
            // As POSIX and Open Graph write it: “de_AT”.
            return LanguageTag(value.replacing("_", with: "-")).map { .language($0.text) }
        case .draft:
            switch Folding.folded(value) {
            case "true", "yes", "draft", "hidden", "private", "pending", "unlisted", "unpublished": return .draft(true)
            case "false", "no", "published", "publish", "final", "live": return .draft(false)
            default: return nil
            }
        }
    }

    /// "By Ann Lee", "Published on January 7, 2026".
    private static func phrase(_ line: String, _ settings: RecognitionSettings) -> HeaderField? {
        guard HeaderLabel.mayBeginPhrase(line) else { return nil }
        let words = line.split(separator: " ", maxSplits: 3)
        guard let first = words.first, words.count > 1 else { return nil }
        if Folding.folded(String(first)) == "by" {
            return Byline.names(in: line.dropFirst(first.count).description.trimmingSpace).map(HeaderField.authors)
        }
        for count in 1...min(3, words.count - 1) {
            let label = HeaderLabel(words[..<count].joined(separator: " "))
            guard label == .date || label == .updated else { continue }
            let reading = DateLine.read(words[count...].joined(separator: " "), settings)
            guard reading != .none else { continue }
            return label == .date ? .date(reading) : .updated(reading)
        }
        return nil
    }

    private static func isAbsolute(_ text: String) -> Bool {
        ["https://", "http://"].contains { text.lowercased().hasPrefix($0) } && !text.contains(" ")
    }
}

/// The words before a colon that say what stands after it.
enum HeaderLabel: CaseIterable {
    case title
    case date
    case updated
    case author
    case category
    case tags
    case id
    case link
    case slug
    case language
    case draft

    /// Nil for words that are no label.
    init?(_ words: String) {
        let key = Folding.folded(words)
        guard let label = HeaderLabel.labels[key] else { return nil }
        self = label
    }

    private static let labels = Dictionary(
        uniqueKeysWithValues: allCases.flatMap { label in label.words.map { ($0, label) } }
    )

    /// Whether a line may begin with "by" or with a label of a date and no colon; false for most lines, by what their first
    /// word folds to: to split them and look for labels is slow.
    static func mayBeginPhrase(_ line: String) -> Bool {
        guard let first = line.utf8.first else { return false }
        if 0x21..<0x80 ~= first, !initials[Int(first | 0x20)] { return false }
        let key = Folding.folded(String(decoding: line.utf8.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self))
        return key.isEmpty || openings.contains(firstWord(of: key))
    }

    private static let openings = Set(
        labels.filter { [.date, .updated].contains($0.value) }.keys.map(firstWord) + ["by"]
    )

    /// By letter, whether one of them begins with it.
    private static let initials = openings.reduce(into: [Bool](repeating: false, count: 128)) { initials, opening in
        if let first = opening.utf8.first { initials[Int(first)] = true }
    }

    private static func firstWord(of key: String) -> String {
        String(decoding: key.utf8.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }

    private var words: [String] {
        switch self {
        case .title: ["title", "headline"]
        case .date: ["date", "published", "published on", "posted", "posted on", "publication date", "pubdate"]
        case .updated:
            ["updated", "updated on", "last updated", "last updated on", "modified", "last modified", "lastmod"]
        case .author: ["author", "authors", "by", "byline", "written by", "reporter"]
        case .category: ["category", "section", "filed under", "topic"]
        case .tags: ["tags", "keywords"]
        case .id: ["id", "guid"]
        case .link: ["link", "url", "canonical", "permalink", "canonical link"]
        case .slug: ["slug"]
        case .language: ["language", "lang"]
        case .draft: ["draft", "status"]
        }
    }
}
