import Foundation

@testable import Syndication

/// The folder of golden files beside the tests.
enum Golden {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    /// The names of all cases of the recogniser: each is a seed, `NAME.txt`, `NAME.md` or `NAME.html`, and what it is read as,
    /// `NAME.txt.expected` and so on.
    static let cases: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return files.filter { file in file != "README.md" && [".txt", ".md", ".html"].contains { file.hasSuffix($0) } }
            .sorted()
    }()

    /// Under which all cases are read: with rules for furniture, and an address that relative ones are relative to.
    static var recogniser: Recogniser {
        get throws {
            var settings = RecognitionSettings(base: "https://papers.example/blog/")
            settings.furniture = try FurnitureRules([
                "from Share this article", "from Newsletter if Your email or Sign up", "line Advertisement",
                "block Read more*",
            ])
            return Recogniser(settings)
        }
    }

    static func bytes(of file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: file)))
    }

    static func text(of file: String) throws -> String {
        String(decoding: try bytes(of: file), as: UTF8.self)
    }

    /// Writes a golden file that is not there yet, when the environment asks for it with `SOWER_GOLDEN=record`.
    ///
    /// What was recorded has to be read and judged before it is kept.
    static func record(_ bytes: some Sequence<UInt8>, as file: String) throws {
        let place = folder.appending(path: file)
        guard ProcessInfo.processInfo.environment["SOWER_GOLDEN"] == "record",
            !FileManager.default.fileExists(atPath: place.path(percentEncoded: false))
        else { return }
        try Data(bytes).write(to: place)
    }
}
