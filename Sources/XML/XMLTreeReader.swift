import CLibXML2

/// Builds a tree from what the parser tells.
@safe
final class XMLTreeReader {
    private struct Open {
        let name: XMLTree.Name
        let line: Int
        let attributes: [XMLTree.Name: String]
        var nodes: [XMLTree.Node] = []
        /// Text that is not yet a node, for the parser tells it in pieces.
        var text: [UInt8] = []

        mutating func endText() {
            guard !text.isEmpty else { return }
            nodes.append(.text(String(decoding: text, as: UTF8.self)))
            text = []
        }
    }

    private var open: [Open] = []
    private var root: XMLTree.Element?
    private var count = 0
    private var failure: XMLError.Code?
    /// The parser's own strings by their address, so that a long namespace is copied once and not for each element.
    private var strings: [UInt: String] = [:]

    private init() {}

    static func root(of document: [UInt8]) throws(XMLError) -> XMLTree.Element {
        _ = LibXML2.ready
        let reader = XMLTreeReader()
        var (line, column): (Int32, Int32) = (0, 0)
        var message = [CChar](repeating: 0, count: 256)
        let capacity = message.count
        let outcome = withExtendedLifetime(reader) {
            let handlers = unsafe sower_xml_handlers(
                reader: Unmanaged.passUnretained(reader).toOpaque(),
                start: { unsafe XMLTreeReader.at($0)?.start($2, $3, line: $1, attributes: $4, $5) ?? 1 },
                end: { unsafe XMLTreeReader.at($0)?.end() ?? 1 },
                text: { unsafe XMLTreeReader.at($0)?.text($1, $2) ?? 1 }
            )
            return unsafe sower_xml_read(
                document,
                Int32(document.count),
                handlers,
                &line,
                &column,
                &message,
                capacity
            )
        }
        if let failure = reader.failure { throw XMLError(failure) }
        switch outcome {
        case 0: break
        case 1: throw XMLError(.malformed(line: Int(line), column: Int(column), message: XMLDocument.text(of: message)))
        default: throw XMLError(.outOfMemory)
        }
        guard let root = reader.root else { throw XMLError(.misplaced("the end of a document without a root")) }
        return root
    }

    private static func at(_ address: UnsafeMutableRawPointer?) -> XMLTreeReader? {
        guard let address = unsafe address else { return nil }
        return unsafe Unmanaged<XMLTreeReader>.fromOpaque(address).takeUnretainedValue()
    }

    private func start(
        _ local: UnsafePointer<UInt8>?,
        _ namespace: UnsafePointer<UInt8>?,
        line: Int32,
        attributes count: Int32,
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) -> Int32 {
        self.count += 1
        guard self.count <= XMLTree.mostElements else {
            failure = .tooLarge("document of more than \(XMLTree.mostElements) elements")
            return 1
        }
        var values: [XMLTree.Name: String] = [:]
        if let attributes = unsafe attributes {
            for first in stride(from: 0, to: 5 * Int(count), by: 5) {
                let name = unsafe name(attributes[first], attributes[first + 2])
                if failure != nil { return 1 }
                guard let start = unsafe attributes[first + 3], let end = unsafe attributes[first + 4] else { continue }
                values[name] = unsafe String(
                    decoding: UnsafeBufferPointer(start: start, count: end - start),
                    as: UTF8.self
                )
            }
        }
        if let last = open.indices.last { open[last].endText() }
        open.append(Open(name: unsafe name(local, namespace), line: Int(line), attributes: values))
        return failure == nil ? 0 : 1
    }

    private func text(_ bytes: UnsafePointer<UInt8>?, _ count: Int32) -> Int32 {
        guard let last = open.indices.last else { return 0 }
        unsafe open[last].text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
        return 0
    }

    private func end() -> Int32 {
        guard var ended = open.popLast() else { return 1 }
        ended.endText()
        let element = XMLTree.Element(
            name: ended.name,
            line: ended.line,
            attributes: ended.attributes,
            nodes: ended.nodes
        )
        if let last = open.indices.last { open[last].nodes.append(.element(element)) } else { root = element }
        return 0
    }

    private func name(_ local: UnsafePointer<UInt8>?, _ namespace: UnsafePointer<UInt8>?) -> XMLTree.Name {
        unsafe XMLTree.Name(string(local) ?? "", in: string(namespace))
    }

    private func string(_ address: UnsafePointer<UInt8>?) -> String? {
        guard let address = unsafe address else { return nil }
        let key = UInt(bitPattern: address)
        if let known = strings[key] { return known }
        let string = unsafe String(cString: address)
        strings[key] = string
        // Each use of a name hashes it, its namespace too.
        if string.utf8.count > XMLName.longest { failure = .tooLarge("name or namespace") }
        return string
    }
}
