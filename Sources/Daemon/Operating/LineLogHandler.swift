import Glibc
package import Logging
import Syndication

/// Writes each event as one line to standard error: time, level, message, facts.
///
/// Control characters are shown as `\u{…}`, so that nothing a file is named or titled can forge a line. Under journald,
/// which stamps lines itself, the time is left out.
package struct LineLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info
    private let showsTime: Bool

    package init(environment: [String: String]) {
        showsTime = environment["JOURNAL_STREAM"] == nil
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line = showsTime ? "\(wallClock().rfc3339) " : ""
        line += "\(event.level): \(LineLogHandler.visible("\(event.message)"))"
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in facts.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(LineLogHandler.quoted(LineLogHandler.visible("\(value)")))"
        }
        line += "\n"
        // One write, so that lines of several threads don't mix.
        line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
    }

    private static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar), scalar != "\n" {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else if scalar == "\n" {
                result += "; "
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
    }
}
