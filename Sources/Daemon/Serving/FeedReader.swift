/// Who reads, as the User-Agent field says (RFC 9110 §10.1.5).
struct FeedReader: Hashable {
    /// The first product's name, without its version; at most 40 characters.
    let name: String
    /// For how many people it asks; nil when it doesn't say.
    let subscribers: Int?

    /// Nil for an empty text.
    init?(_ userAgent: String) {
        let bytes = userAgent.utf8
        let name = bytes.prefix { $0 != UInt8(ascii: "/") && $0 != 0x20 && $0 != UInt8(ascii: ";") }.prefix(40)
        guard !name.isEmpty else { return nil }
        self.name = String(decoding: name, as: UTF8.self)
        subscribers = FeedReader.subscribers(userAgent)
    }

    /// The number before the word: `Feedly/1.0 (…; 16 subscribers; …)`.
    private static func subscribers(_ text: String) -> Int? {
        var text = text
        return text.withUTF8 { bytes -> Int? in
            let word: StaticString = " subscriber"
            var index = word.utf8CodeUnitCount
            // The letter is rare, so nearly every byte is looked at once.
            while index <= bytes.count {
                defer { index += 1 }
                guard bytes[index - 1] == UInt8(ascii: "r") else { continue }
                let start = index - word.utf8CodeUnitCount
                guard (0..<word.utf8CodeUnitCount).allSatisfy({ bytes[start + $0] == word.utf8Start[$0] }) else {
                    continue
                }
                var (digits, number, factor) = (start, 0, 1)
                while digits > 0, factor <= 100_000_000, bytes[digits - 1] >= 0x30, bytes[digits - 1] <= 0x39 {
                    number += Int(bytes[digits - 1] - 0x30) * factor
                    (factor, digits) = (factor * 10, digits - 1)
                }
                if digits < start { return number }
            }
            return nil
        }
    }
}
