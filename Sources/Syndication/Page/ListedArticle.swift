import Mustache

/// An article of a list that was put together before: its values are made when a template asks for one.
struct ListedArticle: MustacheParent {
    let entry: Entry
    let page: PageSet
    let site: Site

    func child(named name: String) -> Any? { page.item(entry, in: site)[name] }
}
