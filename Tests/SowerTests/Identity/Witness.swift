import Foundation
import Testing

/// Notes every id that was ever seen, and by which article.
struct Witness {
    /// Id and date of publication by the mark of the article.
    private var ids: [String: String] = [:]
    private var dates: [String: String] = [:]
    private var marks: [String: String] = [:]
    private(set) var responses = 0
    /// Feeds that were not looked at by a parser yet.
    private var bodies: Set<[UInt8]> = []
    /// Ids that a response has shown.
    private var shown: Set<String> = []

    /// The marks of articles that something was wrong with.
    private(set) var suspects: Set<String> = []

    mutating func see(_ answer: HTTPAnswer, _ when: String) {
        responses += 1
        guard answer.status == 200 else {
            // Until the first edition, and never an answer without the feed.
            #expect(answer.status == 503, "\(when)")
            return
        }
        bodies.insert(answer.body)
        let isAtom = answer["content-type"]?.hasPrefix("application/atom") ?? false
        for (mark, entries) in isAtom ? AtomText(answer.text).shown : shownInRSS(answer.text) {
            #expect(entries.count == 1, "\(mark) is there \(entries.count) times, \(when)")
            for entry in entries {
                note(mark, entry.id, "in a feed, \(when)")
                shown.insert(entry.id)
                guard isAtom else { continue }
                if let date = dates[mark] { #expect(date == entry.published, "\(mark), \(when)") }
                dates[mark] = entry.published
            }
        }
    }

    private mutating func note(_ mark: String, _ id: String, _ place: String) {
        if let known = ids[mark], known != id { suspects.insert(mark) }
        if let known = marks[id], known != mark { suspects.formUnion([mark, known]) }
        if let known = ids[mark] { #expect(known == id, "\(mark) \(place)") }
        if let known = marks[id] { #expect(known == mark, "\(id) \(place)") }
        ids[mark] = id
        marks[id] = mark
    }

    func id(of mark: String) -> String? { ids[mark] }

    private struct Line: Decodable {
        var id: String?
        var title: String?
        var slug: String?
    }

    /// Exports a copy of the ledger as the daemon left it: every id that a response showed must be in it.
    mutating func readLedger(of place: Place, _ when: String) async throws {
        let copy = place.root + "/copy"
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
        var isThere = false
        for name in ["ledger.db", "ledger.db-wal"] {
            let source = place.state + "/" + name
            guard FileManager.default.fileExists(atPath: source) else { continue }
            isThere = true
            try FileManager.default.copyItem(atPath: source, toPath: copy + "/" + name)
        }
        guard isThere else { return #expect(shown.isEmpty, "\(when)") }
        let finished = try await place.sower("ledger", "export", "--state", copy)
        #expect(finished.status == 0, "\(when): \(finished.errors)")
        var stored: Set<String> = []
        for line in finished.lines {
            let line = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
            guard let id = line.id, let title = line.title, let mark = Manuscript.mark(in: title) else { continue }
            note(mark, id, "in the ledger, \(when)")
            stored.insert(id)
        }
        #expect(shown.isSubset(of: stored), "\(when)")
    }

    /// Fails unless all feeds that came since the last time are well-formed.
    mutating func parse(in place: Place) async throws {
        guard !bodies.isEmpty else { return }
        let folder = place.root + "/parsed"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var paths: [String] = []
        for body in bodies {
            paths.append("\(folder)/\(paths.count).xml")
            try Data(body).write(to: URL(fileURLWithPath: paths[paths.count - 1]))
        }
        let finished = try await place.run("xmllint", ["--noout", "--nonet"] + paths)
        #expect(finished.status == 0, "\(finished.errors)")
        bodies = []
    }
}
