/// A site of every kind: categories, tags, authors, pictures, tables, titles that look like markup, several months.
enum Magazine {
    private static let categories = [
        "News & Politics", "Travel", "Food – Drink", "Science", "Café Culture", "Sport <Live>",
    ]
    private static let tags = [
        "Boats", "Rain & Fog", "AT&T", "Tide mills", "\"Quoted\"", "Größe", "C++", "Night ferry",
    ]
    private static let authors = ["Ada Harbour", "O’Neill, Jun.", "José Núñez", "B & C"]
    private static let titles = [
        "The Ferry Runs Again", "P/E < 10 & up", "What <head> Means", "AT&T, R&D & Co.", "“Quotes” and ‘More’",
        "Fish & Chips; Half Price", "3 > 2 > 1", "]]> Ends Here", "Zürich, Łódź, Đà Nẵng", "Rain: 100 %",
    ]

    /// So many articles from a number on; 120 of the first 300 are of one month.
    static func seeds(_ count: Int = 300, from first: Int = 1) -> [(name: String, text: String)] {
        (first..<(first + count)).map { number in ("a-\(number).md", text(number)) }
    }

    static func title(_ number: Int) -> String { "\(titles[number % titles.count]) (\(number))" }

    /// The names of an article's category, tags and author.
    static func topics(_ number: Int) -> [String] {
        [categories[number * number % categories.count]] + tagged(number) + [authors[number % authors.count]]
    }

    private static func tagged(_ number: Int) -> [String] {
        number % 3 == 0 ? [] : [tags[number % tags.count], tags[(number / 2 + 3) % tags.count]].uniqued
    }

    private static func text(_ number: Int) -> String {
        let month = number <= 120 ? 1 : 2 + number % 3
        let day = number % 28 + 1
        let topics = topics(number)
        return """
            ---
            title: '\(title(number).replacing("'", with: "''"))'
            date: 2026-0\(month)-\(day < 10 ? "0" : "")\(day)
            category: '\(topics[0])'
            tags: [\(tagged(number).map { "'\($0)'" }.joined(separator: ", "))]
            authors: ['\(authors[number % authors.count])']
            description: 'Number \(number): 1 < 2 & more.'
            ---
            It begins with a [link](https://elsewhere.example/?a=1&b=\(number)), and *one* `<tag>`.

            ![A boat](https://elsewhere.example/boat-\(number).png)

            | left | right |
            |---|---|
            | a & b | \(number) |

            ## A heading

            - one
            - two

            > A quotation, “with quotes”.

            """
    }
}

extension Array where Element: Hashable {
    /// Each once, at its first place.
    fileprivate var uniqued: [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}
