/// A regular expression that finds an explicit id in a file's name without its extension.
package struct NamePattern: Sendable, Hashable {
    package let source: String

    /// Throws the expression's own complaint when it can't be read, or has no group to take the id from.
    package init(_ source: String) throws(InvalidPattern) {
        let groups: Int
        do {
            _ = try Regex(source)
            // The empty alternative always matches, and its output counts the groups of the other.
            groups = try Regex("(?:)|(?:\(source))").firstMatch(in: "").map { $0.output.count - 1 } ?? 0
        } catch {
            throw InvalidPattern(reason: "not a regular expression: \(error)")
        }
        guard groups >= 1 else { throw InvalidPattern(reason: "has no group in parentheses that would be the id") }
        self.source = source
    }

    package struct InvalidPattern: Error {
        package let reason: String
    }

    /// What the first group matches in the last component of a path, without its extension; nil without a match.
    package func id(in path: String) -> String? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        // A compiled expression is not Sendable, so it is made for each name; some microseconds.
        guard let regex = try? Regex(source), let match = try? regex.firstMatch(in: stem), match.output.count > 1,
            let group = match.output[1].substring, !group.isEmpty
        else { return nil }
        return String(group)
    }
}
