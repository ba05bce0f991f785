import XML

/// A seed's bytes as clean UTF-8 with LF at line ends, whatever encoding they came in.
struct SeedBytes {
    let text: [UInt8]
    /// How it was encoded, when that was not UTF-8: for a warning about the first line.
    let warning: String?

    /// Refuses what is no text, with the place of the first byte at fault; linear.
    ///
    /// A byte order mark decides, then what is declared, then what the bytes can be: UTF-8, UTF-16 by its zeros, and else
    /// Windows-1252, which holds Latin-1.
    ///
    /// - Parameter declared: the name of an encoding, as HTML declares it.
    init(_ bytes: [UInt8], declared: String? = nil) throws(SeedProblem) {
        if bytes.isEmpty { throw SeedProblem(reason: "the file is empty") }
        // What has a byte order mark, or zeros, is not.
        if XMLText.isClean(bytes.span) {
            (text, warning) = (bytes, nil)
            return
        }
        if let order = SeedBytes.byteOrderMark(bytes) ?? SeedBytes.unmarkedOrder(bytes) {
            text = XMLText.repaired(SeedBytes.utf16(bytes, order).utf8)
            warning = "read as UTF-16; save the file in UTF-8 to be sure of every character"
            return
        }
        if let place = bytes.firstIndex(of: 0) {
            throw SeedBytes.problem(at: place, in: bytes, "a NUL byte: this is not a text file")
        }
        guard let fault = SeedBytes.firstFault(in: bytes) else {
            text = XMLText.repaired(bytes)
            warning = nil
            return
        }
        let name = declared?.lowercased() ?? ""
        let isUnicode = name.isEmpty || name.hasPrefix("utf")
        guard isUnicode || SeedBytes.westernNames.contains(name) else {
            throw SeedBytes.problem(
                at: fault,
                in: bytes,
                "declared as “\(name)”, which is not known; save the file in UTF-8"
            )
        }
        let byte = String(bytes[fault], radix: 16, uppercase: true)
        // Where most of it is UTF-8, it is a damaged UTF-8 and no other encoding.
        if isUnicode, SeedBytes.isMostlyUTF8(bytes) {
            throw SeedBytes.problem(at: fault, in: bytes, "byte 0x\(byte) is not UTF-8; save the file in UTF-8")
        }
        if let place = bytes.firstIndex(where: { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }) {
            let byte = String(bytes[place], radix: 16, uppercase: true)
            let reason = "byte 0x\(byte) is neither UTF-8 nor Windows-1252; save the file in UTF-8"
            throw SeedBytes.problem(at: place, in: bytes, reason)
        }
        text = XMLText.repaired(SeedBytes.western(bytes))
        let line = SeedBytes.place(of: fault, in: bytes).line
        warning =
            isUnicode
            ? "read as Windows-1252, as byte 0x\(byte) on line \(line) is not UTF-8; save the file in UTF-8 to be sure"
            : nil
    }

    /// What Windows-1252 is called; Latin-1 and ASCII are read as it, as browsers do (WHATWG Encoding §4.2).
    private static let westernNames: Set = [
        "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "latin1", "l1", "us-ascii", "ascii",
    ]

    private enum Order {
        case little
        case big
    }

    private static func byteOrderMark(_ bytes: [UInt8]) -> Order? {
        switch (bytes.first, bytes.dropFirst().first) {
        case (0xFF, 0xFE): .little
        case (0xFE, 0xFF): .big
        default: nil
        }
    }

    /// UTF-16 without a mark: of western text, every other byte is zero.
    private static func unmarkedOrder(_ bytes: [UInt8]) -> Order? {
        let sample = bytes.prefix(1_024)
        guard bytes.count.isMultiple(of: 2), sample.contains(0) else { return nil }
        var zeros = [0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        let enough = sample.count * 2 / 5
        if zeros[1] >= enough, zeros[0] == 0 { return .little }
        return zeros[0] >= enough && zeros[1] == 0 ? .big : nil
    }

    private static func utf16(_ bytes: [UInt8], _ order: Order) -> String {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return order == .little ? second << 8 | first : first << 8 | second
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Latin-1 as code points; the repair makes Windows-1252 of those between 80 and 9F.
    private static func western(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 { text.append(byte) } else { text += [0xC0 | byte >> 6, 0x80 | byte & 0x3F] }
        }
        return text
    }

    private static func firstFault(in bytes: [UInt8]) -> Int? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    /// Whether more characters of several bytes have the right length, if not the right value, than are broken.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var (index, sound, broken) = (0, 0, 0)
        while index < bytes.count {
            let length = SeedBytes.shape(at: index, in: bytes)
            if length == nil { broken += 1 } else if length != 1 { sound += 1 }
            index += length ?? 1
        }
        return sound > 0 && sound >= broken
    }

    /// How long the character is by its first byte; nil where its other bytes don't follow.
    private static func shape(at index: Int, in bytes: [UInt8]) -> Int? {
        let length =
            switch bytes[index] {
            case 0..<0x80: 1
            case 0xC0..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF8: 4
            default: 0
            }
        guard length > 0, index + length <= bytes.count else { return nil }
        return bytes[index + 1..<index + length].allSatisfy { $0 & 0xC0 == 0x80 } ? length : nil
    }

    private static func problem(at place: Int, in bytes: [UInt8], _ reason: String) -> SeedProblem {
        let (line, column) = SeedBytes.place(of: place, in: bytes)
        return SeedProblem(line: line, column: column, reason: reason)
    }

    private static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        var (line, start) = (1, 0)
        for index in 0..<offset {
            let isBreak =
                bytes[index] == UInt8(ascii: "\n")
                || (bytes[index] == UInt8(ascii: "\r") && bytes[index + 1] != UInt8(ascii: "\n"))
            if isBreak { (line, start) = (line + 1, index + 1) }
        }
        return (line, offset - start + 1)
    }
}
