import Testing

/// One change that leaves an article the article that it was.
enum Mutation: CaseIterable, CustomTestStringConvertible {
    case body, headline, name, folder, category, dateLine, furniture, number, baseURL, siteTitle

    /// Those that happen to a seed; the others happen to the site.
    static let ofSeeds = allCases.filter { ![.baseURL, .siteTitle].contains($0) }

    var testDescription: String {
        switch self {
        case .body: "the body edited"
        case .headline: "the headline changed"
        case .name: "the file renamed"
        case .folder: "the file moved into a folder"
        case .category: "the category changed"
        case .dateLine: "the date line set otherwise"
        case .furniture: "exported again with other furniture"
        case .number: "exported again under another number"
        case .baseURL: "the base URL changed"
        case .siteTitle: "the site's title changed"
        }
    }

    /// A name that begins with a running number and goes on with the article's own id.
    static func exportedStem(_ number: Int) -> String {
        let digits = String(number + 1, radix: 16)
        return "000_" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Takes the id out of such names.
    static let idFromName = "id-from-name: ^\\d+_([0-9a-f]{16})$\n"

    func change(_ manuscript: Manuscript) -> Manuscript {
        var changed = manuscript
        switch self {
        case .body: changed.paragraphs[2] = "It was otherwise, as the harbour master told us on the phone at night."
        case .headline: changed.headline = "What the Quay Heard Instead"
        case .name: changed.stem = "renamed-" + manuscript.mark
        case .folder: changed.folder = "later"
        case .category: changed.category = "Town & Country"
        case .dateLine: changed.isDateReworded = true
        case .furniture: changed.teasers = ["A Newer Story", "Another One"]
        case .number: changed.stem = "017_" + manuscript.stem.drop { $0 != "_" }.dropFirst()
        case .baseURL, .siteTitle: break
        }
        return changed
    }
}
