import Foundation

/// The site's name behind a title: "A Title | The Site".
enum SiteName {
    /// Whether a text is the first one without such a name.
    static func isTitle(_ text: String, of whole: String) -> Bool {
        let (key, title) = (Folding.folded(text), Folding.folded(whole))
        return [" | ", " - "].contains { separator in
            !key.isEmpty && title.hasPrefix(key + separator) && title.utf8.count > key.utf8.count + separator.utf8.count
        }
    }

    /// A title without the site's name, when it stands behind or before it.
    static func removed(_ site: String?, from title: String) -> String {
        let title = title.collapsingSpace
        guard let site = site.map(Folding.folded), !site.isEmpty else { return title }
        for separator in [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « "] {
            if let place = title.range(of: separator, options: .backwards),
                Folding.folded(String(title[place.upperBound...])) == site
            {
                return String(title[..<place.lowerBound])
            }
            if let place = title.range(of: separator), Folding.folded(String(title[..<place.lowerBound])) == site {
                return String(title[place.upperBound...])
            }
        }
        return title
    }
}
