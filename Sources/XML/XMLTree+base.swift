import CLibXML2

extension XMLTree {
    /// In bytes; browsers and servers take no longer addresses.
    private static let longestAddress = 8_000

    /// The address that a reference stands for inside an element with an `xml:base` (XML Base §4, RFC 3986 §5).
    ///
    /// The reference as it is when it has a scheme, there is no base, or one of them is no valid address.
    package static func resolved(_ reference: String, base: String?) -> String {
        guard let base, !hasScheme(reference), !reference.isEmpty,
            max(reference.utf8.count, base.utf8.count) <= longestAddress
        else { return reference }
        guard let address = unsafe sower_xml_resolved(reference, base) else { return reference }
        defer { unsafe sower_xml_free(address) }
        return unsafe String(cString: address)
    }

    private static func hasScheme(_ reference: String) -> Bool {
        let name = reference.utf8.prefix { $0 != UInt8(ascii: ":") }
        let isName = name.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
        }
        return !name.isEmpty && name.count < reference.utf8.count && isName
    }
}

extension XMLTree.Element {
    /// What relative addresses inside are relative to, given what they are outside.
    package func base(in outer: String?) -> String? {
        guard let own = attribute("base", in: XMLNamespace.xml.uri) else { return outer }
        return XMLTree.resolved(own, base: outer)
    }
}
