/// Why a seed is not an article: the line, what is wrong, and what to do.
package struct SeedProblem: Error, Hashable, Sendable, Codable {
    /// Counted from 1; nil when the fault is the file's and no line's.
    package var line: Int?
    /// Counted from 1 in bytes; nil when the whole line is meant.
    package var column: Int?
    package var reason: String

    package init(line: Int? = nil, column: Int? = nil, reason: String) {
        self.line = line
        self.column = column
        self.reason = reason
    }

    /// `path:line:column: reason`, with the parts that are known.
    package func described(at path: String) -> String {
        let place = [path] + [line, column].compactMap { $0.map(String.init) }
        return place.joined(separator: ":") + ": " + reason
    }
}
