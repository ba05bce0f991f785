/// A BCP 47 tag by its shape: letters and digits in parts of at most eight.
package struct LanguageTag: Sendable, Hashable {
    package let text: String

    /// Nil for what has another shape.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isTag =
            (parts.first.map { (2...8).contains($0.utf8.count) && $0.utf8.allSatisfy(LanguageTag.isLetter) } ?? false)
            && parts.allSatisfy {
                (1...8).contains($0.utf8.count)
                    && $0.utf8.allSatisfy { LanguageTag.isLetter($0) || DateLine.isDigit($0) }
            }
        guard isTag else { return nil }
        self.text = text
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
