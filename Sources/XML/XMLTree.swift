/// A document that was read whole: elements, their attributes and the text in them.
///
/// Comments, processing instructions and prefixes are not kept.
package struct XMLTree: Sendable, Hashable {
    package let root: Element

    /// Of one document; a million that each hold an attribute and a line of text take some 500 MB.
    package static let mostElements = 1_000_000

    /// Reads a document in any encoding that libxml2 knows, by its mark or as declared; linear.
    ///
    /// What is not well formed, its namespaces too, is `malformed` at its first fault. Nothing is ever fetched. A
    /// document type declaration is skipped and what it declares is not used; in a document that has one, references
    /// to the characters that HTML 4 names are read as these (not in UTF-16, where the declaration is refused). Any
    /// other reference but the five built in is a fault. Bounds: `XMLDocument.largest`, `mostElements`, and those of
    /// libxml2 for depth (256), text and attributes (10 MB), and 1,000 bytes for names and namespaces.
    package init(reading document: [UInt8]) throws(XMLError) {
        guard document.count <= XMLDocument.largest else { throw XMLError(.tooLarge("document")) }
        self.root = try XMLTreeReader.root(of: XMLDoctype.removed(from: document))
    }
}

extension XMLTree {
    /// A name without its prefix (Namespaces in XML 1.0 §2.1).
    package struct Name: Sendable, Hashable {
        /// Nil for a name in none.
        package let namespace: String?
        package let local: String

        package init(_ local: String, in namespace: String? = nil) {
            (self.local, self.namespace) = (local, namespace)
        }
    }

    /// One of the things between a start tag and its end tag.
    package enum Node: Sendable, Hashable {
        case element(Element)
        /// Never empty, its references and CDATA sections resolved; no two follow one another.
        case text(String)
    }

    package struct Element: Sendable, Hashable {
        package let name: Name
        /// Where its start tag ends, counted from 1.
        package let line: Int
        package let attributes: [Name: String]
        package let nodes: [Node]

        package init(name: Name, line: Int, attributes: [Name: String] = [:], nodes: [Node] = []) {
            (self.name, self.line, self.attributes, self.nodes) = (name, line, attributes, nodes)
        }

        /// The elements directly inside, in their order.
        package var elements: some Sequence<Element> {
            nodes.lazy.compactMap { node in
                guard case .element(let element) = node else { return nil }
                return element
            }
        }

        /// All text inside, that of inner elements too; linear.
        package var text: String {
            var text = ""
            append(to: &text)
            return text
        }

        private func append(to text: inout String) {
            for node in nodes {
                switch node {
                case .text(let run): text += run
                case .element(let element): element.append(to: &text)
                }
            }
        }

        /// The value of an attribute, by default of one in no namespace.
        package func attribute(_ local: String, in namespace: String? = nil) -> String? {
            attributes[Name(local, in: namespace)]
        }
    }
}
