/// Lines that nearly are dates, for a word to the publisher.
enum DateGuess {
    /// What keeps a line from being a date; nil when it isn't meant as one.
    static func fault(in line: String) -> String? {
        guard line.utf8.count <= 48 else { return nil }
        let words = Folding.folded(line).split { " ,.".contains($0) }.map(String.init)
        guard (2...5).contains(words.count) else { return nil }
        let rest = words.filter { !DateLine.isWeekday($0) }
        let years = rest.filter {
            $0.utf8.count == 4 && DateLine.number($0).map { (1_500...2_999).contains($0) } == true
        }
        let days = rest.filter {
            let day = DateLine.withoutOrdinal($0)
            return day.utf8.count <= 2 && DateLine.number(day).map { (1...31).contains($0) } == true
        }
        let months = rest.filter { DateLine.month($0) != nil }
        if months.count == 1, days.count == 1, years.isEmpty, rest.count == 2 {
            return "looks like a date, but names no year; it is read as text"
        }
        guard years.count == 1, days.count == 1, rest.count == 3, months.isEmpty else { return nil }
        guard let odd = rest.first(where: { !years.contains($0) && !days.contains($0) }), odd.utf8.count >= 3 else {
            return nil
        }
        let near = monthNames.min {
            EditDistance.between(odd, $0.lowercased()) < EditDistance.between(odd, $1.lowercased())
        }
        guard let near, EditDistance.between(odd, near.lowercased()) <= 2 else { return nil }
        return "looks like a date, but “\(odd)” is no month; did you mean \(near)?"
    }
}
