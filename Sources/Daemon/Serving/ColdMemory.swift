/// What was found at cold addresses since the edition at hand was published, so that asking again costs a look-up in a
/// dictionary.
///
/// An edition is published whenever what readers see may have changed, so what was found under it holds until the next.
struct ColdMemory {
    struct Found {
        let path: String
        /// Never to be rendered.
        let entry: ColdEntry
    }

    /// Then all is forgotten: asking again is cheap.
    private static let entryLimit = 4_096
    /// Bytes; longer addresses are nobody's bookmark.
    private static let targetLimit = 512

    private var turn: UInt64 = 0
    private var found: [String: Found] = [:]

    /// What was found at a target under the edition of a turn.
    func found(at target: String, in turn: UInt64) -> Found? {
        turn == self.turn && turn > 0 ? found[target] : nil
    }

    /// Only what has a tag is kept: the rest may change with no edition.
    mutating func keep(_ entry: ColdEntry, path: String, at target: String, in turn: UInt64) {
        guard entry.tag != nil, turn > 0, turn >= self.turn, target.utf8.count <= ColdMemory.targetLimit else { return }
        if turn > self.turn || found.count >= ColdMemory.entryLimit { (self.turn, found) = (turn, [:]) }
        found[target] = Found(path: path, entry: entry.unrenderable)
    }
}
