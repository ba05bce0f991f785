/// What a seed was recognised as, and how: the article, the rule behind each field, and what was cut.
package struct Recognition: Sendable, Hashable, Codable {
    package var article: Article
    package var findings: [Finding]
    package var cuts: [Cut]
    package var notes: [Note]

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
        package var line: Int
        package var text: String
    }
}
