import Foundation

/// Articles in JSON-LD, as schema.org describes them.
struct LinkedData {
    private static let types: Set = [
        "Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "AnalysisNewsArticle",
        "OpinionNewsArticle", "ReviewNewsArticle", "BackgroundNewsArticle", "ScholarlyArticle", "TechArticle",
        "SocialMediaPosting", "LiveBlogPosting",
    ]

    /// What the first article in the text says; empty when it holds none.
    private(set) var fields: [(HTMLMetadata.Item.Meaning, [String])] = []
    /// By what others call them: an article may name its author so.
    private var objects: [String: [String: Any]] = [:]

    /// Nil for what is no JSON.
    init?(_ text: String) {
        guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else { return nil }
        var found: [String: Any]?
        look(in: value, &found)
        guard let article = found else { return }
        fields = [
            (.label(.title), strings(article["headline"], or: article["name"])),
            (.label(.date), strings(article["datePublished"])),
            (.label(.updated), strings(article["dateModified"])),
            (.label(.author), strings(article["author"])),
            (.label(.category), strings(article["articleSection"])),
            (.label(.tags), strings(article["keywords"])),
            (.description, strings(article["description"])),
            (.image, strings(article["image"], members: ["url", "contentUrl"])),
            (.label(.link), strings(article["mainEntityOfPage"], or: article["url"], members: ["@id", "url"])),
            (.label(.language), strings(article["inLanguage"])),
        ].filter { !$0.1.isEmpty }
    }

    /// Gathers what has a name of its own, and the first article: in a list, a graph, or as what a page is about.
    private mutating func look(in value: Any, _ article: inout [String: Any]?) {
        if let list = value as? [Any] {
            for item in list { look(in: item, &article) }
            return
        }
        guard let object = value as? [String: Any] else { return }
        if let name = object["@id"] as? String, object.count > 1 { objects[name] = object }
        let types = strings(object["@type"]).map { $0.split { "/:#".contains($0) }.last.map(String.init) ?? "" }
        if article == nil, types.contains(where: LinkedData.types.contains) { article = object }
        for inner in ["@graph", "mainEntity"] {
            if let value = object[inner] { look(in: value, &article) }
        }
    }

    private func strings(_ value: Any?, or other: Any?, members: [String] = ["name"]) -> [String] {
        let first = strings(value, members: members)
        return first.isEmpty ? strings(other, members: members) : first
    }

    /// A string, a member of an object or of one that is named, or all of a list.
    private func strings(_ value: Any?, members: [String] = ["name"]) -> [String] {
        switch value {
        case let text as String: return [text]
        case let list as [Any]: return list.prefix(50).flatMap { strings($0, members: members) }
        case let object as [String: Any]:
            let named = (object["@id"] as? String).flatMap { objects[$0] } ?? [:]
            for member in members {
                if let text = (object[member] ?? named[member]) as? String { return [text] }
            }
            return []
        default: return []
        }
    }
}
