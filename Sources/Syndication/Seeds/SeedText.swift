import XML

/// A seed's bytes as numbered lines of clean text.
struct SeedText {
    let lines: [Line]

    struct Line {
        /// Counted from 1 in the file.
        let number: Int
        /// Without white space at either end.
        let text: String
        let isIndented: Bool

        var isBlank: Bool { text.isEmpty }
        /// The form in which it is compared with headings.
        var key: String { Folding.heading(text) }
    }

    /// Refuses what is not text in UTF-8, with the place of the first byte at fault.
    ///
    /// Linear.
    init(_ bytes: [UInt8]) throws(SeedProblem) {
        if bytes.isEmpty { throw SeedProblem(reason: "the file is empty") }
        if let place = bytes.firstIndex(of: 0) {
            let (line, column) = SeedText.place(of: place, in: bytes)
            throw SeedProblem(line: line, column: column, reason: "a NUL byte: this is not a text file")
        }
        if let place = SeedText.firstInvalidByte(in: bytes) {
            let (line, column) = SeedText.place(of: place, in: bytes)
            let byte = String(bytes[place], radix: 16, uppercase: true)
            throw SeedProblem(
                line: line,
                column: column,
                reason: "byte 0x\(byte) is not UTF-8; save the file in UTF-8"
            )
        }
        let text = XMLText.repaired(bytes)
        var lines: [Line] = []
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let decoded = String(decoding: line, as: UTF8.self)
            // A line of nothing but invisible characters would make a title that nobody can see.
            let isVisible = decoded.unicodeScalars.contains {
                !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
            }
            let trimmed = isVisible ? decoded.trimmingSpace : ""
            lines.append(
                Line(
                    number: index + 1,
                    text: trimmed,
                    isIndented: decoded.unicodeScalars.first.map(\.properties.isWhitespace) ?? false
                )
            )
        }
        if !lines.contains(where: { !$0.isBlank }) { throw SeedProblem(reason: "the file has no text") }
        self.lines = lines
    }

    private static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            guard let length = UTF8Sequence.length(at: index, in: bytes) else { return index }
            index += length
        }
        return nil
    }

    private static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        var (line, start) = (1, 0)
        for index in 0..<offset {
            let isBreak =
                bytes[index] == UInt8(ascii: "\n")
                || (bytes[index] == UInt8(ascii: "\r") && bytes[index + 1] != UInt8(ascii: "\n"))
            if isBreak { (line, start) = (line + 1, index + 1) }
        }
        return (line, offset - start + 1)
    }
}
