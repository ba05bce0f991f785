/// A run of text: the words alone, and how they are marked up where they are.
package struct Passage: Sendable, Hashable {
    /// Plain; what is compared, digested and searched.
    package var text: String
    /// Sanitised inline HTML that reads as `text`; nil when there is no markup.
    package var html: String?

    package init(_ text: String, html: String? = nil) {
        (self.text, self.html) = (text, html)
    }
}

extension Passage: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) {
        self.init(text)
    }
}

extension Passage: Codable {
    private enum Key: String, CodingKey {
        case text
        case html
    }

    /// A string, or `{"text": "…", "html": "…"}` when there is markup.
    package func encode(to encoder: any Encoder) throws {
        guard let html else {
            var container = encoder.singleValueContainer()
            return try container.encode(text)
        }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(text, forKey: .text)
        try container.encode(html, forKey: .html)
    }

    package init(from decoder: any Decoder) throws {
        if let container = try? decoder.singleValueContainer(), let text = try? container.decode(String.self) {
            self.init(text)
        } else {
            let container = try decoder.container(keyedBy: Key.self)
            self.init(
                try container.decode(String.self, forKey: .text),
                html: try container.decode(String.self, forKey: .html)
            )
        }
    }
}
