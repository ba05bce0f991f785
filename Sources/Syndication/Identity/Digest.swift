import Crypto

/// The first 16 bytes of a SHA-256 over a list of fields, each preceded by its length so that no two lists meet.
package struct Digest: Sendable, Hashable, Codable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        (self.high, self.low) = (high, low)
    }

    /// In the place of one that is still to be made.
    package static let none = Digest(high: 0, low: 0)

    /// Linear in the length of the fields.
    package init(_ fields: some Sequence<String>) {
        var digest = DigestFields()
        for field in fields { digest.append(field) }
        self = digest.finish()
    }

    /// Linear in the length of the bytes.
    package init(bytes: [UInt8]) {
        self.init(SHA256.hash(data: bytes))
    }

    init(_ digest: SHA256.Digest) {
        self = digest.withUnsafeBytes { bytes in
            Digest(
                high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    /// The 16 bytes, most significant first.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }

    /// Nil unless there are 16 bytes.
    package init?(stored bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for byte in bytes {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(byte)
        }
        self.init(high: high, low: low)
    }

    /// 32 lower-case hexadecimal digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 32) { digits in
            withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { bytes in
                for (index, byte) in bytes.enumerated() {
                    digits[2 * index] = Digest.digit(byte >> 4)
                    digits[2 * index + 1] = Digest.digit(byte & 15)
                }
            }
            return 32
        }
    }

    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }
}
