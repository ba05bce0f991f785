import XML

/// A seed's bytes as numbered lines of clean text.
struct SeedText {
    let lines: [Line]
    /// About the encoding.
    let warning: String?
    /// Clean UTF-8.
    private let bytes: [UInt8]
    /// Where each line is in them.
    private let places: [XMLText.Line]

    struct Line {
        /// Counted from 1 in the file.
        let number: Int
        /// Without white space at either end.
        let text: String
        /// Every run of white space as one space.
        var collapsed: String { isSinglySpaced ? text : text.collapsingSpace }
        /// False where that is not known.
        private let isSinglySpaced: Bool
        let isIndented: Bool
        /// Whether it is short enough for a heading.
        let mayBeHeading: Bool
        /// The form in which it is compared with headings; nil when it is longer than any that a rule knows.
        let headingKey: String?
        /// The section that it begins, if it may be a heading.
        let section: Section?
        /// By its first letter: false for nearly every line.
        let mayBeCorrection: Bool

        init(number: Int, text: String, isIndented: Bool = false, isSinglySpaced: Bool = false) {
            (self.number, self.text, self.isIndented) = (number, text, isIndented)
            self.isSinglySpaced = isSinglySpaced
            mayBeCorrection = Line.mayBeCorrection(text.utf8.span)
            mayBeHeading = text.utf8.count <= Line.longestHeading
            if text.isEmpty {
                (headingKey, section) = ("", nil)
            } else if mayBeHeading, text.utf8.count <= Line.longestKey || Line.mayShrink(text) {
                let key = Folding.heading(text)
                (headingKey, section) = (key, Section(heading: key))
            } else {
                (headingKey, section) = (nil, nil)
            }
        }

        private static func mayBeCorrection(_ text: Span<UInt8>) -> Bool {
            guard !text.isEmpty, text[0] | 0x20 == UInt8(ascii: "c") || !text[0].isVisible else { return false }
            // Quotes, dashes and bullets, with which many lines begin, are no letters.
            guard text.count > 2, text[0] == 0xE2, text[1] == 0x80 else { return true }
            return !(0x90...0x95 ~= text[2] || 0x98...0xA7 ~= text[2])
        }

        /// Whether folding may make a text shorter: to fold each line of a body would cost more than to read it.
        private static func mayShrink(_ text: String) -> Bool {
            let bytes = text.utf8.span
            return bytes.endOfSinglySpaced(from: 0) < bytes.count || text.utf8.last == UInt8(ascii: ":")
        }

        /// Takes a line of clean UTF-8.
        fileprivate init(number: Int, source: Span<UInt8>, isSinglySpaced: Bool) {
            // Cut at an LF, valid UTF-8 stays so, and needs no second look.
            let range = source.rangeWithoutOuterSpace
            let text = source.text(range)
            let isIndented = !source.isEmpty && source.spaceLength(at: 0) > 0
            // A line of nothing but invisible characters would make a title that nobody can see.
            let isVisible =
                range.isEmpty || text.utf8.contains(where: \.isVisible)
                || text.unicodeScalars.contains {
                    !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
                }
            self.init(
                number: number,
                text: isVisible ? text : "",
                isIndented: isIndented,
                isSinglySpaced: isSinglySpaced
            )
        }

        var isBlank: Bool { text.isEmpty }
        /// The form in which it is compared with headings.
        var key: String { headingKey ?? Folding.heading(text) }

        private static let longestHeading = 64
        /// "related articles".
        private static let longestKey = 16
    }

    /// Refuses what is not text, with the place of the first byte at fault, and lines beyond the bound; linear.
    init(_ bytes: [UInt8], bounds: SeedBounds = SeedBounds()) throws(SeedProblem) {
        let (clean, places, warning) = try SeedText.clean(bytes)
        let text = clean.span
        var lines: [Line] = []
        lines.reserveCapacity(places.count)
        for place in places {
            guard place.range.count <= bounds.longestLine else {
                throw SeedProblem(
                    line: lines.count + 1,
                    reason: """
                        the line has \(place.range.count) bytes, and “max-line-length” allows \(bounds.longestLine)
                        """
                )
            }
            let source = text.extracting(place.range)
            lines.append(Line(number: lines.count + 1, source: source, isSinglySpaced: place.isSinglySpaced))
        }
        if !lines.contains(where: { !$0.isBlank }) { throw SeedProblem(reason: "the file has no text") }
        (self.lines, self.bytes, self.places, self.warning) = (lines, clean, places, warning)
    }

    /// Clean UTF-8, its lines, and what is to be said of the encoding.
    private static func clean(
        _ bytes: [UInt8]
    ) throws(SeedProblem) -> (bytes: [UInt8], lines: [XMLText.Line], warning: String?) {
        // Most need no more than this one look.
        if !bytes.isEmpty, let lines = XMLText.lines(ofClean: bytes.span) { return (bytes, lines, nil) }
        let source = try SeedBytes(bytes)
        return (source.text, XMLText.lines(ofClean: source.text.span) ?? [], source.warning)
    }

    /// Some lines as they stand, without the last one's end.
    ///
    /// - Parameter range: counted from 1; at most one past the last line.
    func source(of range: Range<Int>) -> ArraySlice<UInt8> {
        guard !range.isEmpty else { return [] }
        guard range.lowerBound <= places.count else { return [] }
        let end = places[min(range.upperBound - 1, places.count) - 1].range.upperBound
        return bytes[places[range.lowerBound - 1].range.lowerBound..<end]
    }
}

extension UInt8 {
    /// Whether it is ASCII that leaves a mark on paper.
    fileprivate var isVisible: Bool { 0x21..<0x7F ~= self }
}
