import Syndication
import XML

/// A part of Sower that takes bytes from anyone, with what must hold whatever they are.
package enum FuzzTarget: String, CaseIterable, Sendable {
    case text
    case markdown
    case html
    case sanitiser
    /// YAML above a Markdown text.
    case matter

    /// Under which seeds are read: with rules for furniture, and an address that relative ones are relative to.
    private static let recogniser: Result<Recogniser, any Error> = Result {
        var settings = RecognitionSettings(base: "https://papers.example/blog/")
        settings.furniture = try FurnitureRules([
            "from Share this article", "from Newsletter if Your email or Sign up", "line Advertisement",
            "block Read more*",
        ])
        return Recogniser(settings)
    }

    /// Throws what does not hold.
    package func check(_ bytes: [UInt8]) throws {
        switch self {
        case .text: try check(bytes, path: "seed.txt")
        case .markdown: try check(bytes, path: "seed.md")
        case .html: try check(bytes, path: "seed.html")
        case .matter:
            try check(Array("---\n".utf8) + bytes + Array("\n---\n# A title\n\nA text.\n".utf8), path: "seed.md")
        case .sanitiser: try SanitisedHTML.check(bytes)
        }
    }

    private func check(_ bytes: [UInt8], path: String) throws {
        let recognition: Recognition
        do {
            recognition = try FuzzTarget.recogniser.get().recognise(bytes, path: path)
        } catch let problem as SeedProblem {
            try require(!problem.reason.isEmpty, "a refusal says why")
            try require(problem.line.map { $0 >= 1 } ?? true, "a refusal's line counts from 1")
            return
        }
        let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
        try RecognisedSeed(recognition: recognition, lines: lines).check()
    }
}

/// Something that must hold and does not.
package struct BrokenInvariant: Error, CustomStringConvertible {
    package let description: String
}

func require(_ holds: Bool, _ what: @autoclosure () -> String) throws {
    if !holds { throw BrokenInvariant(description: what()) }
}
