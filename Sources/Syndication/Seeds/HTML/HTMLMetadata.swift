import Foundation
import XML

/// What a page says of its article in its head, in JSON-LD and in microdata, the surest first.
struct HTMLMetadata {
    private(set) var items: [Item] = []
    /// Where JSON-LD stands that is no JSON.
    private(set) var brokenLines: [Int] = []
    /// What the page calls its site.
    let siteName: String?
    /// The values of `article:tag`, each of which is one.
    private var tags: [String] = []

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
        let metas = root.all("meta")
        siteName = metas.first { $0.words(of: "property") == ["og:site_name"] }?.attribute("content")?.collapsingSpace
        if let link = root.firstDescendant(where: {
            $0.name.local == "link" && $0.words(of: "rel").contains("canonical")
        }) {
            add(.label(.link), [link.attribute("href") ?? ""], link.line, "“link rel=canonical”")
        }
        for script in root.all("script") where script.words(of: "type") == ["application/ld+json"] {
            guard let data = LinkedData(script.text) else {
                brokenLines.append(max(1, script.line))
                continue
            }
            // Programs that write it often leave the references of HTML in it.
            for (meaning, values) in data.fields {
                add(meaning, values.map(HTMLText.plain), script.line, "JSON-LD")
            }
        }
        addMicrodata(root)
        for meta in metas { addMeta(meta) }
        if let first = metas.first(where: { $0.words(of: "property") == ["article:tag"] }) {
            add(.label(.tags), tags, first.line, "“meta property=article:tag”")
        }
        if let language = root.attribute("lang") { add(.label(.language), [language], root.line, "the page's “lang”") }
        if let time = root.firstDescendant(where: { $0.name.local == "time" && $0.attribute("datetime") != nil }) {
            add(.label(.date), [time.attribute("datetime") ?? ""], time.line, "the first “time”")
        }
    }

    private mutating func add(_ meaning: Item.Meaning, _ values: [String], _ line: Int, _ rule: String) {
        let values = values.map(\.collapsingSpace).filter { !$0.isEmpty }
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
            if name == "article:tag" {
                tags.append(content)
            } else {
                let value = meaning == .label(.title) ? SiteName.removed(siteName, from: content) : content
                add(meaning, [value], meta.line, "“meta \(attribute)=\(name)”")
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
        case "og:locale": return .label(.language)
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
