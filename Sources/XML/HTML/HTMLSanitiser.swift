/// Makes HTML harmless and plain: what every reader of feeds keeps, and nothing else.
package enum HTMLSanitiser {
    /// Untrusted nodes as blocks of only what the allow-list holds, each legal where it stands; linear.
    ///
    /// Elements are kept, renamed, unwrapped or dropped with what they hold (C-1, C-2); of attributes stay those that
    /// matter to meaning, with addresses absolute and of http, https or, for links, mailto (C-4, C-5). Text outside of a
    /// block is put into a paragraph, white space is collapsed, and nothing empty stays. What is written by
    /// `HTMLFragment` reads the same in every parser, and comes through here once more unchanged. No more than 60
    /// elements stand inside one another.
    ///
    /// - Parameter base: the absolute address against which others are meant; without one, relative ones are dropped.
    package static func sanitised(_ nodes: [XMLTree.Node], base: String?) -> [XMLTree.Node] {
        var flow = HTMLFlow()
        HTMLSieve(address: HTMLAddress(base: base)).add(nodes, to: &flow, HTMLPlace())
        flow.part()
        return flow.nodes(.paragraphs)
    }
}

extension HTMLSanitiser {
    /// The absolute address of a picture, http or https; nil when it is another, malformed, or leads nowhere without a base.
    package static func address(ofImage text: String, base: String?) -> String? {
        HTMLAddress(base: base).absolute(text, schemes: ["http", "https"])
    }
}
