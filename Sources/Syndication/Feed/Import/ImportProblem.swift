package import XML

/// Why a feed, or one entry or date of it, could not be read.
package struct ImportProblem: Error, Hashable, Sendable {
    /// Counted from 1; nil when the fault is the file's and no line's.
    package let line: Int?
    package let reason: String

    package init(line: Int?, reason: String) {
        (self.line, self.reason) = (line, reason)
    }

    package init(_ error: XMLError) {
        switch error.code {
        case .malformed(let line, _, let message):
            self.init(line: line > 0 ? line : nil, reason: "not XML: \(message)")
        default:
            self.init(line: nil, reason: error.description)
        }
    }

    /// `path:line: reason`, with the line when it is known.
    package func described(at path: String) -> String {
        ([path] + [line].compactMap { $0.map(String.init) }).joined(separator: ":") + ": " + reason
    }
}
