import Foundation
import Testing

/// One piece of hostile or broken HTML, and what is left of it.
///
/// Written in `Tests/XMLTests/Hostile`: a name after `###`, the HTML, a line of three hyphens, and the result. `\x41`
/// stands for a byte and `\u{41}` for a character that would not be seen.
struct HostileCase: Sendable, CustomTestStringConvertible {
    let file: String
    let name: String
    let html: [UInt8]
    let expected: String

    var testDescription: String { "\(file): \(name)" }

    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Hostile").path

    /// All cases; a file that can't be read is an error and no empty list.
    static func all() throws -> [HostileCase] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
        return try files.flatMap { file in
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            return try cases(in: text, of: file)
        }
    }

    private static func cases(in text: String, of file: String) throws -> [HostileCase] {
        try ("\n" + text).components(separatedBy: "\n### ").dropFirst().map { part in
            let lines = part.components(separatedBy: "\n")
            let middle = try #require(lines.firstIndex(of: "---"), "\(file): \(lines[0])")
            var expected = lines[(middle + 1)...]
            while expected.last == "" { expected.removeLast() }
            return HostileCase(
                file: file,
                name: lines[0],
                html: bytes(lines[1..<middle].joined(separator: "\n")),
                expected: String(decoding: bytes(expected.joined(separator: "\n")), as: UTF8.self)
            )
        }
    }

    private static func bytes(_ written: String) -> [UInt8] {
        var (bytes, rest) = ([UInt8](), written[...])
        while let first = rest.first {
            if let escape = rest.prefixMatch(of: /\\x([0-9A-F]{2})/), let byte = UInt8(escape.1, radix: 16) {
                bytes.append(byte)
                rest = rest[escape.range.upperBound...]
            } else if let escape = rest.prefixMatch(of: /\\u\{([0-9A-F]+)\}/),
                let scalar = UInt32(escape.1, radix: 16).flatMap(Unicode.Scalar.init)
            {
                bytes += Array(String(scalar).utf8)
                rest = rest[escape.range.upperBound...]
            } else {
                bytes += Array(String(first).utf8)
                rest = rest.dropFirst()
            }
        }
        return bytes
    }
}
