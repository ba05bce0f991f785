import Foundation
import XML

/// What a page says of its article in its head, in JSON-LD and in microdata, the surest first.
struct HTMLMetadata {
    private(set) var items: [Item] = []

    struct Item {
        enum Meaning: Hashable {
            case label(HeaderLabel)
            case description
            case image
        }

        let meaning: Meaning
        let values: [String]
        let line: Int
        let rule: String
    }

    init(of root: XMLTree.Element) {
        for script in root.all("script") where script.words(of: "type") == ["application/ld+json"] {
            for (meaning, values) in LinkedData.fields(of: script.text) { add(meaning, values, script.line, "JSON-LD") }
        }
        addMicrodata(root)
        if let link = root.firstDescendant(where: {
            $0.name.local == "link" && $0.words(of: "rel").contains("canonical")
        }) {
            add(.label(.link), [link.attribute("href") ?? ""], link.line, "“link rel=canonical”")
        }
        for meta in root.all("meta") { addMeta(meta) }
        if let language = root.attribute("lang") { add(.label(.language), [language], root.line, "the page's “lang”") }
        if let time = root.firstDescendant(where: { $0.name.local == "time" && $0.attribute("datetime") != nil }) {
            add(.label(.date), [time.attribute("datetime") ?? ""], time.line, "the first “time”")
        }
    }

    private mutating func add(_ meaning: Item.Meaning, _ values: [String], _ line: Int, _ rule: String) {
        let values = values.map { HTMLText.plain($0) }.filter { !$0.isEmpty }
        guard !values.isEmpty else { return }
        items.append(Item(meaning: meaning, values: values, line: max(1, line), rule: rule))
    }

    private mutating func addMeta(_ meta: XMLTree.Element) {
        guard let content = meta.attribute("content") else { return }
        for attribute in ["property", "name"] {
            guard let name = meta.attribute(attribute).map(Folding.folded), let meaning = HTMLMetadata.meaning(of: name)
            else {
                continue
            }
            let rule = "“meta \(attribute)=\(name)”"
            if meaning == .label(.tags), let place = items.lastIndex(where: { $0.rule == rule }), name == "article:tag"
            {
                let before = items[place]
                items[place] = Item(meaning: meaning, values: before.values + [content], line: before.line, rule: rule)
            } else {
                add(meaning, [content], meta.line, rule)
            }
        }
    }

    private static func meaning(of name: String) -> Item.Meaning? {
        switch name {
        case "og:title", "twitter:title", "dc.title", "dcterms.title": return .label(.title)
        case "article:published_time", "og:published_time", "dc.date", "dc.date.issued", "dcterms.created",
            "dcterms.issued",
            "dcterms.date", "publish-date", "parsely-pub-date", "sailthru.date", "publication_date":
            return .label(.date)
        case "article:modified_time", "og:updated_time", "dcterms.modified", "last-modified": return .label(.updated)
        case "article:author", "dc.creator", "parsely-author", "sailthru.author": return .label(.author)
        case "article:section", "parsely-section": return .label(.category)
        case "article:tag", "news_keywords", "parsely-tags": return .label(.tags)
        case "og:url": return .label(.link)
        case "og:description", "twitter:description", "dc.description", "dcterms.abstract": return .description
        case "og:image", "twitter:image": return .image
        default: break
        }
        switch MetadataKey(name) {
        case .label(let label): return .label(label)
        case .description: return .description
        case .image: return .image
        case .published: return .label(.date)
        case nil: return nil
        }
    }

    private mutating func addMicrodata(_ root: XMLTree.Element) {
        let meanings: [String: Item.Meaning] = [
            "headline": .label(.title), "datepublished": .label(.date), "datemodified": .label(.updated),
            "author": .label(.author), "articlesection": .label(.category), "keywords": .label(.tags),
            "description": .description, "image": .image,
        ]
        for element in root.descendants(where: { $0.attribute("itemprop") != nil }) {
            for name in element.words(of: "itemprop") {
                guard let meaning = meanings[name] else { continue }
                var place = element
                if meaning == .label(.author),
                    let inner = element.firstDescendant(where: { $0.words(of: "itemprop").contains("name") })
                {
                    place = inner
                }
                let named = ["content", "datetime", "src", "href"].lazy.compactMap { place.attribute($0) }.first
                let value = meaning == .label(.author) ? place.attribute("content") ?? place.text : named ?? place.text
                add(meaning, [value], element.line, "microdata “\(name)”")
            }
        }
    }
}
