import Syndication

extension Timestamp {
    /// `20260107T120000Z`: the moment as a part of file names (ISO 8601, basic format).
    var compact: String {
        String(decoding: rfc3339.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") }, as: UTF8.self)
    }

    /// Reads what `compact` writes; nil for anything else.
    init?(compact text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
        var digits: [Int] = []
        for byte in bytes[0..<8] + bytes[9..<15] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            digits.append(Int(byte & 15))
        }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        guard let date = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8)) else { return nil }
        let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
        guard hour < 24, minute < 60, second < 60 else { return nil }
        self = CivilTime(date: date, secondOfDay: hour * 3_600 + minute * 60 + second).moment()
    }

    /// Reads what `rfc3339` writes; nil for anything else, be it another form of the same moment.
    init?(rfc3339 text: String) {
        self.init(
            compact: String(
                decoding: text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") },
                as: UTF8.self
            )
        )
        guard rfc3339 == text else { return nil }
    }
}
