/// Dates as feeds write them.
package enum FeedDate {
    /// Reads RFC 3339 and its shorter forms (W3C date and time formats), and RFC 822 as habit widened it.
    ///
    /// Nil for any other form and for what no calendar or clock shows. A day without a time begins it, a month its
    /// first day; what names no zone is in UTC; a leap second is the one before it. O(1), for a date has at most 100 bytes.
    package static func read(_ text: String) -> Timestamp? {
        guard text.utf8.count <= 100 else { return nil }
        let key = Folding.folded(text)
        let year = key.utf8.prefix { (0x30...0x39).contains($0) }
        let afterYear = key.utf8.dropFirst(4).first ?? UInt8(ascii: "-")
        return year.count == 4 && afterYear == UInt8(ascii: "-") ? international(key) : RFC822Date.read(key)
    }

    private static func international(_ key: String) -> Timestamp? {
        var bytes = Array(key.utf8)
        if bytes.count == 4 { bytes += "-01".utf8 }
        if bytes.count == 7 { bytes += "-01".utf8 }
        if bytes.count > 10, bytes[10] == UInt8(ascii: " ") { bytes[10] = UInt8(ascii: "t") }
        bytes.removeAll { $0 == UInt8(ascii: " ") }
        for index in bytes.indices where bytes[index] == UInt8(ascii: ",") { bytes[index] = UInt8(ascii: ".") }
        if bytes.count >= 19, bytes[16...18].elementsEqual(":60".utf8) { bytes[17...18] = [0x35, 0x39] }
        if bytes.count > 16, let sign = bytes.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
            sign == bytes.count - 3, sign > 10
        {
            bytes += "00".utf8
        }
        switch ISODate.read(String(decoding: bytes, as: UTF8.self), zone: .utc) {
        case .date(.moment(let moment)): return moment
        case .date(.day(let day)), .doubtful(.day(let day), _): return CivilTime(date: day, secondOfDay: 0).moment()
        case .none, .doubtful, .impossible: return nil
        }
    }
}
