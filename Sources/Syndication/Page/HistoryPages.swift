import Mustache

/// The pages that lead people through the articles of earlier months.
package struct HistoryPages: Sendable {
    /// Moves whenever a page may look different although its articles are the same.
    package static let version = "history-1"

    private let list: MustacheTemplate

    /// Throws what a template's parser complains of.
    package init() throws {
        list = try PageSet.template(HistoryPages.source)
    }

    /// A page of links under headings, in the style of a set of pages.
    package func page(
        title: String,
        path: String,
        groups: [(title: String, links: [PageLink])],
        in site: Site,
        feeds: [FeedLink],
        set: PageSet
    ) -> String {
        list.render([
            "language": site.language,
            "site": site.title,
            "home": site.baseURL.appending("/"),
            "canonical": site.baseURL.appending(path),
            "style": set.style,
            "title": title,
            "feeds": feeds.map { ["name": $0.name, "type": $0.mediaType, "address": $0.address] },
            "groups": groups.map { group in
                [
                    "heading": group.title,
                    "links": group.links.map { ["title": $0.title, "address": $0.address] },
                ] as [String: Any]
            },
        ])
    }

    private static let source = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} – {{site}}</title>
        <link rel="canonical" href="{{canonical}}">
        {{#feeds}}<link rel="alternate" type="{{type}}" title="{{site}} ({{name}})" href="{{address}}">
        {{/feeds}}<style>{{{style}}}</style>
        </head>
        <body>
        <header>
        <p><a href="{{home}}">{{site}}</a></p>
        </header>
        <main>
        <h1>{{title}}</h1>
        {{#groups}}<section>
        <h2>{{heading}}</h2>
        <ul>
        {{#links}}<li><a href="{{address}}">{{title}}</a></li>
        {{/links}}</ul>
        </section>
        {{/groups}}</main>
        <footer>
        <p>Subscribe: {{#feeds}}<a href="{{address}}">{{name}}</a> {{/feeds}}</p>
        </footer>
        </body>
        </html>

        """
}
