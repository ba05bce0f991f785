extension ArticleDate: Codable {
    /// `2026-01-07` for a day, `2026-01-07T09:30:00Z` for a moment.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .day(let day):
            try container.encode(String(CivilTime(date: day, secondOfDay: 0).moment().rfc3339.prefix(10)))
        case .moment(let moment): try container.encode(moment.rfc3339)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard case .date(let date) = ISODate.read(text.lowercased(), zone: .utc) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is no date")
        }
        self = date
    }
}

extension Article.Block: Codable {
    private enum Key: String, CodingKey {
        case paragraph
        case heading
        case level
        case list
        case html
        case texts
    }

    /// `{"paragraph": "…"}`, `{"heading": "…"}` with `"level": 3` when that is not 2, `{"list": ["…"]}`, or `{"html": "…",
    /// "texts": ["…"]}`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .paragraph(let text): try container.encode(text, forKey: .paragraph)
        case .heading(let text, let level):
            try container.encode(text, forKey: .heading)
            if level != 2 { try container.encode(level, forKey: .level) }
        case .list(let items): try container.encode(items, forKey: .list)
        case .markup(let html, let texts):
            try container.encode(html, forKey: .html)
            try container.encode(texts, forKey: .texts)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let text = try container.decodeIfPresent(Passage.self, forKey: .paragraph) {
            self = .paragraph(text)
        } else if let text = try container.decodeIfPresent(Passage.self, forKey: .heading) {
            self = .heading(text, level: try container.decodeIfPresent(Int.self, forKey: .level) ?? 2)
        } else if let html = try container.decodeIfPresent(String.self, forKey: .html) {
            self = .markup(html: html, texts: try container.decode([String].self, forKey: .texts))
        } else {
            self = .list(try container.decode([Passage].self, forKey: .list))
        }
    }
}
