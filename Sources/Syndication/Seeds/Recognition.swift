/// What a seed was recognised as, and how: the article, the rule behind each field, and what was cut.
package struct Recognition: Sendable, Hashable, Codable {
    package var article: Article
    /// The publisher says that it is not to be published yet.
    package var isDraft: Bool
    package var findings: [Finding]
    package var cuts: [Cut]
    package var notes: [Note]

    package init(_ article: Article = Article(title: "")) {
        self.article = article
        isDraft = false
        (findings, cuts, notes) = ([], [], [])
    }

    /// One field and the rule that found it.
    package struct Finding: Sendable, Hashable, Codable {
        package var field: String
        package var rule: String
        /// First and last line in the file, counted from 1; nil when the field came from the file's name.
        package var lines: ClosedRange<Int>?
    }

    /// Lines that belong to no field.
    package struct Cut: Sendable, Hashable, Codable {
        package var rule: String
        package var lines: ClosedRange<Int>
    }

    /// Something the publisher may want to know, which stops nothing.
    package struct Note: Sendable, Hashable, Codable {
        package enum Severity: String, Sendable, Codable {
            /// Something was read in one of several possible ways.
            case note
            /// Something is probably not as it was meant.
            case warning
        }

        package var severity: Severity
        package var line: Int
        package var text: String
    }

    mutating func found(_ field: String, by rule: String, _ lines: ClosedRange<Int>?) {
        findings.append(.init(field: field, rule: rule, lines: lines))
    }

    mutating func cut(_ rule: String, _ lines: ClosedRange<Int>) {
        cuts.append(.init(rule: rule, lines: lines))
    }

    mutating func note(_ line: Int, _ text: String) {
        notes.append(.init(severity: .note, line: line, text: text))
    }

    mutating func warn(_ line: Int, _ text: String) {
        notes.append(.init(severity: .warning, line: line, text: text))
    }

    func has(_ field: String) -> Bool { findings.contains { $0.field == field } }
}

extension Article {
    /// Whether anything stands under the title but headings.
    var hasText: Bool {
        standfirst != nil || !summary.isEmpty || !keyPoints.isEmpty || !risks.isEmpty || !disclosure.isEmpty
            || body.contains {
                if case .heading = $0 { false } else { true }
            }
    }
}
