package import Catalogue
package import Syndication

/// What of the configuration shapes a pass.
package struct SowingSettings: Sendable {
    package var recogniser: Recogniser
    package var absence: Absence
    /// In bytes; a larger seed is refused.
    package var largestSeed: Int

    package init(recogniser: Recogniser, absence: Absence, largestSeed: Int) {
        self.recogniser = recogniser
        self.absence = absence
        self.largestSeed = largestSeed
    }
}
