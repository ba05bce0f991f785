/// Reads seeds into articles, by the rules of docs/recogniser.md.
package struct Recogniser: Sendable {
    /// The version of the rules; a new one makes every seed be read again.
    package static let rulesVersion = 3

    package let settings: RecognitionSettings

    /// Stands for the rules and the configuration that shape articles: an article read under another fingerprint may
    /// differ through no act of its publisher.
    package let fingerprint: Digest

    package init(_ settings: RecognitionSettings = RecognitionSettings()) {
        self.settings = settings
        fingerprint = Digest(
            [
                "sower-rules", String(Recogniser.rulesVersion), settings.zone.name, settings.idFromName?.source ?? "",
                settings.dateOrder.rawValue, settings.base ?? "", String(settings.bounds.longestLine),
                String(settings.bounds.deepestNesting), String(settings.bounds.mostSections),
            ] + settings.furniture.sources + settings.categoryAliases.sources.map { "category " + $0 }
        )
    }

    /// Reads one seed by the ending of its name; linear in its length.
    ///
    /// - Parameters:
    ///   - path: relative to the seeds folder, for what the name says.
    ///   - readsFurniture: whether what a text's furniture says is wanted, too: a category, and related articles.
    package func recognise(
        _ bytes: [UInt8],
        path: String,
        readsFurniture: Bool = true
    ) throws(SeedProblem) -> Recognition {
        var recognition =
            switch SeedFormat(path: path) {
            case .text:
                try TextSeed.recognise(
                    SeedText(bytes, bounds: settings.bounds),
                    settings,
                    readsFurniture: readsFurniture
                )
            case .markdown: try MarkdownSeed.recognise(SeedText(bytes, bounds: settings.bounds), settings)
            case .html: try HTMLSeed.recognise(bytes, settings)
            }
        if let id = settings.idFromName?.id(in: path) {
            recognition.article.explicitID = id
            recognition.found("id", by: "id-from-name", nil)
        }
        if let category = recognition.article.category {
            recognition.article.category = settings.categoryAliases.name(for: category)
        }
        recognition.cuts.sort { $0.lines.lowerBound < $1.lines.lowerBound }
        recognition.notes.sort { $0.line < $1.line }
        return recognition
    }
}

/// What a seed's bytes are, by the ending of its name.
package enum SeedFormat: Sendable, CaseIterable {
    case text
    case markdown
    case html

    /// Lower case, without the full stop; the first is the usual one.
    package var endings: [String] {
        switch self {
        case .text: ["txt"]
        case .markdown: ["md", "markdown"]
        case .html: ["html", "htm"]
        }
    }

    /// Any name that has no other known ending is a text's.
    package init(path: String) {
        if path.utf8.suffix(4).elementsEqual(".txt".utf8) {
            self = .text
            return
        }
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        self = SeedFormat.allCases.first { $0.endings.contains(ending) } ?? .text
    }
}
