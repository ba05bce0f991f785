import Crypto

/// A SHA-256 over a list of fields, each preceded by its length so that no two lists meet.
struct DigestFields: Sendable {
    private var hash = SHA256()
    /// What is hashed next: most fields are short, and to hash each by itself costs more than to copy it.
    private var pending: [UInt8] = []

    private static let most = 4_096

    init() {
        pending.reserveCapacity(512)
    }

    /// Begins with the name of a function, and its version.
    init(of function: String) {
        self.init()
        append(function)
    }

    mutating func append(_ field: String) {
        let bytes = field.utf8.span
        append(bytes, 0..<bytes.count)
    }

    /// Linear in the length of the range.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        withUnsafeBytes(of: UInt64(range.count).littleEndian) { pending.append(contentsOf: $0) }
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

    /// Of what was appended so far.
    var digest: Digest {
        var whole = self
        whole.flush()
        return Digest(whole.hash.finalize())
    }

    private mutating func flush() {
        pending.withUnsafeBytes { hash.update(bufferPointer: $0) }
        pending.removeAll(keepingCapacity: true)
    }
}
