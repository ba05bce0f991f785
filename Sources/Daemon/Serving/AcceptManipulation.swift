/// The instance manipulations that a client takes (RFC 3229 §10.5.3).
enum AcceptManipulation {
    /// Whether a list in `A-IM` names “feed”, and not with the weight 0; O(length).
    static func takesFeed(_ list: String) -> Bool {
        list.utf8.split(separator: UInt8(ascii: ",")).contains { member in
            let parts = member.split(separator: UInt8(ascii: ";")).map(lowercased)
            guard parts.first == "feed" else { return false }
            return !parts.dropFirst().contains { parameter in
                parameter.hasPrefix("q=0") && parameter.dropFirst(3).allSatisfy { $0 == "." || $0 == "0" }
            }
        }
    }

    /// Without the spaces around it and inside.
    private static func lowercased(_ bytes: Substring.UTF8View) -> String {
        let visible = bytes.filter { $0 != 0x20 && $0 != 0x09 }
        return String(decoding: visible.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
