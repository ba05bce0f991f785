/// A day in three numbers: "01/07/2026", "7.1.2026", "2026/01/07".
struct NumberDate {
    private let numbers: [Int]
    private let order: Order

    private enum Order {
        case yearFirst
        case monthFirst
        case dayFirst
    }

    /// Nil for what is no such thing.
    ///
    /// With full stops, the day comes first wherever that is written.
    init?(_ word: String, order: DateOrder) {
        let separator: Character = word.contains("/") ? "/" : "."
        let parts = word.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let numbers = parts.compactMap { DateLine.number($0) }
        guard numbers.count == 3 else { return nil }
        if parts[0].utf8.count == 4, separator == "/" {
            self.order = .yearFirst
        } else {
            guard parts[2].utf8.count == 4, parts[0].utf8.count <= 2, parts[1].utf8.count <= 2 else { return nil }
            self.order = separator == "." || order == .dayFirst ? .dayFirst : .monthFirst
        }
        self.numbers = numbers
        isCertain = separator == "."
    }

    private let isCertain: Bool

    /// The day, as `moment` completes it; in the other order when only that is possible.
    func reading(_ moment: (CivilDate) -> DateLine.Reading) -> DateLine.Reading {
        let (year, month, day) = parts(order)
        guard order != .yearFirst else { return date(year, month, day).map(moment) ?? impossible(year, month, day) }
        let other = parts(order == .dayFirst ? .monthFirst : .dayFirst)
        guard let day = date(year, month, day) else {
            guard !isCertain, let day = date(other.year, other.month, other.day) else {
                return impossible(year, month, day)
            }
            return moment(day)
        }
        guard !isCertain, day.month != day.day, date(other.year, other.month, other.day) != nil,
            case .date(let date) = moment(day)
        else { return moment(day) }
        return .doubtful(
            date,
            """
            read as \(monthNames[day.month - 1]) \(day.day), though it may be \(monthNames[other.month - 1]) \(other.day); \
            “date-order” decides, and a month in letters leaves no doubt
            """
        )
    }

    private func parts(_ order: Order) -> (year: Int, month: Int, day: Int) {
        switch order {
        case .yearFirst: (numbers[0], numbers[1], numbers[2])
        case .monthFirst: (numbers[2], numbers[0], numbers[1])
        case .dayFirst: (numbers[2], numbers[1], numbers[0])
        }
    }

    private func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
        CivilDate(year: year, month: month, day: day)
    }

    private func impossible(_ year: Int, _ month: Int, _ day: Int) -> DateLine.Reading {
        .impossible(DateLine.impossibleDay(year: year, month: month, day: day))
    }
}
