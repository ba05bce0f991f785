/// The sections that a heading line begins.
enum Section: Hashable, CaseIterable {
    case summary
    case keyPoints
    case risks
    case disclosure

    /// Takes a line as `Folding.heading` leaves it.
    init?(heading key: String) {
        // For nearly all lines, the length says enough.
        switch key.utf8.count {
        case 5 where key == Section.risks.key: self = .risks
        case 7 where key == Section.summary.key: self = .summary
        case 10 where key == Section.keyPoints.key: self = .keyPoints
        case 10 where key == Section.disclosure.key: self = .disclosure
        default: return nil
        }
    }

    private var key: String {
        switch self {
        case .summary: "summary"
        case .keyPoints: "key points"
        case .risks: "risks"
        case .disclosure: "disclosure"
        }
    }

    /// As it is written.
    var heading: String {
        switch self {
        case .summary: "Summary"
        case .keyPoints: "Key Points"
        case .risks: "Risks"
        case .disclosure: "Disclosure"
        }
    }

    /// The section whose heading a folded line is but for a letter or two; nil for other words and for the heading itself.
    static func nearest(to key: String) -> Section? {
        guard (5...13).contains(key.utf8.count) else { return nil }
        return Section.allCases.first { section in
            let bound = section.key.utf8.count > 8 ? 2 : 1
            return abs(key.utf8.count - section.key.utf8.count) <= bound
                && (1...bound).contains(EditDistance.between(key, section.key))
        }
    }
}
