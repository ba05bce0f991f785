import Syndication

/// One line of the ledger's text form.
enum LedgerLine: Hashable {
    case article(ArticleLine)
    case imported(ImportedLine)
    case document(DocumentLine)

    struct ArticleLine: Hashable {
        var row: LedgerRow
        var aliases: [String]
        var formerSlugs: [String]
    }

    struct ImportedLine: Hashable {
        /// Its `article` is nil here, since numbers are those of one ledger only.
        var entry: LedgerImport
        /// The id of the article that continues it.
        var article: PermanentID?
    }

    struct DocumentLine: Hashable {
        var path: String
        var digest: String
        var lastModified: Timestamp
    }

    /// The text of the line, without its end.
    var text: String {
        let members: LineMembers =
            switch self {
            case .article(let line): line.members
            case .imported(let line): line.members
            case .document(let line): line.members
            }
        return members.text
    }

    /// Reads a line other than the first.
    init(_ text: String) throws(LineFault) {
        var members = try LineMembers(text)
        if members.has("id") {
            self = .article(try ArticleLine(&members))
        } else if members.has("imported") {
            self = .imported(try ImportedLine(&members))
        } else if members.has("document") {
            self = .document(try DocumentLine(&members))
        } else {
            throw LineFault("it has neither id nor imported nor document")
        }
        try members.finish()
    }
}

extension LedgerLine.DocumentLine {
    fileprivate var members: LineMembers {
        var members = LineMembers()
        members["document"] = .string(path)
        members["digest"] = .string(digest)
        members["lastModified"] = .string(lastModified.text)
        return members
    }

    fileprivate init(_ members: inout LineMembers) throws(LineFault) {
        path = try members.string("document")
        digest = try members.string("digest")
        lastModified = try members.moment("lastModified")
    }
}

extension LedgerLine.ImportedLine {
    fileprivate var members: LineMembers {
        var members = LineMembers()
        members["imported"] = .string(entry.id)
        members["number"] = .integer(entry.number)
        members["link"] = entry.link.map(JSONValue.string)
        members["slug"] = entry.slug.map { .string($0.text) }
        members["title"] = .string(entry.title)
        members["published"] = entry.published.map { .string($0.text) }
        members["updated"] = entry.updated.map { .string($0.text) }
        members["article"] = article.map { .string($0.urn) }
        return members
    }

    fileprivate init(_ members: inout LineMembers) throws(LineFault) {
        entry = LedgerImport(
            id: try members.string("imported"),
            link: try members.optionalString("link"),
            slug: try members.optionalSlug("slug"),
            title: try members.string("title"),
            published: try members.optionalMoment("published"),
            updated: try members.optionalMoment("updated")
        )
        entry.number = try members.number("number")
        article = try members.optionalID("article")
    }
}
