import CLibXML2

/// Hands HTML to libxml2's parser, and what it tells to a builder.
@safe
final class HTMLTreeReader {
    /// Of one tag, as written.
    private static let mostAttributes = 1_000

    private var builder = HTMLTreeBuilder()
    private var failure: XMLError?

    private init() {}

    /// Expects repaired UTF-8 (`XMLText.repaired`).
    static func root(of html: [UInt8]) throws(XMLError) -> XMLTree.Element? {
        _ = LibXML2.ready
        if html.isEmpty { return nil }
        let reader = HTMLTreeReader()
        let outcome = withExtendedLifetime(reader) {
            let handlers = unsafe sower_html_handlers(
                reader: Unmanaged.passUnretained(reader).toOpaque(),
                start: { unsafe HTMLTreeReader.at($0)?.start(depth: $1, line: $2, $3, $4) ?? 1 },
                text: { unsafe HTMLTreeReader.at($0)?.text(depth: $1, $2, $3) ?? 1 }
            )
            return unsafe sower_html_read(html, Int32(html.count), handlers)
        }
        if let failure = reader.failure { throw failure }
        switch outcome {
        case 0: return reader.builder.finish()
        case 2: throw XMLError(.tooLarge("different names of elements and attributes"))
        default: throw XMLError(.outOfMemory)
        }
    }

    private static func at(_ address: UnsafeMutableRawPointer?) -> HTMLTreeReader? {
        guard let address = unsafe address else { return nil }
        return unsafe Unmanaged<HTMLTreeReader>.fromOpaque(address).takeUnretainedValue()
    }

    private func start(
        depth: Int32,
        line: Int32,
        _ name: UnsafePointer<UInt8>?,
        _ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) -> Int32 {
        guard let name = unsafe name else {
            builder.passOver(depth: Int(depth))
            return 0
        }
        var attributes: [XMLTree.Name: String] = [:]
        if let pairs = unsafe pairs {
            var index = 0
            while let key = unsafe pairs[index] {
                guard index < 2 * HTMLTreeReader.mostAttributes else {
                    failure = XMLError(
                        .tooLarge("tag of more than \(HTMLTreeReader.mostAttributes) attributes on line \(line)")
                    )
                    return 1
                }
                if attributes.count < HTMLTree.mostAttributes {
                    let value = unsafe pairs[index + 1].map { unsafe String(cString: $0) } ?? ""
                    attributes[XMLTree.Name(unsafe String(cString: key))] = XMLText.repaired(value)
                }
                index += 2
            }
        }
        do throws(XMLError) {
            try builder.start(unsafe String(cString: name), attributes, line: Int(line), depth: Int(depth))
            return 0
        } catch {
            failure = error
            return 1
        }
    }

    private func text(depth: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int32) -> Int32 {
        unsafe builder.take(UnsafeBufferPointer(start: bytes, count: Int(count)), depth: Int(depth))
        return 0
    }
}
