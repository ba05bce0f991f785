/// A name for URLs: lower-case ASCII letters and digits in runs joined by single hyphens.
package struct Slug: Sendable, Hashable, Codable {
    package let text: String

    /// The longest slug made from a text, in bytes; a longer one is cut between words where it can be.
    package static let bound = 80

    /// Takes a slug as it was stored.
    package init(stored text: String) {
        self.text = text
    }

    /// Folds a text to a slug: full stops are dropped ("U.S." gives `us`), other runs become one hyphen.
    ///
    /// Nil when nothing of the text is left, as with one in a script that has no ASCII form. Linear.
    package init?(_ text: String) {
        let key = Folding.folded(text)
        let folded = key.utf8.span
        var bytes: [UInt8] = []
        bytes.reserveCapacity(folded.count)
        var pendingHyphen = false
        for index in folded.indices {
            switch folded[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                if pendingHyphen && !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
                pendingHyphen = false
                bytes.append(folded[index])
            case UInt8(ascii: "."):
                break
            default:
                pendingHyphen = true
            }
        }
        if bytes.count > Slug.bound {
            let cut = bytes[...Slug.bound].lastIndex(of: UInt8(ascii: "-")) ?? Slug.bound
            bytes.removeSubrange(cut...)
        }
        guard !bytes.isEmpty else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// The same slug with a number, for when another article bears it already.
    package func numbered(_ number: Int) -> Slug {
        Slug(stored: "\(text)-\(number)")
    }
}
