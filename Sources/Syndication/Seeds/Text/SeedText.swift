import XML

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
        /// The form in which it is compared with headings, if it may be one; asked for by one rule after another.
        private let shortKey: String?

        init(number: Int, text: String, isIndented: Bool = false) {
            (self.number, self.text, self.isIndented) = (number, text, isIndented)
            shortKey = text.utf8.count <= Line.longestHeading ? Folding.heading(text) : nil
        }

        /// Takes a line of clean UTF-8.
        fileprivate init(number: Int, source: Span<UInt8>) {
            // Cut at an LF, valid UTF-8 stays so, and needs no second look.
            let decoded = String(copying: UTF8Span(unchecked: source))
            // Most lines begin with a letter and end with a mark, and there is nothing to trim.
            if source.isEmpty || source[0].isVisible && source[source.count - 1].isVisible {
                self.init(number: number, text: decoded)
                return
            }
            // A line of nothing but invisible characters would make a title that nobody can see.
            let isVisible = decoded.unicodeScalars.contains {
                !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
            }
            self.init(
                number: number,
                text: isVisible ? decoded.trimmingSpace : "",
                isIndented: decoded.unicodeScalars.first.map(\.properties.isWhitespace) ?? false
            )
        }

        var isBlank: Bool { text.isEmpty }
        /// The form in which it is compared with headings.
        var key: String { shortKey ?? Folding.heading(text) }
        /// Whether it is short enough for a heading: folding every line of a body would cost more than reading it.
        var mayBeHeading: Bool { shortKey != nil }

        private static let longestHeading = 64
    }

    /// Refuses what is not text, with the place of the first byte at fault, and lines beyond the bound; linear.
    init(_ bytes: [UInt8], bounds: SeedBounds = SeedBounds()) throws(SeedProblem) {
        let source = try SeedBytes(bytes)
        let text = source.text.span
        var lines: [Line] = []
        var starts = [0]
        lines.reserveCapacity(text.count / 64)
        starts.reserveCapacity(text.count / 64)
        var start = 0
        while start <= text.count {
            let end = text.endOfLine(from: start)
            guard end - start <= bounds.longestLine else {
                throw SeedProblem(
                    line: lines.count + 1,
                    reason: "the line has \(end - start) bytes, and “max-line-length” allows \(bounds.longestLine)"
                )
            }
            lines.append(Line(number: lines.count + 1, source: text.extracting(start..<end)))
            start = end + 1
            starts.append(start)
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

extension Span<UInt8> {
    /// The place of the next LF, or the end.
    fileprivate func endOfLine(from start: Int) -> Int {
        var index = endOfPlain(from: start)
        while index < count, self[index] != UInt8(ascii: "\n") { index = endOfPlain(from: index + 1) }
        return index
    }
}

extension UInt8 {
    /// Whether it is ASCII that leaves a mark on paper.
    fileprivate var isVisible: Bool { 0x21..<0x7F ~= self }
}
