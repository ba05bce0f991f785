/// What is around the nodes that are being sanitised.
struct HTMLPlace {
    /// Elements that may stand around a leaf of blocks, such as a paragraph; phrases in it add ten at most.
    static let deepest = 44

    var marks: [HTMLMark] = []
    /// How many blocks are around.
    var depth = 0
    var allowsHeadings = true
    /// Of the innermost element around.
    var line = 0

    /// Inside so many more blocks; nil when they would be too many.
    func inside(_ levels: Int) -> HTMLPlace? {
        guard depth + levels <= HTMLPlace.deepest else { return nil }
        var place = self
        place.depth += levels
        return place
    }

    func at(_ line: Int) -> HTMLPlace {
        var place = self
        place.line = line
        return place
    }

    func withoutHeadings() -> HTMLPlace {
        var place = self
        place.allowsHeadings = false
        return place
    }

    /// Inside a phrase; a second one of its name adds nothing, but a link inside another takes its place.
    func marked(_ mark: HTMLMark) -> HTMLPlace {
        var place = self
        if let index = marks.firstIndex(where: { $0.name == mark.name }) {
            if mark.name == "a" { place.marks[index] = mark }
        } else {
            place.marks.append(mark)
        }
        return place
    }
}
