/// HTML that was read whole, nearly as browsers read it: any bytes are HTML.
package struct HTMLTree: Sendable, Hashable {
    /// The `html` element with a `body`, made up where they were not written; nil when there is nothing but white space.
    package let root: XMLTree.Element?

    /// Elements inside one another; of what nests deeper only the text is told.
    package static let deepest = 200

    /// Of one element; what is written after these is left out.
    package static let mostAttributes = 32

    /// Reads UTF-8; what is no UTF-8 and characters that XML forbids are repaired first (`XMLText.repaired`); linear.
    ///
    /// Nothing is fetched and nothing is run. Comments are left out, scripts and the like hold their source as text.
    /// Names are lower case and in no namespace. Throws `tooLarge` when there are more than `XMLTree.mostElements`
    /// elements, or more than `XMLDocument.largest` bytes. Source: WHATWG HTML §13.2, whose tokens are told alike; the
    /// tree differs where elements overlap.
    package init(reading html: [UInt8]) throws(XMLError) {
        guard html.count <= XMLDocument.largest else { throw XMLError(.tooLarge("document")) }
        // The form feed is white space in HTML, but a character that XML forbids.
        let bytes = XMLText.repaired(html.map { $0 == 0x0C ? UInt8(ascii: " ") : $0 })
        var tokeniser = HTMLTokeniser(bytes)
        var builder = HTMLTreeBuilder()
        while let token = tokeniser.next() {
            try builder.take(token)
            if builder.names.isForeign { tokeniser.expectMarkup() }
        }
        root = builder.finish()
    }
}
