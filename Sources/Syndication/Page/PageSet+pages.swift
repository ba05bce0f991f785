import XML

extension PageSet {
    /// The latest articles and the feeds.
    ///
    /// - Parameter items: of each entry what `item` made of it.
    package func frontPage(of site: Site, entries: [Entry], items: [String], frame: PageFrame) -> String {
        let articles = entries.map { ListedArticle(entry: $0, page: self, site: site) }
        return frontPage(of: site, articles: articles, list: items.joined(), frame: frame)
    }

    /// What stands before and behind the list of the front page; nil where that depends on the list.
    package func frontEnvelope(of site: Site, isEmpty: Bool, frame: PageFrame) -> (head: String, tail: String)? {
        guard !hasOwnFront else { return nil }
        // No text that a page shows has this character.
        let mark: Character = "\0"
        let page = frontPage(of: site, articles: isEmpty ? [] : [true], list: String(mark), frame: frame)
        let parts = page.split(separator: mark, omittingEmptySubsequences: false)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }

    private func frontPage(of site: Site, articles: [Any], list: String, frame: PageFrame) -> String {
        var values = common(site, frame)
        values["documentTitle"] = site.title
        values["description"] = site.description
        values["summary"] = site.description
        values["canonical"] = site.baseURL.appending("/")
        values["isFront"] = true
        values["graph"] = graph("website", site.title, site.baseURL.appending("/"), summary: site.description)
        values["articles"] = articles
        values["list"] = list
        addFeeds(frame.feeds, "New articles come to you.", to: &values)
        return render(.front, values)
    }

    /// One article as it stands in the list of the front page, which is put together from those that were made before.
    package func item(of entry: Entry, in site: Site) -> String {
        var values: [String: Any] = [
            "language": site.language, "site": site.title, "home": site.baseURL.appending("/"),
        ]
        values["rights"] = site.rights
        return render(.item, values.merging(item(entry, in: site)) { $1 })
    }

    /// One article; `related` are others to go on with.
    package func articlePage(of entry: Entry, in site: Site, related: [PageLink], frame: PageFrame) -> String {
        var values = common(site, frame, current: entry.category, as: "true")
        let canonical = entry.canonicalLink ?? entry.link
        let (published, updated) = (day(of: entry.published, in: site), day(of: entry.updated, in: site))
        values["documentTitle"] = "\(entry.title) – \(site.title)"
        values["title"] = entry.title
        values["canonical"] = canonical
        values["summary"] = entry.abstract
        var graph = self.graph("article", entry.title, canonical, summary: entry.abstract)
        graph["image"] = entry.image
        graph["published"] = entry.published.rfc3339
        graph["updated"] = entry.updated.rfc3339
        values["graph"] = graph
        values["image"] = entry.image
        values["datetime"] = entry.published.rfc3339
        values["date"] = published
        if updated != published { values["revised"] = ["datetime": entry.updated.rfc3339, "date": updated] }
        values["updated"] = entry.updated.rfc3339
        values["siteAuthor"] = site.author
        values["category"] = entry.category.map { link(.category, $0, in: site) }
        values["hasAuthors"] = !entry.authors.isEmpty
        values["authors"] = entry.authors.map { link(.author, Category(named: $0), in: site) }
        values["hasTags"] = !entry.tags.isEmpty
        values["tags"] = entry.tags.map { link(.tag, $0, in: site) }
        values["contentLanguage"] = entry.language
        values["content"] = entry.content
        values["hasRelated"] = !related.isEmpty
        values["related"] = related.map { ["title": $0.title, "address": $0.address] }
        return render(.article, values)
    }

