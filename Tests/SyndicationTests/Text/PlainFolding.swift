@testable import Syndication

/// Folding by its rules alone, one character after another: what `Folding` must give, however it goes about it.
enum PlainFolding {
    static func folded(_ text: String) -> String {
        var folder = Folder(capacity: text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                folder.append(ascii: UInt8(truncatingIfNeeded: scalar.value))
            } else {
                fold(scalar, into: &folder)
            }
        }
        return String(decoding: folder.bytes, as: UTF8.self)
    }

    /// Text on its way, with runs of white space held back until something follows.
    private struct Folder {
        var bytes: [UInt8] = []
        private var pendingSpace = false

        init(capacity: Int) {
            bytes.reserveCapacity(capacity)
        }

        mutating func append(ascii byte: UInt8) {
            switch byte {
            case 0x09...0x0D, 0x20:
                pendingSpace = !bytes.isEmpty
            case 0x41...0x5A:
                append(folded: byte + 0x20)
            case 0x60:
                append(folded: 0x27)
            default:
                append(folded: byte)
            }
        }

        mutating func append(_ scalar: Unicode.Scalar) {
            if scalar.isASCII { return append(folded: UInt8(truncatingIfNeeded: scalar.value)) }
            if isSpace(scalar) {
                pendingSpace = !bytes.isEmpty
                return
            }
            flushSpace()
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }

        private mutating func append(folded byte: UInt8) {
            flushSpace()
            bytes.append(byte)
        }

        private mutating func flushSpace() {
            guard pendingSpace else { return }
            bytes.append(0x20)
            pendingSpace = false
        }
    }

    /// Decomposes, lowers and replaces one scalar; what is left of marks is dropped, so their order is no matter.
    private static func fold(_ scalar: Unicode.Scalar, into folder: inout Folder) {
        switch scalar.value {
        case 0x2010...0x2015, 0x2018...0x201F, 0xB4, 0x2033:
            // Frequent in prose, or turned into something else by decomposition: an acute accent would become a space, a
            // double prime two single ones.
            for folded in replacement(scalar) { folder.append(folded) }
        default:
            for part in String(scalar).decomposed.unicodeScalars where !isDropped(part) {
                for lower in part.properties.lowercaseMapping.unicodeScalars where !isDropped(lower) {
                    for folded in replacement(lower) {
                        if folded.isASCII {
                            folder.append(ascii: UInt8(truncatingIfNeeded: folded.value))
                        } else {
                            folder.append(folded)
                        }
                    }
                }
            }
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF: true
        case 0..<0x300: false
        default: scalar.properties.generalCategory == .nonspacingMark
        }
    }

    private static func replacement(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar.value {
        case 0x27, 0x60, 0xB4, 0x2018...0x201B, 0x2032, 0x02BC, 0x2039, 0x203A: ["'"]
        case 0x22, 0x201C...0x201F, 0x2033, 0xAB, 0xBB: ["\""]
        case 0x2D, 0x2010...0x2015, 0x2212, 0xFE58: ["-"]
        case 0xDF: ["s", "s"]
        case 0xE6: ["a", "e"]
        case 0x153: ["o", "e"]
        case 0xF8: ["o"]
        case 0x111, 0xF0: ["d"]
        case 0x142: ["l"]
        case 0xFE: ["t", "h"]
        case 0x131: ["i"]
        default: [scalar]
        }
    }
}
