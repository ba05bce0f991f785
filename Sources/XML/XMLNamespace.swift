/// A namespace declaration (Namespaces in XML 1.0 §3).
package struct XMLNamespace: Sendable, Hashable {
    /// Nil for the default namespace, which unprefixed elements are in and unprefixed attributes are not.
    package let prefix: String?
    /// An absolute URI; empty only for a default namespace that is taken back.
    package let uri: String

    package init(prefix: String? = nil, uri: String) {
        (self.prefix, self.uri) = (prefix, uri)
    }

    /// The namespace of `xml:lang` and `xml:base`, which is in scope everywhere and never declared.
    static let xml = XMLNamespace(prefix: "xml", uri: "http://www.w3.org/XML/1998/namespace")

    /// The namespace of declarations themselves, which nothing may declare.
    static let declarations = XMLNamespace(prefix: "xmlns", uri: "http://www.w3.org/2000/xmlns/")

    /// The name of the attribute that declares it.
    var attributeName: String { prefix.map { "xmlns:\($0)" } ?? "xmlns" }
}
