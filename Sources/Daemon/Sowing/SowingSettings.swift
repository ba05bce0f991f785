package import Catalogue
package import Syndication

/// What of the configuration shapes a pass.
package struct SowingSettings: Sendable {
    package var recogniser: Recogniser
    package var absence: Absence
    /// Where entries lead, when not to the pages here.
    package var links: LinkPattern?
    /// In bytes; a larger seed is refused.
    package var largestSeed: Int

    package init(recogniser: Recogniser, absence: Absence, links: LinkPattern? = nil, largestSeed: Int) {
        self.recogniser = recogniser
        self.absence = absence
        self.links = links
        self.largestSeed = largestSeed
    }
}
