import Daemon
import Glibc

/// What is said to the person or script at the other end.
enum Terminal {
    /// A line to standard output, at once: a pipe's reader must not wait for a buffer to fill.
    static func say(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    /// Lines to standard error, each after the program's name.
    static func complain(_ text: String) {
        let lines = text.split(separator: "\n").map { "sower: \(String($0).visible)\n" }
        write(lines.joined(), to: STDERR_FILENO)
    }

    /// Whether standard output is a terminal that wants colours (no-color.org).
    static var isColoured: Bool {
        let environment = SettingsOptions.environment
        return isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Shows how much is done, on a terminal only; the line is overwritten by the next.
    static func progress(_ done: Int, of all: Int) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        write("\rreading seeds: \(done) of \(all)\(done >= all ? "\n" : "")", to: STDERR_FILENO)
    }

    static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
