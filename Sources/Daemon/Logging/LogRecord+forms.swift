import Foundation
import Logging
import Syndication

extension LogRecord {
    /// Level, message and fields, without time and line end.
    func line(isColoured: Bool) -> String {
        var line = "\(isColoured ? coloured : level.rawValue): \(message)"
        for field in fields { line += " \(field.name)=\(LogRecord.quoted(field.value))" }
        return line
    }

    /// One JSON object, without line end.
    var json: String {
        let object = Object(
            time: time.rfc3339,
            level: level.rawValue,
            part: part,
            message: message,
            fields: Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and a dictionary of strings always encode.
        return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private struct Object: Encodable {
        var time: String
        var level: String
        var part: String
        var message: String
        var fields: [String: String]
    }

    /// A datagram of the journal's native protocol: `NAME=value` lines.
    ///
    /// No value has a line end, so the protocol's binary form isn't needed. Source: systemd's "Native Journal Protocol".
    var datagram: [UInt8] {
        var lines = ["PRIORITY=\(priority)", "SYSLOG_IDENTIFIER=sower", "SOWER_PART=\(part)"]
        // The journal's viewer shows the message alone, so the facts stand in it as well.
        lines.append(
            "MESSAGE=\(([message] + fields.map { "\($0.name)=\(LogRecord.quoted($0.value))" }).joined(separator: " "))"
        )
        lines += fields.map { "SOWER_\(LogRecord.fieldName($0.name))=\($0.value)" }
        return lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
    }

    /// Upper-case letters, digits and underscores, as the journal wants names.
    private static func fieldName(_ name: String) -> String {
        String(
            name.uppercased().unicodeScalars.prefix(48).map { scalar in
                ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
            }
        )
    }

    private var coloured: String {
        switch priority {
        case 2, 3: "\u{1B}[1;31m\(level)\u{1B}[0m"
        case 4: "\u{1B}[33m\(level)\u{1B}[0m"
        case 5: "\u{1B}[1m\(level)\u{1B}[0m"
        default: "\u{1B}[2m\(level)\u{1B}[0m"
        }
    }

    private static func quoted(_ text: String) -> String {
        guard text.isEmpty || text.utf8.contains(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }) else {
            return text
        }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
    }
}
