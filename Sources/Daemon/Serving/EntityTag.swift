/// A strong validator made from the digest of a document's uncompressed bytes or of its inputs (RFC 9110 §8.8.3).
///
/// Each coding of the document has its own tag: the digest, and the digest with `-gzip` behind it (H-3).
package struct EntityTag: Sendable, Hashable {
    /// ASCII letters and digits, normally hexadecimal.
    package let digest: String
    private let identityText: String
    private let gzipText: String

    /// Nil when the digest is empty or has anything but ASCII letters and digits, since the rest could be
    /// mistaken for a suffix, a quote or a list.
    package init?(digest: String) {
        guard !digest.isEmpty, digest.utf8.allSatisfy(isLetterOrDigit) else { return nil }
        self.digest = digest
        identityText = "\"\(digest)\""
        gzipText = "\"\(digest)-gzip\""
    }

    /// The field value of `ETag`, quotes included.
    package func text(for coding: ContentCoding) -> String {
        switch coding {
        case .identity: identityText
        case .gzip: gzipText
        }
    }

    /// What an `If-None-Match` list says about this document, in any of its codings (H-4, H-5, H-6).
    ///
    /// Weak and strong forms are equal here (RFC 9110 §13.1.2). Beyond the grammar it takes what readers and proxies
    /// really send: our tag without quotes, with escaped quotes, or with the suffix of a proxy inside or outside of
    /// the quotes. A malformed list is never an error: it matches or it doesn't. O(length).
    package func match(in list: String) -> EntityTagMatch {
        // What nearly every reader sends back.
        if list == gzipText { return .gzip }
        if list == identityText { return .identity }
        var match = EntityTagMatch.none
        var members = EntityTagMembers(list)
        while var member = members.next() {
            if member.elementsEqual("*".utf8) { return .any }
            member.removeAll { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
            let isIdentity = !removeCodingSuffixes(from: &member)
            guard member.elementsEqual(digest.utf8) else { continue }
            match = match.joined(with: isIdentity ? .identity : .gzip)
        }
        return match
    }

    /// Whether an `If-Match` list names one of this document's tags or is `*`; strong comparison (RFC 9110 §13.1.1).
    func matchesStrongly(_ list: String) -> Bool {
        var members = EntityTagMembers(list, skipsWeakness: false)
        while let member = members.next() {
            if member.elementsEqual("*".utf8) || member.elementsEqual(identityText.utf8)
                || member.elementsEqual(gzipText.utf8)
            {
                return true
            }
        }
        return false
    }
}

/// Which of a document's tags a list named.
package enum EntityTagMatch: Sendable, Hashable {
    case none
    /// Only the tag of the uncompressed bytes.
    case identity
    /// Only a tag with a suffix: ours or a proxy's.
    case gzip
    /// Both, or `*`.
    case any

    fileprivate func joined(with other: EntityTagMatch) -> EntityTagMatch {
        self == .none || self == other ? other : .any
    }
}

/// The members of an `If-None-Match` list, `W/` removed, quotes kept.
private struct EntityTagMembers {
    private let bytes: [UInt8]
    private let skipsWeakness: Bool
    private var position = 0

    init(_ list: String, skipsWeakness: Bool = true) {
        bytes = Array(list.utf8)
        self.skipsWeakness = skipsWeakness
    }

    mutating func next() -> [UInt8]? {
        while position < bytes.count, isSpace(bytes[position]) || bytes[position] == UInt8(ascii: ",") {
            position += 1
        }
        guard position < bytes.count else { return nil }
        if skipsWeakness, bytes[position] | 0x20 == UInt8(ascii: "w"), position + 1 < bytes.count,
            bytes[position + 1] == UInt8(ascii: "/")
        {
            position += 2
        }
        let start = position
        // A comma inside of well-formed quotes belongs to the tag.
        if position < bytes.count, bytes[position] == UInt8(ascii: "\""),
            let closing = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "\""))
        {
            position = closing + 1
        }
        while position < bytes.count, bytes[position] != UInt8(ascii: ",") { position += 1 }
        var end = position
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return Array(bytes[start..<end])
    }
}

/// True when there was a suffix.
///
/// A proxy may have added its own behind ours, so it goes on until none is left.
private func removeCodingSuffixes(from tag: inout [UInt8]) -> Bool {
    var found = false
    search: while true {
        for suffix in codingSuffixes where tag.count > suffix.count && tag.suffix(suffix.count).elementsEqual(suffix) {
            tag.removeLast(suffix.count)
            found = true
            continue search
        }
        return found
    }
}

/// The longer first where one ends with another.
///
/// Apache: `-gzip`, `-br`; Jetty: `--gzip`; others: `;gzip`, `-df`.
private let codingSuffixes: [[UInt8]] = [
    "--gzip", "-gzip", ";gzip", "+gzip", "--br", "-br", ";br", "+br", "-df", "-deflate", ";deflate", "-zstd", ";zstd",
].map { Array($0.utf8) }

private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
    default: false
    }
}
