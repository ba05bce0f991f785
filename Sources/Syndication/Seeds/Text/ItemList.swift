/// A list, one item a line.
enum ItemList {
    /// Takes the items at the start of `lines` and returns the lines after them.
    ///
    /// An indented line without a bullet continues its item. A blank line ends the list unless a bullet follows. A line
    /// without bullet or indent is an item itself, or ends the list.
    static func take(
        _ lines: ArraySlice<SeedText.Line>,
        unmarkedLinesAreItems: Bool
    ) -> (items: [String], rest: ArraySlice<SeedText.Line>) {
        var items: [String] = []
        var index = lines.startIndex
        while index < lines.endIndex {
            let line = lines[index]
            if line.isBlank {
                let following = lines[index...].drop(while: \.isBlank)
                guard let next = following.first, Bullet.item(next.text) != nil else { break }
                index = following.startIndex
            } else if let item = Bullet.item(line.text) {
                items.append(item.collapsingSpace)
                index += 1
            } else if line.isIndented, !items.isEmpty {
                // In place: a copy for each line would cost their square.
                items[items.count - 1] += " " + line.collapsed
                index += 1
            } else if unmarkedLinesAreItems {
                items.append(line.collapsed)
                index += 1
            } else {
                break
            }
        }
        return (items, lines[index...])
    }
}
