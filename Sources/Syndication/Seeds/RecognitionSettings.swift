/// What of a configuration shapes articles.
package struct RecognitionSettings: Sendable, Hashable {
    /// The zone of dates and times that name none.
    package var zone: Zone
    package var idFromName: NamePattern?
    /// How dates of three numbers are read.
    package var dateOrder: DateOrder
    package var furniture: FurnitureRules
    package var bounds: SeedBounds
    /// What relative addresses are relative to when an article names no address of its own; absolute.
    package var base: String?
    package var categoryAliases = CategoryAliases()

    package init(
        zone: Zone = .utc,
        idFromName: NamePattern? = nil,
        dateOrder: DateOrder = .monthFirst,
        furniture: FurnitureRules = FurnitureRules(),
        bounds: SeedBounds = SeedBounds(),
        base: String? = nil
    ) {
        self.zone = zone
        self.idFromName = idFromName
        self.dateOrder = dateOrder
        self.furniture = furniture
        self.bounds = bounds
        self.base = base
    }
}

/// The order of the numbers in "01/07/2026".
package enum DateOrder: String, Sendable, CaseIterable {
    case monthFirst = "mdy"
    case dayFirst = "dmy"
}

/// How much of anything a seed may hold before it is refused.
package struct SeedBounds: Sendable, Hashable {
    /// Bytes of one line.
    package var longestLine: Int
    /// Elements or blocks inside one another; at most 200.
    package var deepestNesting: Int
    /// Headings of any kind.
    package var mostSections: Int

    package init(longestLine: Int = 1_000_000, deepestNesting: Int = 100, mostSections: Int = 1_000) {
        self.longestLine = longestLine
        self.deepestNesting = deepestNesting
        self.mostSections = mostSections
    }

    func check(sections count: Int) throws(SeedProblem) {
        guard count <= mostSections else {
            throw SeedProblem(reason: "there are \(count) headings, and “max-sections” allows \(mostSections)")
        }
    }
}

extension Article {
    /// How many headings the body has.
    var subheadings: Int {
        body.count { if case .heading = $0 { true } else { false } }
    }
}
