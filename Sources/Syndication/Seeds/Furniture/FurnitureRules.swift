/// What is cut from seeds because it belongs to the page and not to the article.
package struct FurnitureRules: Sendable, Hashable {
    /// The rules as they are written; of the built-in ones, only their absence is.
    package let sources: [String]
    private let rules: [FurnitureRule]
    private let hasBuiltIn: Bool

    package struct InvalidRule: Error {
        package let reason: String
    }

    private static let withoutBuiltIn = "without built-in"

    /// The built-in ones alone.
    package init() {
        (sources, rules, hasBuiltIn) = ([], [], true)
    }

    /// The built-in ones, unless one of the texts is “without built-in”, and these.
    package init(_ sources: [String]) throws(InvalidRule) {
        var rules: [FurnitureRule] = []
        for source in sources where source != FurnitureRules.withoutBuiltIn { rules.append(try FurnitureRule(source)) }
        self.sources = sources
        self.rules = rules
        hasBuiltIn = !sources.contains(FurnitureRules.withoutBuiltIn)
    }

    /// The lines without what is cut, and what the built-in furniture said; linear.
    func cut(
        _ lines: ArraySlice<SeedText.Line>,
        _ recognition: inout Recognition
    ) -> (content: ArraySlice<SeedText.Line>, furniture: Furniture?) {
        var lines = lines
        var furniture: Furniture?
        if hasBuiltIn, let found = Furniture(in: lines) {
            recognition.cut("furniture from “Search Articles” on", found.lines)
            lines = lines[..<found.start]
            furniture = found
        }
        for (rule, source) in zip(rules, sources.filter { $0 != FurnitureRules.withoutBuiltIn }) {
            let cuts = rule.cuts(in: lines)
            guard !cuts.isEmpty else { continue }
            var kept: [SeedText.Line] = []
            var index = lines.startIndex
            for cut in cuts where cut.lowerBound >= index {
                kept += lines[index..<cut.lowerBound]
                if let range = lines[cut].trimmed.range { recognition.cut("furniture: \(source)", range) }
                index = cut.upperBound
            }
            lines = (kept + lines[index...])[...]
        }
        return (lines, furniture)
    }
}
