import Syndication

/// What answers for paths under which there is nothing; made again only when what it shows changes.
struct MissingPage {
    private var made: (shown: [String], document: Document)?

    mutating func document(_ page: PageSet, _ site: Site, _ frame: PageFrame) -> Document {
        if let made, made.shown == frame.shown { return made.document }
        let text = page.noticePage(
            title: "Not found",
            text: "There is no page at this address.",
            in: site,
            frame: frame
        )
        let document = Document(
            path: "",
            mediaType: "text/html; charset=utf-8",
            body: Body(text.utf8),
            tag: nil,
            cacheControl: "public, max-age=60",
            fields: [HeaderField("Content-Security-Policy", page.contentSecurityPolicy)],
            status: 404
        )
        made = (frame.shown, document)
        return document
    }
}
