import Foundation

/// People at work in a seeds folder: what they do is chosen by a seeded generator, and they know what should be there.
struct Newsroom {
    let place: Place
    private(set) var generator: SeededGenerator
    private(set) var present: [Manuscript] = []
    private var absent: [Manuscript] = []
    private var count = 0
    private var version = 0
    /// All that was done.
    private(set) var journal: [String] = []

    /// More are never present at a time.
    private static let bound = 40

    init(_ place: Place, seed: UInt64) {
        self.place = place
        generator = SeededGenerator(seed: seed)
    }

    mutating func pause(upTo milliseconds: Int) -> Duration {
        .milliseconds(Int.random(in: 0...milliseconds, using: &generator))
    }

    mutating func number(upTo bound: Int) -> Int { Int.random(in: 0...bound, using: &generator) }

    /// What was done to an article.
    func history(of mark: String) -> String {
        journal.filter { $0.contains(mark) || $0.hasPrefix("—") }.joined(separator: "\n")
    }

    mutating func note(_ event: String) { journal.append("— \(event)") }

    /// One piece of work.
    mutating func work() throws {
        let done = try workOnce()
        journal.append("\(done) at \(Date().timeIntervalSince1970)")
    }

    private mutating func workOnce() throws -> String {
        version += 1
        guard present.count > 5, let index = present.indices.randomElement(using: &generator) else {
            return try create()
        }
        switch number(upTo: 11) {
        case 0...2 where present.count < Self.bound: return try create()
        case 3: return try change(index, "headline") { [version] in $0.headline = "Headline Number \(version)" }
        case 4: return try change(index, "name") { [version] in $0.stem = "name-\(version)" }
        case 5:
            return try change(index, "name and text") { [version] in
                $0.stem = "name-\(version)"
                Newsroom.edit(&$0, version)
            }
        case 6: return try change(index, "folder") { $0.folder = $0.folder == nil ? "moved" : nil }
        case 7: return try delete(index)
        case 8: return try comeBack() ?? create()
        case 9: return try replace(index)
        default: return try change(index, "text") { [version] in Newsroom.edit(&$0, version) }
        }
    }

    private mutating func create() throws -> String {
        let manuscript = next()
        present.append(manuscript)
        try write(manuscript)
        return "new \(manuscript.mark): \(manuscript.path)"
    }

    private mutating func next() -> Manuscript {
        var manuscript = Manuscript(count)
        manuscript.paragraphs.append("As it stands.")
        count += 1
        return manuscript
    }

    /// Little of the wording changes, however often it is done.
    private static func edit(_ manuscript: inout Manuscript, _ version: Int) {
        manuscript.paragraphs[4] = "As it stands in version \(version)."
    }

    private mutating func change(
        _ index: Int,
        _ what: String,
        _ change: (inout Manuscript) -> Void
    ) throws -> String {
        let before = present[index]
        change(&present[index])
        // Never over another's file.
        if present.indices.contains(where: { $0 != index && present[$0].path == present[index].path }) {
            present[index].stem = "free-\(version)"
        }
        if present[index].path != before.path {
            if present[index].text == before.text {
                try makeFolder(of: present[index])
                try place.rename(place.seed(before.path), place.seed(present[index].path))
                return "\(what) of \(before.mark): \(before.path) → \(present[index].path)"
            }
            try place.remove(before.path)
        }
        try write(present[index])
        return "\(what) of \(before.mark): \(before.path) → \(present[index].path)"
    }

    private mutating func delete(_ index: Int) throws -> String {
        let manuscript = present.remove(at: index)
        absent.append(manuscript)
        try place.remove(manuscript.path)
        return "no \(manuscript.mark): \(manuscript.path)"
    }

    private mutating func comeBack() throws -> String? {
        guard let index = absent.indices.randomElement(using: &generator) else { return nil }
        var manuscript = absent.remove(at: index)
        if present.contains(where: { $0.path == manuscript.path }) { manuscript.stem = "back-\(version)" }
        present.append(manuscript)
        try write(manuscript)
        return "\(manuscript.mark) again: \(manuscript.path)"
    }

    /// Another article, of another day, takes the name of one.
    private mutating func replace(_ index: Int) throws -> String {
        let before = present[index]
        var manuscript = next()
        (manuscript.stem, manuscript.folder) = (before.stem, before.folder)
        if manuscript.day == before.day { manuscript.day = before.day % 28 + 1 }
        present[index] = manuscript
        absent.append(before)
        try write(manuscript)
        return "\(manuscript.mark) in place of \(before.mark): \(before.path)"
    }

    private func makeFolder(of manuscript: Manuscript) throws {
        guard let folder = manuscript.folder else { return }
        try FileManager.default.createDirectory(atPath: place.seed(folder), withIntermediateDirectories: true)
    }

    /// Whole by a rename, or into the file in two parts.
    private mutating func write(_ manuscript: Manuscript) throws {
        if Bool.random(using: &generator) { return try place.write(manuscript) }
        try makeFolder(of: manuscript)
        let bytes = Data(manuscript.text.utf8)
        let path = place.seed(manuscript.path)
        guard FileManager.default.createFile(atPath: path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        guard let file = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
        let cut = number(upTo: bytes.count)
        try file.write(contentsOf: bytes.prefix(cut))
        try file.write(contentsOf: bytes.dropFirst(cut))
        try file.close()
    }
}
