/// A permanent identity: a UUID of version 8 (RFC 9562 §5.8) made from a digest, the same in every format.
package struct PermanentID: Sendable, Hashable, Codable, CustomStringConvertible {
    private let digest: Digest

    /// Sets the version and variant bits of a digest.
    package init(_ digest: Digest) {
        self.digest = Digest(
            high: digest.high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
            low: digest.low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        )
    }

    /// Takes the 16 bytes of an identity as they were stored; nil unless there are 16.
    package init?(stored bytes: some Collection<UInt8>) {
        guard let digest = Digest(stored: bytes) else { return nil }
        self.digest = digest
    }

    /// Reads `8-4-4-4-12` hexadecimal digits, with or without `urn:uuid:` before them.
    package init?(_ text: String) {
        var bytes: [UInt8] = []
        var pending: UInt8?
        let start = text.hasPrefix("urn:uuid:") ? 9 : 0
        for (index, byte) in text.utf8.dropFirst(start).enumerated() {
            if byte == UInt8(ascii: "-"), [8, 13, 18, 23].contains(index) { continue }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            if let high = pending {
                bytes.append(high << 4 | UInt8(digit))
                pending = nil
            } else {
                pending = UInt8(digit)
            }
        }
        guard pending == nil, text.utf8.count - start == 36 else { return nil }
        self.init(stored: bytes)
    }

    package var bytes: [UInt8] { digest.bytes }

    /// `8-4-4-4-12` lower-case hexadecimal digits.
    package var uuid: String {
        String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for half in [digest.high, digest.low] {
                for shift in stride(from: 60, through: 0, by: -4) {
                    if place == 8 || place == 13 || place == 18 || place == 23 {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    text[place] = Digest.digit(UInt8(truncatingIfNeeded: half >> shift) & 15)
                    place += 1
                }
            }
            return place
        }
    }

    /// `urn:uuid:…` (RFC 9562 §4).
    package var urn: String { "urn:uuid:\(uuid)" }

    package var description: String { urn }
}
