/// The sections that a heading line begins.
enum Section: Hashable, CaseIterable {
    case summary
    case keyPoints
    case risks
    case disclosure

    /// Takes a line as `Folding.heading` leaves it.
    init?(heading key: String) {
        guard let section = Section.allCases.first(where: { $0.key == key }) else { return nil }
        self = section
    }

    private var key: String {
        switch self {
        case .summary: "summary"
        case .keyPoints: "key points"
        case .risks: "risks"
        case .disclosure: "disclosure"
        }
    }

    var name: String {
        switch self {
        case .summary: "summary"
        case .keyPoints: "key points"
        case .risks: "risks"
        case .disclosure: "disclosure"
        }
    }
}
