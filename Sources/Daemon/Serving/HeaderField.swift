/// One header field of an answer.
package struct HeaderField: Sendable, Hashable {
    package let name: String
    package let value: String

    /// Control characters in the value become spaces, so that nothing can start another field (RFC 9110 §5.5).
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value =
            value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
            ? value
            : String(decoding: value.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }

    /// Lets scripts of any site read a feed and its tag (H-18).
    package static let crossOrigin = [
        HeaderField("Access-Control-Allow-Origin", "*"),
        HeaderField("Access-Control-Expose-Headers", "ETag"),
    ]

    /// Whether a 304 repeats the field: what guides caches, links and scripts, and not what describes the body
    /// (RFC 9110 §15.4.5, H-10).
    var isForNotModified: Bool {
        let name = name.lowercased()
        return name == "link" || name == "content-location" || name == "expires"
            || name.hasPrefix("access-control-")
    }
}
