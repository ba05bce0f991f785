extension XMLWriter {
    /// The whole document or fragment; every element that `open` left open is closed.
    ///
    /// A document without a root is misplaced; a fragment may be empty.
    package consuming func finish() throws(XMLError) -> [UInt8] {
        try close()
        return try bytes()
    }

    /// The bytes up to where the next child of the innermost open element would stand, and those that close it.
    ///
    /// Fragments of the namespaces in scope there go between. Misplaced when nothing is open, or it holds text.
    package consuming func split() throws(XMLError) -> (head: [UInt8], tail: [UInt8]) {
        if let failure { throw failure }
        guard let content = scope.content else { throw fail(.misplaced("a split outside of the root")) }
        guard content != .text else { throw fail(.misplaced("a split inside of text")) }
        if content == .nothing {
            scope.content = .elements
            try raw([UInt8(ascii: "\n")])
        }
        let head = try bytes()
        try close()
        return (head, Array(try bytes()[head.count...]))
    }

    private mutating func close() throws(XMLError) {
        if let failure { throw failure }
        guard hasRoot || !isDocument else { throw fail(.misplaced("the end of a document without a root")) }
        while !scope.elements.isEmpty { try end() }
    }
}
