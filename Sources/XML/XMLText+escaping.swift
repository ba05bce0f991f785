extension XMLText {
    /// Where escaped text is going to stand.
    enum Place {
        /// Element content.
        case content
        /// An attribute value in double quotes, whose line ends and tabs survive normalisation (XML 1.0 §3.3.3).
        case attribute
        /// The content of an element that readers take for plain text: hexadecimal references only.
        case plainContent
    }

    /// Repaired text with `&`, `<`, `>` and `"` as entities: safe in content and quoted values of XML and HTML (C-9).
    package static func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        escape(repaired(text), "&<>\"", into: &output) { byte in
            byte == UInt8(ascii: "\"") ? "&quot;" : reference(for: byte, in: .content)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Escapes text that is repaired already; linear.
    static func escaped(_ text: String, in place: Place) -> [UInt8] {
        var output: [UInt8] = []
        escape(text, place == .attribute ? "&<>\"\t\n" : "&<>", into: &output) { reference(for: $0, in: place) }
        return output
    }

    /// - Parameter special: those that there are references for, all below “?”.
    private static func escape(
        _ text: String,
        _ special: StaticString,
        into output: inout [UInt8],
        _ reference: (UInt8) -> StaticString?
    ) {
        let source = Array(text.utf8)
        // A bit for each, since most bytes are none of them.
        let bits = special.description.utf8.reduce(0 as UInt64) { $0 | 1 << UInt64($1) }
        output.reserveCapacity(source.count + source.count / 8)
        var clean = 0
        for index in source.indices where source[index] < 64 && bits >> UInt64(source[index]) & 1 == 1 {
            guard let reference = reference(source[index]) else { continue }
            output.append(contentsOf: source[clean..<index])
            output.append(contentsOf: reference.description.utf8)
            clean = index + 1
        }
        output.append(contentsOf: source[clean...])
    }

    private static func reference(for byte: UInt8, in place: Place) -> StaticString? {
        switch (byte, place) {
        case (UInt8(ascii: "&"), .plainContent): "&#x26;"
        case (UInt8(ascii: "<"), .plainContent): "&#x3C;"
        case (UInt8(ascii: ">"), .plainContent): "&#x3E;"
        case (UInt8(ascii: "&"), _): "&amp;"
        case (UInt8(ascii: "<"), _): "&lt;"
        case (UInt8(ascii: ">"), _): "&gt;"
        case (UInt8(ascii: "\""), .attribute): "&quot;"
        case (0x09, .attribute): "&#9;"
        case (0x0A, .attribute): "&#10;"
        default: nil
        }
    }
}
