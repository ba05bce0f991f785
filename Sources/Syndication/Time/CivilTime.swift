/// A day and a time of day, in no zone.
package struct CivilTime: Sendable, Hashable {
    package var date: CivilDate
    /// Seconds since midnight, 0 to 86,399.
    package var secondOfDay: Int

    package init(date: CivilDate, secondOfDay: Int) {
        (self.date, self.secondOfDay) = (date, secondOfDay)
    }

    /// Splits a moment at an offset from UTC in seconds.
    package init(_ moment: Timestamp, offset: Int = 0) {
        let local = moment.seconds + Int64(offset)
        let second = local % 86_400
        let sinceMidnight = second < 0 ? second + 86_400 : second
        self.date = CivilDate(daysSinceEpoch: (local - sinceMidnight) / 86_400)
        self.secondOfDay = Int(sinceMidnight)
    }

    /// The moment, when the clock that shows this stands `offset` seconds ahead of UTC.
    package func moment(offset: Int = 0) -> Timestamp {
        Timestamp(seconds: date.daysSinceEpoch * 86_400 + Int64(secondOfDay) - Int64(offset))
    }

    package var hour: Int { secondOfDay / 3_600 }
    package var minute: Int { secondOfDay / 60 % 60 }
    package var second: Int { secondOfDay % 60 }
}
