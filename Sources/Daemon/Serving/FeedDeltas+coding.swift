package import Foundation
import Syndication

/// Versions as they are kept for the next run.
extension FeedDeltas.Version {
    private struct Text: Codable {
        var tag: String
        var entries: [String: Digest]
        var removals: [String: [Int64]]
    }

    package var data: Data {
        get throws {
            let removals = Dictionary(grouping: removals, by: \.id).mapValues { $0.map(\.moment.seconds).sorted() }
            let encoder = JSONEncoder()
            // Equal versions are equal bytes.
            encoder.outputFormatting = .sortedKeys
            return try encoder.encode(Text(tag: tag.digest, entries: entries, removals: removals))
        }
    }

    /// Nil for what `data` never gave.
    package init?(_ data: Data) {
        guard let text = try? JSONDecoder().decode(Text.self, from: data), let tag = EntityTag(digest: text.tag) else {
            return nil
        }
        let removals = text.removals.flatMap { id, moments in
            moments.map { Removal(id: id, moment: Timestamp(seconds: $0)) }
        }
        self.init(tag: tag, entries: text.entries, removals: Set(removals))
    }
}
