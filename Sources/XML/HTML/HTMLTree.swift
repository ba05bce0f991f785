/// HTML that was read whole, by libxml2's parser: any bytes are HTML.
package struct HTMLTree: Sendable, Hashable {
    /// The `html` element with a `body`, made up where they were not written; nil when there is nothing but white space.
    package let root: XMLTree.Element?

    /// Elements inside one another, the root among them.
    package static let deepest = 256

    /// Of one element; what is written after these is left out.
    package static let mostAttributes = 32

    /// Reads UTF-8; what is no UTF-8 and characters that XML forbids are repaired first (`XMLText.repaired`); linear.
    ///
    /// Nothing is fetched and nothing is run. Comments are left out, scripts and styles hold their source as text.
    /// Names are lower case and in no namespace; a prefix is a part of them. Throws `tooDeep` beyond `deepest`, and
    /// `tooLarge` when there are more than `XMLTree.mostElements` elements, 1,000 attributes in one tag, 16 kB of
    /// different names, or `XMLDocument.largest` bytes. Known are the elements and characters of HTML 4.
    package init(reading html: [UInt8]) throws(XMLError) {
        guard html.count <= XMLDocument.largest else { throw XMLError(.tooLarge("document")) }
        // The form feed is white space in HTML, but a character that XML forbids.
        let bytes = XMLText.repaired(html.map { $0 == 0x0C ? UInt8(ascii: " ") : $0 })
        root = try HTMLTreeReader.root(of: HTMLTree.withoutOddComments(bytes))
    }

    /// The same with what browsers pass over as comments, and libxml2 takes for text or does not see the end of, written
    /// so that it sees that: `<![if …]>`, `<!-->` and `<!--->` (WHATWG HTML §13.2.5.42, §13.2.5.44).
    private static func withoutOddComments(_ bytes: [UInt8]) -> [UInt8] {
        let mark = Array("<!".utf8)
        var output: [UInt8] = []
        var (clean, index) = (0, 0)
        while index + 2 < bytes.count {
            defer { index += 1 }
            guard bytes[index] == mark[0], bytes[index + 1] == mark[1] else { continue }
            let rest = bytes[(index + 2)...]
            let replacement: String
            if ["-->", "--->"].contains(where: { rest.starts(with: $0.utf8) }) {
                replacement = "<!----"
            } else if rest.starts(with: "--".utf8) || rest.first.map({ $0 | 0x20 == UInt8(ascii: "d") }) == true {
                continue
            } else {
                // The parser ends instructions where browsers end such comments.
                replacement = "<?x"
            }
            output += bytes[clean..<index] + Array(replacement.utf8)
            clean = index + 2
        }
        return clean == 0 ? bytes : output + bytes[clean...]
    }
}
