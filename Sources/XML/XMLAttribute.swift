/// An attribute of an element, its value not yet escaped.
package struct XMLAttribute: Sendable, Hashable {
    /// With its prefix, if any.
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        (self.name, self.value) = (name, value)
    }
}
