import Catalogue
import Foundation
import Syndication

// What it costs to look up one changed seed and to store it, with few articles in the ledger and with many: the ratio.
//
// Usage: LedgerGrowth FOLDER [FEW MANY]. Rounds take turns, so that whatever else the machine does befalls both alike.

/// A ledger with a catalogue, filled with so many articles.
struct Library {
    let ledger: Ledger
    let catalogue: ArticleCatalogue
    let count: Int

    init(count: Int, in folder: String) throws {
        self.count = count
        let path = "\(folder)/\(count)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        ledger = try Ledger(path: path + "/ledger.db", now: Library.start, seed: [1, 2, 3])
        catalogue = try ArticleCatalogue(path: path + "/catalogue.db", site: ledger.site.id) { _ in }
        for first in stride(from: 0, to: count, by: 5_000) {
            try store((first..<min(count, first + 5_000)).map { ($0, 0) })
        }
    }

    static let start = Timestamp(seconds: 1_767_787_200)

    /// Admits and stores seeds, each in some version, as the sowing task does: what is known of it, the ledger, the catalogue.
    func store(_ seeds: [(number: Int, version: Int)]) throws {
        var rows: [(LedgerRow, Article, SeedRow)] = []
        for (number, _) in seeds where seeds.count == 1 { _ = try catalogue.read { try $0.seed(path: path(number)) } }
        try ledger.write { ledger in
            var admission = Admission(ledger, now: Library.start, zone: .utc)
            for (number, version) in seeds {
                let article = article(number, version)
                let source = Digest(["\(number) \(version)"])
                let decision = try admission.admit(article, path: path(number), source: source) { _ in true }
                guard let row = decision.row else { continue }
                let stamp = FileStamp(size: Int64(version), modified: 0, changed: 0, inode: UInt64(number))
                let seed = SeedRow(
                    path: path(number),
                    stamp: stamp,
                    hash: source,
                    fingerprint: nil,
                    outcome: .accepted,
                    article: row.number
                )
                rows.append((row, article, seed))
            }
            _ = try admission.spreadArrivals()
        }
        try catalogue.write { catalogue in
            for (row, article, seed) in rows {
                try catalogue.put(seed)
                let content = article.content
                try catalogue.put(Holding(row, article, content: content), content: content)
            }
        }
    }

    private func path(_ number: Int) -> String { "\(number % 100)/article-\(number).txt" }

    private func article(_ number: Int, _ version: Int) -> Article {
        let text = (0..<40).map { "Sentence \($0) of article \(number)." }.joined(separator: " ")
        return Article(title: "Article Number \(number)", body: [.paragraph("Version \(version). \(text)")])
    }
}

extension Admission.Decision {
    var row: LedgerRow? {
        switch self {
        case .new(let row), .known(let row, _): row
        default: nil
        }
    }
}

let arguments = CommandLine.arguments
guard arguments.count == 2 || arguments.count == 4 else {
    print("usage: LedgerGrowth FOLDER [FEW MANY]")
    exit(64)
}
let folder = arguments[1] + "/ledger-growth-\(getpid())"
let sizes = arguments.count == 4 ? arguments[2...].compactMap { Int($0) } : [1_000, 100_000]
let libraries = try sizes.map { try Library(count: $0, in: folder) }
defer { try? FileManager.default.removeItem(atPath: folder) }

let clock = ContinuousClock()
var times = sizes.map { _ in [Duration]() }
for round in 1...600 {
    for (index, library) in libraries.enumerated() {
        // A prime's multiples, so that the pages touched are spread over the whole file.
        let number = round * 7_919 % library.count
        times[index].append(try clock.measure { try library.store([(number, round)]) })
    }
}
let medians = times.map { $0.sorted()[$0.count / 2] }
for (size, median) in zip(sizes, medians) { print("\(size) articles: \(median) a changed seed (median of 600)") }
print("ratio: \((medians[1] / medians[0] * 100).rounded() / 100)")
