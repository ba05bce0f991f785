import Syndication

extension LedgerLine.ArticleLine {
    var members: LineMembers {
        var members = LineMembers()
        members["id"] = .string(row.id.urn)
        members["number"] = .integer(row.number)
        members["givenID"] = row.givenID.map(JSONValue.string)
        members["slug"] = .string(row.slug.text)
        members["formerSlugs"] = formerSlugs.isEmpty ? nil : .array(formerSlugs.map(JSONValue.string))
        members["aliases"] = aliases.isEmpty ? nil : .array(aliases.map(JSONValue.string))
        members["path"] = .string(row.path)
        members["title"] = .string(row.title)
        members["date"] = row.date.map { .string($0.text) }
        members["textKey"] = .string(row.textKey.hex)
        members["sketch"] = .string(Hexadecimal.text(row.sketch.bytes))
        members["published"] = .string(row.published.text)
        members["updated"] = .string(row.updated.text)
        members["firstSeen"] = .string(row.firstSeen.text)
        members["digest"] = .string(row.digest.hex)
        members["digestVersion"] = .integer(Int64(row.digestVersion))
        members["source"] = .string(row.source.hex)
        members["state"] = .string(row.state.word)
        members["retracted"] = row.retracted.map { .string($0.text) }
        members["missingSince"] = row.missingSince.map { .string($0.text) }
        members["isHeld"] = row.isHeld ? .bool(true) : nil
        return members
    }

    init(_ members: inout LineMembers) throws(LineFault) {
        let source = try members.digest("source")
        row = LedgerRow(
            id: try members.id("id"),
            slug: try members.slug("slug"),
            path: try members.path("path"),
            // What the initialiser takes from an article is overwritten with what was stored.
            article: Article(title: try members.string("title"), date: try members.optionalDate("date")),
            source: source,
            published: try members.moment("published"),
            firstSeen: try members.moment("firstSeen")
        )
        row.number = try members.number("number")
        row.givenID = try members.optionalString("givenID")
        row.textKey = try members.digest("textKey")
        guard let sketch = Sketch(stored: try members.bytes("sketch")) else { throw LineFault("sketch is not one") }
        row.sketch = sketch
        row.updated = try members.moment("updated")
        row.digest = try members.digest("digest")
        row.digestVersion = try members.count("digestVersion")
        guard let state = LedgerRow.State(word: try members.string("state")) else {
            throw LineFault("state is none of live, retracted, withdrawn")
        }
        row.state = state
        row.retracted = try members.optionalMoment("retracted")
        row.missingSince = try members.optionalMoment("missingSince")
        row.isHeld = try members.flag("isHeld")
        aliases = try members.strings("aliases")
        formerSlugs = try members.strings("formerSlugs")
        for slug in formerSlugs where !Slug(stored: slug).isWellFormed {
            throw LineFault("formerSlugs: \(slug) is not a slug")
        }
    }
}

extension LedgerRow.State {
    fileprivate var word: String {
        switch self {
        case .live: "live"
        case .retracted: "retracted"
        case .withdrawn: "withdrawn"
        }
    }

    fileprivate init?(word: String) {
        switch word {
        case "live": self = .live
        case "retracted": self = .retracted
        case "withdrawn": self = .withdrawn
        default: return nil
        }
    }
}
