import Daemon
import Syndication

/// One thing that `check` has to say, as compilers say it.
struct Diagnostic: Encodable {
    enum Severity: String, Encodable {
        case error
        case warning
        case note
    }

    let path: String
    let line: Int?
    let column: Int?
    let severity: Severity
    let message: String

    init(_ severity: Severity, _ path: String, line: Int? = nil, column: Int? = nil, _ message: String) {
        (self.severity, self.path, self.line, self.message) = (severity, path, line, message)
        // The whole line is meant where no column is known.
        self.column = line == nil ? nil : column ?? 1
    }

    init(_ problem: SeedProblem, at path: String) {
        self.init(.error, path, line: problem.line, column: problem.column, problem.reason)
    }

    init(_ note: Recognition.Note, at path: String) {
        self.init(note.severity == .warning ? .warning : .note, path, line: note.line, note.text)
    }

    /// A problem of the configuration, whose place is "file:line:column", a flag or a variable.
    init(_ problem: ConfigurationError.Problem) {
        let parts = problem.place.split(separator: ":")
        let numbers = parts.suffix(2).compactMap { Int($0) }
        let hasNumbers = parts.count > 2 && numbers.count == 2
        self.init(
            .error,
            hasNumbers ? parts.dropLast(2).joined(separator: ":") : problem.place,
            line: hasNumbers ? numbers[0] : nil,
            column: hasNumbers ? numbers[1] : nil,
            problem.reason
        )
    }

    /// `path:line:column: error: what, and what to do`.
    func line(isColoured: Bool) -> String {
        let place = [path] + [line, column].compactMap { $0.map(String.init) }
        let start = place.joined(separator: ":").visible
        guard isColoured else { return "\(start): \(severity.rawValue): \(message.visible)" }
        let colour =
            switch severity {
            case .error: "31"
            case .warning: "35"
            case .note: "36"
            }
        return "\u{1B}[1m\(start):\u{1B}[0m \u{1B}[1;\(colour)m\(severity.rawValue):\u{1B}[0m \(message.visible)"
    }
}