    /// One category, tag or author; `feeds` are its own.
    package func topicPage(
        of topic: Topic,
        entries: [Entry],
        position: PagePosition,
        feeds: [FeedLink],
        in site: Site,
        frame: PageFrame
    ) -> String {
        var values = common(site, frame, current: topic.kind == .category ? topic.category : nil)
        let address = site.baseURL.appending(topic.path)
        values["documentTitle"] = "\(topic.name) – \(site.title)"
        values["kind"] = topic.kind.title
        values["name"] = topic.name
        values["count"] = counted(topic.count)
        values["canonical"] = position.number == 1 ? address : "\(address)page/\(position.number)/"
        values["graph"] = graph("website", topic.name, address, summary: nil)
        values["articles"] = items(entries, in: site)
        addPager(position, to: &values)
        addFeeds(feeds, "New articles \(topic.kind.phrase) “\(topic.name)” come to you.", to: &values)
        return render(.topic, values)
    }

    /// What a query finds, or how to search when it asks for nothing.
    package func searchPage(
        _ query: SearchQuery,
        found: String,
        entries: [Entry],
        position: PagePosition,
        feeds: [FeedLink],
        in site: Site,
        frame: PageFrame
    ) -> String {
        var values = common(site, frame)
        let text = query.text
        values["documentTitle"] = query.isEmpty ? "Search – \(site.title)" : "\(text) – \(site.title)"
        values["heading"] = query.isEmpty ? "Search" : "Search: \(text)"
        values["query"] = text
        values["isHidden"] = true
        values["isCut"] = query.isCut
        values["explains"] = query.isEmpty
        values["hasNothing"] = !query.isEmpty && entries.isEmpty
        if !query.isEmpty, !entries.isEmpty { values["count"] = found }
        values["articles"] = items(entries, in: site)
        addPager(position, to: &values)
        if !query.isEmpty {
            addFeeds(feeds, "What will be published and fits “\(text)” comes to you.", to: &values)
        }
        return render(.search, values)
    }

    /// What feeds are, and which ones there are; each category with its own.
    ///
    /// `opml` is the address of a list of all of them, where there is one.
    package func feedsPage(
        categories: [(topic: Topic, feeds: [FeedLink])],
        opml: String?,
        in site: Site,
        frame: PageFrame
    ) -> String {
        var values = common(site, frame)
        values["documentTitle"] = "Feeds – \(site.title)"
        values["canonical"] = site.baseURL.appending("/feeds/")
        values["graph"] = graph("website", "Feeds", site.baseURL.appending("/feeds/"), summary: nil)
        values["opml"] = opml
        values["searchAddress"] = site.baseURL.appending("/search")
        values["hasCategories"] = !categories.isEmpty
        values["categories"] = categories.map { topic, feeds in
            var values = link(topic.kind, topic.category, in: site)
            values["feeds"] = feeds.map { ["name": $0.name, "address": $0.address] }
            return values
        }
        return render(.feeds, values)
    }

    /// Links to earlier articles, or to their months, under headings.
    package func archivePage(
        title: String,
        path: String,
        groups: [(title: String, links: [PageLink])],
        in site: Site,
        frame: PageFrame
    ) -> String {
        var values = common(site, frame)
        values["documentTitle"] = "\(title) – \(site.title)"
        values["title"] = title
        values["canonical"] = site.baseURL.appending(path)
        values["graph"] = graph("website", title, site.baseURL.appending(path), summary: nil)
        values["groups"] = groups.map { group in
            [
                "heading": group.title,
                "links": group.links.map { ["title": $0.title, "address": $0.address] },
            ] as [String: Any]
        }
        return render(.archive, values)
    }

    /// A page that says only why there is nothing else.
    package func noticePage(title: String, text: String, in site: Site, frame: PageFrame = PageFrame()) -> String {
        var values = common(site, frame)
        values["documentTitle"] = "\(title) – \(site.title)"
        values["isHidden"] = true
        values["title"] = title
        values["text"] = text
        return render(.notice, values)
    }
}

extension TopicKind {
    /// For people.
    fileprivate var title: String {
        switch self {
        case .category: "Category"
        case .tag: "Tag"
        case .author: "Author"
        }
    }

    fileprivate var phrase: String {
        switch self {
        case .category: "in"
        case .tag: "with the tag"
        case .author: "by"
        }
    }
}
