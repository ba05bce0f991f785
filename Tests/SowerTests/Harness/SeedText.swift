import Foundation

/// Texts of seeds.
enum SeedText {
    /// A title, a date in the past, and a paragraph.
    static func plain(_ title: String, day: Int = 5, text: String? = nil) -> String {
        "\(title)\nMarch \(day), 2026\n\n\(text ?? "What there is to say about it: \(title).")\n"
    }

    /// The layout of a page's export, with what a page shows around its article.
    static func exported(teasers: [(title: String, teaser: String)], categories: [String]) -> String {
        var lines = [
            "Ferry Timetable Changes for the Winter", "March 9, 2026", "Harbour & Coast", "",
            "Ferry Timetable Changes for the Winter", "", "Two crossings a day become three", "", "Summary", "",
            "The ferry will cross three times a day from Monday. The council agreed on it last week.", "", "Key Points",
            "", "Three crossings a day.", "The last leaves at six.", "", "Nobody at the quay was surprised by it.", "",
            "Risks", "  • Fog may still stop it.", "Disclosure", "The ferry carries this newsletter for nothing.",
            "Search Articles", "Category",
        ]
        lines += categories.flatMap { [$0, ""] }
        lines.append("Related Articles")
        lines += teasers.flatMap { [$0.title, "", $0.teaser + "...", ""] }
        return lines.joined(separator: "\n")
    }

    /// So many plain seeds: names and texts.
    static func many(_ count: Int, from first: Int = 1) -> [(name: String, text: String)] {
        (first..<(first + count)).map { number in
            ("article-\(number).txt", plain("Article Number \(number)", day: number % 28 + 1))
        }
    }
}

extension Place {
    /// Lets the seeds be whole: what was changed a moment ago might still be being written, and is taken later than the rest.
    func letSeedsRest() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: seeds) {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -3_600)],
                ofItemAtPath: seed(name)
            )
        }
    }

    func write(_ seeds: [(name: String, text: String)]) throws {
        for (name, text) in seeds { try write(name, text) }
    }
}
