/// Text that XML 1.0 can carry.
package enum XMLText {
    /// UTF-8 that holds nothing but characters XML allows and readers like; idempotent, linear.
    ///
    /// - Invalid sequences become U+FFFD; characters outside `Char`, encoded surrogates among them, are dropped
    ///   (X-2, XML 1.0 §2.2).
    /// - CRLF and CR become LF.
    /// - C1 code points that are really Windows-1252 become the characters meant; the five it leaves undefined, U+200B,
    ///   U+2060 and U+FEFF are dropped; U+200C and U+200D stay.
    package static func repaired(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var bytes = Array(bytes)
        if isClean(bytes.span) { return bytes }
        blankSurrogates(&bytes)
        return Array(repaired(String(decoding: bytes, as: UTF8.self)).utf8)
    }

    /// The same for a string, which comes back as it is when nothing was wrong with it.
    package static func repaired(_ text: String) -> String {
        guard let first = firstFault(in: text.utf8.span) else { return text }
        let source = Array(text.utf8)
        let bytes = source.span
        var output: [UInt8] = []
        output.reserveCapacity(source.count + 16)
        var (clean, index) = (0, first)
        while index < bytes.count {
            let (mend, length) = mend(bytes, at: index)
            if mend != .keep {
                output.append(contentsOf: source[clean..<index])
                if case .become(let scalar) = mend { output.append(contentsOf: String(scalar).utf8) }
                clean = index + length
            }
            index += length
        }
        output.append(contentsOf: source[clean...])
        return String(decoding: output, as: UTF8.self)
    }

    private enum Mend: Equatable {
        case keep, drop
        case become(Unicode.Scalar)
    }

    private static func firstFault(in bytes: Span<UInt8>) -> Int? {
        var index = bytes.endOfPlain(from: 0)
        while index < bytes.count {
            let (mend, length) = mend(bytes, at: index)
            if mend != .keep { return index }
            index = bytes.endOfPlain(from: index + length)
        }
        return nil
    }

    /// What becomes of the character that starts at `index` of valid UTF-8, and how many bytes it has there.
    private static func mend(_ bytes: Span<UInt8>, at index: Int) -> (Mend, length: Int) {
        switch bytes[index] {
        case 0x09, 0x0A, 0x20...0x7F: (.keep, 1)
        case 0x0D: (.become("\n"), index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1)
        case 0x00...0x1F: (.drop, 1)
        case 0xC2 where bytes[index + 1] < 0xA0: (meant(by: bytes[index + 1]).map(Mend.become) ?? .drop, 2)
        case 0x80...0xDF: (.keep, 2)
        case 0xE2, 0xEF: (isUnwanted(bytes[index], bytes[index + 1], bytes[index + 2]) ? .drop : .keep, 3)
        case 0xE0...0xEF: (.keep, 3)
        default: (.keep, 4)
        }
    }

    static func isUnwanted(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second, third) {
        case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): true  // U+200B, U+2060, U+FEFF
        case (0xEF, 0xBF, 0xBE), (0xEF, 0xBF, 0xBF): true  // U+FFFE, U+FFFF
        default: false
        }
    }

    /// Encoded surrogates become NULs, which are dropped later; to take them out here could join their neighbours.
    private static func blankSurrogates(_ bytes: inout [UInt8]) {
        var index = 0
        while index + 2 < bytes.count {
            if bytes[index] == 0xED, bytes[index + 1] & 0xE0 == 0xA0, bytes[index + 2] & 0xC0 == 0x80 {
                for offset in 0..<3 { bytes[index + offset] = 0 }
            }
            index += 1
        }
    }

    private static func meant(by byte: UInt8) -> Unicode.Scalar? { windows1252[Int(byte) - 0x80] }

    /// The characters of the bytes 80 to 9F (WHATWG Encoding, index windows-1252); nil where Windows defines none.
    private static let windows1252: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
        nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]
}
