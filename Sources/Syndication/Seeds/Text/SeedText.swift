/// A seed's bytes as numbered lines of clean text.
struct SeedText {
    let lines: [Line]
    /// About the encoding.
    let warning: String?
    /// Clean UTF-8.
    private let bytes: [UInt8]
    /// Where each line begins in them, and one more for the end.
    private let starts: [Int]

    struct Line {
        /// Counted from 1 in the file.
        let number: Int
        /// Without white space at either end.
        let text: String
        let isIndented: Bool

        init(number: Int, text: String, isIndented: Bool = false) {
            (self.number, self.text, self.isIndented) = (number, text, isIndented)
        }

        var isBlank: Bool { text.isEmpty }
        /// The form in which it is compared with headings.
        var key: String { Folding.heading(text) }
        /// Whether it is short enough for a heading: folding every line of a body would cost more than reading it.
        var mayBeHeading: Bool { text.utf8.count <= 64 }
    }

    /// Refuses what is not text, with the place of the first byte at fault, and lines beyond the bound; linear.
    init(_ bytes: [UInt8], bounds: SeedBounds = SeedBounds()) throws(SeedProblem) {
        let source = try SeedBytes(bytes)
        var lines: [Line] = []
        var starts = [0]
        for line in source.text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard line.count <= bounds.longestLine else {
                throw SeedProblem(
                    line: lines.count + 1,
                    reason: "the line has \(line.count) bytes, and “max-line-length” allows \(bounds.longestLine)"
                )
            }
            starts.append(line.endIndex + 1)
            let decoded = String(decoding: line, as: UTF8.self)
            // A line of nothing but invisible characters would make a title that nobody can see.
            let isVisible = decoded.unicodeScalars.contains {
                !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
            }
            lines.append(
                Line(
                    number: lines.count + 1,
                    text: isVisible ? decoded.trimmingSpace : "",
                    isIndented: decoded.unicodeScalars.first.map(\.properties.isWhitespace) ?? false
                )
            )
        }
        if !lines.contains(where: { !$0.isBlank }) { throw SeedProblem(reason: "the file has no text") }
        self.lines = lines
        warning = source.warning
        (self.bytes, self.starts) = (source.text, starts)
    }

    /// Some lines as they stand, without the last one's end.
    ///
    /// - Parameter range: counted from 1; at most one past the last line.
    func source(of range: Range<Int>) -> ArraySlice<UInt8> {
        guard !range.isEmpty else { return [] }
        let end = min(starts[min(range.upperBound, starts.count) - 1] - 1, bytes.count)
        return bytes[min(starts[range.lowerBound - 1], end)..<end]
    }
}
