/// An article in its author's hands: whatever is changed about it, its mark stays in title and text.
struct Manuscript: Equatable {
    /// A word that no other manuscript has.
    let mark: String
    /// The seed's name without folder and ending.
    var stem: String
    var folder: String?
    var headline: String
    /// The day of March 2026.
    var day: Int
    var isDateReworded = false
    var category = "Harbour & Coast"
    var paragraphs: [String]
    /// Titles that the page showed beside the article.
    var teasers = ["An Older Story About Nets"]

    /// - Parameter number: gives mark, words and day, so that two manuscripts share no more wording than chance allows.
    init(_ number: Int) {
        mark = Manuscript.mark(number)
        stem = "piece-\(number)"
        headline = "Report Number \(number) From the Quay"
        day = number % 28 + 1
        var generator = SeededGenerator(seed: UInt64(number) &+ 77)
        let mark = mark
        paragraphs = (0..<4).map { paragraph in
            let words = (0..<24).map { _ in Manuscript.words.randomElement(using: &generator) ?? "sea" }
            return "The \(words.joined(separator: " ")) \(paragraph == 0 ? mark : "again")."
        }
    }

    var title: String { "\(headline) \(mark)" }
    var path: String { (folder.map { $0 + "/" } ?? "") + stem + ".txt" }

    var text: String {
        let date = isDateReworded ? "\(day) Mar. 2026" : "March \(day), 2026"
        var lines = [title, date, category, "", title, ""]
        for paragraph in paragraphs { lines += [paragraph, ""] }
        lines += ["Search Articles", "Category", category, "", "Related Articles"]
        for teaser in teasers { lines += [teaser, "", "What it was about, in so many words...", ""] }
        return lines.joined(separator: "\n")
    }

    /// The same for no two numbers below 26 thousand.
    static func mark(_ number: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        return "qz" + String([letters[number / 676 % 26], letters[number / 26 % 26], letters[number % 26]]) + "zq"
    }

    /// The mark that stands in a text.
    static func mark(in text: String) -> String? { text.firstMatch(of: /qz[a-z]{3}zq/).map { String($0.output) } }

    private static let words = """
        anchor barge beacon bell boat brine buoy cable cannery chart cod crane crew current deck dinghy dock drift eel \
        estuary ferry fog gale gangway gull harbour hatch helm herring hull jetty keel kelp lantern ledger lighthouse \
        lock mackerel mast mole mooring mussel net oar oyster paddle pier pilot plank pontoon quay ramp reef rigging \
        rope rudder sail salt sand schooner shoal skipper slipway sluice sound spar squall stern storm strait surf tide \
        tiller trawler tug wake wave weir wharf winch wind wreck yard yawl
        """.split(separator: " ").map(String.init)
}
