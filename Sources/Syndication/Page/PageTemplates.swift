/// The texts that pages are made from: the built-in ones, or a publisher's own in place of some of them.
package struct PageTemplates: Sendable, Hashable {
    /// Each is a file's name without `.mustache`; `style` is a style sheet, `style.css`.
    package enum Name: String, Sendable, CaseIterable {
        case front
        case article
        case topic
        case search
        case feeds
        case archive
        case notice
        /// Inside of `head`, on every page.
        case head
        /// From the start of `body` to the start of `main`, on every page.
        case top
        /// From the end of `main` to the end of the page, on every page.
        case bottom
        /// One article in a list.
        case item
        /// How to subscribe to what a page shows.
        case subscribe
        /// Where a long list goes on.
        case pager
        case style

        package var fileName: String { self == .style ? "style.css" : "\(rawValue).mustache" }
    }

    package private(set) var texts: [Name: String]

    /// The built-in ones, but for these.
    package init(replacing own: [Name: String] = [:]) {
        texts = PageTemplates.builtIn.merging(own) { $1 }
    }

    subscript(name: Name) -> String { texts[name] ?? "" }

    private static let builtIn: [Name: String] = [
        .front: front, .article: article, .topic: topic, .search: search, .feeds: feeds, .archive: archive,
        .notice: notice, .head: head,
        .top: top, .bottom: bottom, .item: item, .subscribe: subscribe, .pager: pager, .style: style,
    ]
}

/// A template that can't be used, and where it is at fault.
package struct PageTemplateError: Error, Sendable, Hashable {
    package let name: PageTemplates.Name
    /// Counted from 1.
    package let line: Int
    package let reason: String

    package init(name: PageTemplates.Name, line: Int, reason: String) {
        (self.name, self.line, self.reason) = (name, line, reason)
    }
}
