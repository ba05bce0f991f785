/// Why XML could not be written or was not accepted.
package struct XMLError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        case outOfMemory
        /// Not a qualified name (Namespaces in XML 1.0 §4), or one that only a namespace declaration may have.
        case badName(String)
        /// A namespace declaration that no parser accepts: reserved prefix, no URI, or no valid one.
        case badNamespace(String)
        /// The name whose prefix no enclosing element declares.
        case undeclaredPrefix(String)
        /// The attribute that is there twice, by its name or by namespace and local name.
        case duplicateAttribute(String)
        /// Something that may not stand at this place.
        case misplaced(String)
        /// More than parsers take; the payload names what.
        case tooLarge(String)
        /// More elements inside one another than parsers take.
        case tooDeep
        /// The name of the libxml2 function that returned -1.
        case writerFailed(String)
        /// Line and column count from 1, the column in bytes; 0 where the parser knew none.
        case malformed(line: Int, column: Int, message: String)
    }

    package let code: Code

    /// The open elements from the outside in, as `feed/entry/title`; empty outside the root.
    package let place: String

    /// Where in HTML that was read; nil in what is written.
    package let line: Int?

    package init(_ code: Code, place: String = "", line: Int? = nil) {
        (self.code, self.place, self.line) = (code, place, line)
    }
}

extension XMLError: CustomStringConvertible {
    package var description: String {
        if case .malformed(let line, let column, let message) = code {
            return "\(line):\(column): \(message)"
        }
        return place.isEmpty ? reason : "\(place): \(reason)"
    }

    // Names are quoted with their odd characters escaped, since a log line shows them.
    private var reason: String {
        switch code {
        case .outOfMemory: "out of memory"
        case .badName(let name): "\(name.debugDescription) is not a name that XML allows here"
        case .badNamespace(let name): "\(name.debugDescription) does not declare a namespace"
        case .undeclaredPrefix(let name): "the prefix of \(name.debugDescription) is not declared"
        case .duplicateAttribute(let name): "the attribute \(name.debugDescription) is there twice"
        case .misplaced(let what): "misplaced: \(what)"
        case .tooLarge(let what): "too large: \(what)"
        case .tooDeep: "too many elements inside one another"
        case .writerFailed(let function): "\(function) failed"
        case .malformed(_, _, let message): message
        }
    }
}
