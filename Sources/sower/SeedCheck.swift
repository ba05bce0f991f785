import Daemon
import Syndication

/// Seeds read one after another, with what there is to say of them.
struct SeedCheck {
    private let recogniser: Recogniser
    private let limit: Int
    private(set) var accepted = 0
    private(set) var drafts = 0
    private(set) var diagnostics: [Diagnostic] = []
    /// The first path of each article, by what makes two seeds one.
    private var firsts: [String: String] = [:]

    /// - Parameter limit: bytes of the largest seed that is read.
    init(recogniser: Recogniser, limit: Int) {
        (self.recogniser, self.limit) = (recogniser, limit)
    }

    var problems: Int { diagnostics.count { $0.severity == .error } }

    /// Reads a seed, or all seeds of a folder.
    mutating func look(at path: String) {
        let real = FilesOnDisk.realPath(path)
        let folder = SeedFolder(path: real)
        guard folder.identity() != nil else {
            let (folder, name) = SeedFiles.place(of: path)
            read(name, in: folder, shownAs: path)
            return
        }
        do {
            let scan = try folder.scan()
            let names = scan.seeds.keys.sorted()
            for (place, name) in names.enumerated() {
                if place % 100 == 0 { Terminal.progress(place, of: names.count) }
                read(name, in: folder, shownAs: "\(path)/\(name)")
            }
            if !names.isEmpty { Terminal.progress(names.count, of: names.count) }
            for (name, reason) in scan.refused.sorted(by: { $0.key < $1.key }) {
                diagnostics.append(Diagnostic(.error, "\(path)/\(name)", "\(reason)"))
            }
        } catch {
            diagnostics.append(Diagnostic(.error, path, "\(error.reason)"))
        }
    }

    private mutating func read(_ name: String, in folder: SeedFolder, shownAs path: String) {
        let bytes: [UInt8]
        do throws(FolderError) {
            bytes = try folder.read(name, limit: limit).bytes
        } catch {
            diagnostics.append(Diagnostic(.error, path, "\(error.reason)"))
            return
        }
        do throws(SeedProblem) {
            let recognition = try recogniser.recognise(bytes, path: name)
            diagnostics += recognition.notes.map { Diagnostic($0, at: path) }
            if recognition.isDraft {
                drafts += 1
            } else {
                accepted += 1
                noteDuplicate(of: recognition.article, at: path)
            }
        } catch {
            diagnostics.append(Diagnostic(error, at: path))
        }
    }

    /// Two seeds with one explicit id, or with equal text and one link or date, are one article: only the first is
    /// published.
    private mutating func noteDuplicate(of article: Article, at path: String) {
        var keys = ["text:\(article.mintedID(collision: 0).uuid)"]
        if article.date != nil, article.sketch.isSentence { keys.append("day:\(article.dateKey)") }
        if let id = article.explicitID { keys.append("id:\(id)") }
        if let link = article.canonicalLink { keys.append("link:\(link) \(article.textKey.hex)") }
        if let known = keys.first(where: { firsts[$0] != nil }), let first = firsts[known] {
            let message =
                "the same article as \(first), so only one of them is published; delete one, or change its text"
            diagnostics.append(Diagnostic(.error, path, message))
        }
        for key in keys where firsts[key] == nil { firsts[key] = path }
    }
}
