import Crypto

/// A SHA-256 over a list of fields, each preceded by its length so that no two lists meet.
package struct DigestFields: Sendable {
    private var hash = SHA256()
    /// What is hashed next: most fields are short, and to hash each by itself costs more than to copy it.
    private var pending: [UInt8] = []

    private static let most = 4_096

    package init() {
        pending.reserveCapacity(512)
    }

    /// Begins with the name of a function, and its version.
    init(of function: String) {
        self.init()
        append(function)
    }

    package mutating func append(_ field: String) {
        let bytes = field.utf8.span
        append(bytes, 0..<bytes.count)
    }

    /// As its `hex`.
    package mutating func append(_ digest: Digest) {
        begin(32)
        append(digitsOf: digest.high)
        append(digitsOf: digest.low)
    }

    /// Two letters a byte, from `a` to `p`.
    package mutating func append(_ sketch: Sketch) {
        let bytes = sketch.bytes
        begin(2 * bytes.count)
        for byte in bytes {
            pending.append(UInt8(ascii: "a") + byte >> 4)
            pending.append(UInt8(ascii: "a") + byte & 15)
        }
    }

    private mutating func append(digitsOf number: UInt64) {
        for half in [UInt32(truncatingIfNeeded: number >> 32), UInt32(truncatingIfNeeded: number)] {
            // Four bits in each byte, the highest in the highest; letters begin behind nine.
            var digits = (UInt64(half) | UInt64(half) << 16) & 0x0000_FFFF_0000_FFFF
            digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FF
            digits = (digits | digits << 4) & .all(0x0F)
            let letters = ((digits &+ .all(6)) >> 4) & .all(1)
            digits = digits &+ .all(UInt8(ascii: "0")) &+ letters &* UInt64(UInt8(ascii: "a") - UInt8(ascii: "9") - 1)
            withUnsafeBytes(of: digits.bigEndian) { pending.append(contentsOf: $0) }
        }
    }

    /// Linear in the length of the range.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        begin(range.count)
        let field = bytes.extracting(range)
        if pending.count + field.count > DigestFields.most { flush() }
        field.withUnsafeBytes { field in
            if field.count > DigestFields.most {
                hash.update(bufferPointer: field)
            } else {
                pending.append(contentsOf: field)
            }
        }
    }

    private mutating func begin(_ count: Int) {
        withUnsafeBytes(of: UInt64(count).littleEndian) { pending.append(contentsOf: $0) }
    }

    /// Of what was appended so far.
    package var digest: Digest {
        var whole = self
        whole.flush()
        return Digest(whole.hash.finalize())
    }

    /// The same, where nothing is appended any more.
    package consuming func finish() -> Digest {
        flush()
        return Digest(hash.finalize())
    }

    private mutating func flush() {
        pending.withUnsafeBytes { hash.update(bufferPointer: $0) }
        pending.removeAll(keepingCapacity: true)
    }
}
