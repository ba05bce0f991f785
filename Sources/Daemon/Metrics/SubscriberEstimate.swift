import Syndication

/// For how many people feeds are fetched, as services that fetch for many say in their User-Agent.
///
/// Nobody is told apart or remembered but these services, by name; what one said counts for two days.
struct SubscriberEstimate: Sendable, Hashable {
    private struct Key: Hashable {
        let path: String
        let reader: String
    }

    private struct Word: Hashable {
        var subscribers: Int
        var time: Timestamp
    }

    private var words: [Key: Word] = [:]

    mutating func note(_ reader: FeedReader, of path: String, at time: Timestamp) {
        guard let subscribers = reader.subscribers else { return }
        let key = Key(path: path, reader: reader.name)
        guard words.count < SubscriberEstimate.limit || words[key] != nil else { return }
        words[key] = Word(subscribers: subscribers, time: time)
    }

    /// Of two words of one service the later counts.
    mutating func add(_ other: SubscriberEstimate) {
        words.merge(other.words) { $0.time < $1.time ? $1 : $0 }
    }

    func subscribers(at now: Timestamp) -> [String: Int] {
        words.reduce(into: [:]) { sums, entry in
            guard now.seconds - entry.value.time.seconds <= SubscriberEstimate.patience else { return }
            sums[entry.key.path, default: 0] += entry.value.subscribers
        }
    }

    /// Names can be made up, so there is an end to them.
    private static let limit = 1_000
    private static let patience: Int64 = 2 * 86_400
}
