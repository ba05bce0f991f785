/// The words of an article as search keeps them.
package enum SearchText {
    /// The text of an article's content, folded; elements part words.
    ///
    /// Linear. For HTML as `Article.content` writes it: no “<” or “>” but those of tags.
    package static func folded(content html: String) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(html.utf8.count)
        var isInTag = false
        for byte in html.utf8 {
            switch byte {
            case UInt8(ascii: "<"): isInTag = true
            case UInt8(ascii: ">"):
                isInTag = false
                text.append(UInt8(ascii: " "))
            default:
                if !isInTag { text.append(byte) }
            }
        }
        return Folding.folded(decoded(text))
    }

    /// The five entities that our own writer makes.
    private static func decoded(_ bytes: [UInt8]) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "&"),
                let (name, byte) = entities.first(where: { bytes[(index + 1)...].starts(with: $0.0) })
            else {
                result.append(bytes[index])
                index += 1
                continue
            }
            result.append(byte)
            index += 1 + name.count
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let entities: [([UInt8], UInt8)] = [
        (Array("lt;".utf8), UInt8(ascii: "<")), (Array("gt;".utf8), UInt8(ascii: ">")),
        (Array("quot;".utf8), UInt8(ascii: "\"")), (Array("#39;".utf8), UInt8(ascii: "'")),
        (Array("amp;".utf8), UInt8(ascii: "&")),
    ]
}
