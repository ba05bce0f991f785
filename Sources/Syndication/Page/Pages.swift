import Synchronization

/// The pages for people, rendered to HTML by the templates in force.
package final class Pages: Sendable {
    private let inForce: Mutex<PageSet>

    package init(_ first: PageSet) {
        inForce = Mutex(first)
    }

    /// The templates in force; what belongs together is rendered by one and the same set.
    package var current: PageSet { inForce.withLock { $0 } }

    /// What later pages are rendered by.
    package func use(_ next: PageSet) {
        inForce.withLock { $0 = next }
    }

    package var contentSecurityPolicy: String { current.contentSecurityPolicy }

    /// A page that says only why there is nothing else.
    package func noticePage(title: String, text: String, in site: Site, frame: PageFrame = PageFrame()) -> String {
        current.noticePage(title: title, text: text, in: site, frame: frame)
    }
}
