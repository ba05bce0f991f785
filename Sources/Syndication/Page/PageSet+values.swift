/// What templates are given.
extension PageSet {
    /// What every page is given; `currency` says how the current category is current (WAI-ARIA 1.2, aria-current).
    func common(
        _ site: Site,
        _ frame: PageFrame,
        current: Category? = nil,
        as currency: String = "page"
    ) -> [String: Any] {
        var values: [String: Any] = [
            "language": site.language,
            "site": site.title,
            "home": site.baseURL.appending("/"),
            "query": "",
            "isFront": false,
            "hasFeeds": false,
            "hasPager": false,
            "hasNavigation": !frame.navigation.isEmpty,
            "navigation": frame.navigation.map { topic in
                var values = link(topic.kind, topic.category, in: site)
                if topic.slug == current?.slug { values["current"] = currency }
                return values
            },
            "mainFeeds": frame.feeds.map { ["name": $0.name, "address": $0.address] },
            "alternates": frame.feeds.map { alternate($0, site) },
        ]
        values["rights"] = site.rights
        if frame.isWhole {
            // Without the host: the policy of a page that is read under another one forbids to send the form elsewhere.
            values["searchPath"] = site.baseURL.path + "/search"
            values["feedsPage"] = site.baseURL.appending("/feeds/")
            values["archivePage"] = site.baseURL.appending("/archive/")
            values["openSearch"] = site.baseURL.appending("/opensearch.xml")
        }
        return values
    }

    func graph(_ type: String, _ title: String, _ address: String, summary: String?) -> [String: Any] {
        var values: [String: Any] = ["type": type, "title": title, "address": address]
        values["summary"] = summary
        return values
    }

    func items(_ entries: [Entry], in site: Site) -> [[String: Any]] {
        entries.map { item($0, in: site) }
    }

    func item(_ entry: Entry, in site: Site) -> [String: Any] {
        var values: [String: Any] = [
            "title": entry.title, "address": entry.link, "datetime": entry.published.rfc3339,
            "date": day(of: entry.published, in: site),
        ]
        values["category"] = entry.category.map { link(.category, $0, in: site) }
        values["abstract"] = entry.abstract
        return values
    }

    /// The feeds of a page, which it names as alternates behind those of the site.
    func addFeeds(_ feeds: [FeedLink], _ subscription: String, to values: inout [String: Any]) {
        guard !feeds.isEmpty else { return }
        values["hasFeeds"] = true
        values["subscription"] = subscription
        values["feeds"] = feeds.map { ["name": $0.name, "address": $0.address] }
        let known = values["alternates"] as? [[String: String]] ?? []
        let site = values["site"] as? String ?? ""
        let own = feeds.map { feed in
            ["type": feed.mediaType, "title": "\(feed.title ?? site) (\(feed.name))", "address": feed.address]
        }
        values["alternates"] = known + own.filter { !known.contains($0) }
    }

    func addPager(_ position: PagePosition, to values: inout [String: Any]) {
        values["hasPager"] = position.previous != nil || position.next != nil
        values["page"] = position.number
        values["previous"] = position.previous
        values["next"] = position.next
    }

    func link(_ kind: TopicKind, _ category: Category, in site: Site) -> [String: Any] {
        ["name": category.name, "address": site.baseURL.appending(Topic.path(kind, category.slug))]
    }

    func day(of moment: Timestamp, in site: Site) -> String {
        let day = site.zone.civil(at: moment).date
        return "\(monthNames[day.month - 1]) \(day.day), \(day.year)"
    }

    /// “3 articles”.
    func counted(_ count: Int) -> String { count == 1 ? "1 article" : "\(count) articles" }

    private func alternate(_ feed: FeedLink, _ site: Site) -> [String: String] {
        ["type": feed.mediaType, "title": "\(feed.title ?? site.title) (\(feed.name))", "address": feed.address]
    }
}

extension Topic {
    /// As links to it show it.
    package var category: Category { Category(slug: slug, name: name) }
}
