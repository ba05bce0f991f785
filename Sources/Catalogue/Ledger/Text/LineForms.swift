import Syndication

extension Timestamp {
    /// RFC 3339; `@` and seconds since the epoch outside of the years 1 to 9999.
    var text: String {
        let text = rfc3339
        return Timestamp(rfc3339: text) == self ? text : "@\(seconds)"
    }

    /// Reads what `text` writes.
    init?(text: String) {
        if text.hasPrefix("@"), let seconds = Int64(text.dropFirst()) {
            self.init(seconds: seconds)
            guard self.text == text else { return nil }
        } else {
            self.init(rfc3339: text)
        }
    }
}

extension ArticleDate {
    /// `2026-01-07` for a day, a moment's text otherwise.
    var text: String {
        switch self {
        case .day: stored
        case .moment(let moment): moment.text
        }
    }

    /// Reads what `text` writes.
    init?(text: String) {
        if let moment = Timestamp(text: text) {
            self = .moment(moment)
        } else if let date = ArticleDate(stored: text), date.text == text {
            self = date
        } else {
            return nil
        }
    }
}

extension Slug {
    /// Whether it can be a part of a path: not empty, without slash, space or control character.
    var isWellFormed: Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") }
    }
}

/// Bytes as lower-case hexadecimal digits, two each.
enum Hexadecimal {
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Nil when there is anything but pairs of lower-case digits.
    static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for byte in text.utf8 {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return high == nil ? bytes : nil
    }
}
