import Foundation

/// Articles in JSON-LD, as schema.org describes them.
enum LinkedData {
    private static let types: Set = [
        "Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "AnalysisNewsArticle",
        "OpinionNewsArticle", "ReviewNewsArticle", "BackgroundNewsArticle", "ScholarlyArticle", "TechArticle",
        "SocialMediaPosting", "LiveBlogPosting",
    ]

    /// What the first article in the text says; nothing when it is no JSON or holds none.
    static func fields(of text: String) -> [(HTMLMetadata.Item.Meaning, [String])] {
        guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)), let article = article(in: value)
        else {
            return []
        }
        let keywords = strings(article["keywords"])
        let found: [(HTMLMetadata.Item.Meaning, [String])] = [
            (.label(.title), strings(article["headline"] ?? article["name"])),
            (.label(.date), strings(article["datePublished"])),
            (.label(.updated), strings(article["dateModified"])),
            (.label(.author), strings(article["author"])),
            (.label(.category), strings(article["articleSection"])),
            (.label(.tags), keywords),
            (.description, strings(article["description"])),
            (.image, strings(article["image"], member: "url")),
            (.label(.link), strings(article["mainEntityOfPage"] ?? article["url"], member: "@id")),
            (.label(.language), strings(article["inLanguage"])),
        ]
        return found.filter { !$0.1.isEmpty }
    }

    private static func article(in value: Any) -> [String: Any]? {
        if let list = value as? [Any] { return list.lazy.compactMap(article(in:)).first }
        guard let object = value as? [String: Any] else { return nil }
        if strings(object["@type"]).contains(where: types.contains) { return object }
        return object["@graph"].flatMap(article(in:))
    }

    /// A string, the name of an object, or all of a list.
    private static func strings(_ value: Any?, member: String = "name") -> [String] {
        switch value {
        case let text as String: [text]
        case let list as [Any]: list.prefix(50).flatMap { strings($0, member: member) }
        case let object as [String: Any]: (object[member] as? String).map { [$0] } ?? []
        default: []
        }
    }
}
