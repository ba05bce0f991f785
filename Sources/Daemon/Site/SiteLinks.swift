import Catalogue
import Syndication

/// Links that documents share.
enum SiteLinks {
    static func feeds(of site: Site, formats: [any FeedFormat]) -> [FeedLink] {
        feeds(under: "/", title: nil, of: site, formats: formats)
    }

    /// Those that stand under a folder, each with the same query.
    static func feeds(
        under folder: String,
        query: String = "",
        title: String?,
        of site: Site,
        formats: [any FeedFormat] = FeedFormats.all
    ) -> [FeedLink] {
        formats.map {
            FeedLink(
                name: $0.name,
                mediaType: $0.mediaType,
                address: site.baseURL.appending(folder + $0.fileName + query),
                title: title
            )
        }
    }
}

extension CatalogueTransaction {
    /// What stands around every page of the site now.
    func frame(of site: Site) throws -> PageFrame {
        PageFrame(
            navigation: try topics(.category, limit: PageFrame.navigationLimit),
            feeds: SiteLinks.feeds(of: site, formats: FeedFormats.all)
        )
    }
}
