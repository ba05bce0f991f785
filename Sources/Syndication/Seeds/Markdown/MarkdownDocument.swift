import CMarkGFM
import XML

/// A Markdown text as cmark-gfm reads it: CommonMark with tables, task lists, strikethrough, footnotes and bare addresses.
struct MarkdownDocument {
    /// The elements and text at the top level, with raw HTML in them that is not sanitised yet.
    let nodes: [XMLTree.Node]

    /// Refuses blocks and marks that nest too deeply, with the line; linear but for what cmark-gfm itself takes.
    ///
    /// - Parameter bytes: UTF-8.
    init(_ bytes: [UInt8], bounds: SeedBounds, firstLine: Int) throws(SeedProblem) {
        cmark_gfm_core_extensions_ensure_registered()
        let options = sower_markdown_options()
        guard let parser = cmark_parser_new(options) else { throw SeedProblem(reason: "out of memory") }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        bytes.withUnsafeBytes { buffer in
            cmark_parser_feed(parser, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
        }
        guard let document = cmark_parser_finish(parser) else { throw SeedProblem(reason: "out of memory") }
        defer { cmark_node_free(document) }
        try MarkdownDocument.checkNesting(of: document, bounds: bounds, firstLine: firstLine)
        let extensions = cmark_parser_get_syntax_extensions(parser)
        guard let html = cmark_render_html(document, options, extensions) else {
            throw SeedProblem(reason: "out of memory")
        }
        defer { free(html) }
        nodes = try MarkdownDocument.nodes(ofHTML: String(cString: html))
    }

    private static func checkNesting(
        of document: OpaquePointer,
        bounds: SeedBounds,
        firstLine: Int
    ) throws(SeedProblem) {
        guard let iterator = cmark_iter_new(document) else { throw SeedProblem(reason: "out of memory") }
        defer { cmark_iter_free(iterator) }
        var (depth, line) = (0, 1)
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return }
            guard let node = cmark_iter_get_node(iterator), cmark_node_first_child(node) != nil else { continue }
            if event == CMARK_EVENT_EXIT {
                depth -= 1
                continue
            }
            depth += 1
            line = max(line, Int(cmark_node_get_start_line(node)))
            guard depth <= bounds.deepestNesting else {
                throw SeedProblem(
                    line: line + firstLine - 1,
                    reason:
                        "more than \(bounds.deepestNesting) blocks or marks inside one another; “max-nesting” allows no more"
                )
            }
        }
    }

    private static func nodes(ofHTML html: String) throws(SeedProblem) -> [XMLTree.Node] {
        do {
            let tree = try HTMLTree(reading: Array(html.utf8))
            let body = tree.root?.elements.first { $0.name.local == "body" }
            return body.map(withoutBackReferences)?.nodes ?? []
        } catch {
            throw SeedProblem(reason: "\(error)")
        }
    }

    /// Without the arrows that lead from a footnote back to where it belongs: the sanitiser keeps no such places.
    private static func withoutBackReferences(_ element: XMLTree.Element) -> XMLTree.Element {
        let nodes: [XMLTree.Node] = element.nodes.compactMap { node in
            guard case .element(let inner) = node else { return node }
            if inner.name.local == "a", inner.words(of: "class").contains("footnote-backref") { return nil }
            return .element(withoutBackReferences(inner))
        }
        return XMLTree.Element(name: element.name, line: element.line, attributes: element.attributes, nodes: nodes)
    }

    /// The lines of the source that an element at the top level came from, counted from the text's first as 1.
    ///
    /// Raw HTML can claim any: only 32 bits of it are believed, so that sums can't overflow.
    static func lines(of element: XMLTree.Element) -> ClosedRange<Int>? {
        guard let position = element.attribute("data-sourcepos") else { return nil }
        let lines = position.split(separator: "-").compactMap {
            $0.split(separator: ":").first.flatMap { Int32($0) }.map(Int.init)
        }
        guard lines.count == 2, lines[0] >= 1 else { return nil }
        return lines[0]...max(lines[0], lines[1])
    }
}
