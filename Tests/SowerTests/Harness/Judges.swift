import Foundation
import Testing

/// Programs of others that read what Sower writes.
extension Place {
    /// What feedparser understood.
    struct Understood: Decodable {
        struct Content: Decodable {
            var value: String?
        }

        struct Detail: Decodable {
            var value: String
        }

        struct Entry: Decodable {
            var id: String
            var title: String
            /// Before references in it were resolved.
            var titleDetail: Detail
            var link: String

            enum CodingKeys: String, CodingKey {
                case id, title, link, summary, content
                case titleDetail = "title_detail"
            }

            var summary: String?
            var content: [Content]
        }

        var bozo: Bool
        var problem: String?
        var title: String?
        var entries: [Entry]
    }

    /// Reads a feed with feedparser; one that it had to guess at is a failure.
    func feedparser(_ address: String) async throws -> Understood {
        let python = Checkout.path(".judges/venv/bin/python")
        let finished = try await run(python, [Checkout.path("Tests/Judges/feedcheck.py"), address])
        let understood = try JSONDecoder().decode(Understood.self, from: Data(finished.output.utf8))
        #expect(finished.status == 0, "\(understood.problem ?? finished.errors)")
        return understood
    }

    /// One line of what newsboat stored.
    struct Stored {
        var guid: String
        var title: String
        var address: String
    }

    /// Polls a feed with newsboat, which keeps its memory in a folder of this name.
    func newsboat(_ address: String, memory: String) async throws -> [Stored] {
        let finished = try await run("sh", [Checkout.path("Tests/Judges/newsboat.sh"), address, root + "/" + memory])
        try #require(finished.status == 0, "\(finished.errors)")
        return try finished.lines.map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(parts.count == 4, "\(line)")
            return Stored(guid: parts[0], title: parts[1], address: parts[2])
        }
    }

    /// Fails unless every body is well-formed XML and, when asked, Atom by its grammar.
    func xmllint(_ bodies: [[UInt8]], isAtom: Bool = false) async throws {
        let folder = root + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        var paths: [String] = []
        for (number, body) in bodies.enumerated() {
            let path = folder + "/\(number).xml"
            try Data(body).write(to: URL(fileURLWithPath: path))
            paths.append(path)
        }
        let grammar = isAtom ? ["--relaxng", Checkout.path("Tests/Grammar/atom.rng")] : []
        let finished = try await run("xmllint", ["--noout", "--nonet"] + grammar + paths)
        #expect(finished.status == 0, "\(finished.errors)")
    }
}
