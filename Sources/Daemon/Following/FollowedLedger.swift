package import Catalogue
import Glibc
package import Syndication

/// The text of a ledger that another daemon keeps, which this one follows: it is taken over each time it is replaced.
package struct FollowedLedger: Sendable {
    /// What a text has made different.
    package enum News: Sendable, Hashable {
        /// Perhaps everything, even the site.
        case whole(isOtherSite: Bool)
        /// Documents, and the articles of these numbers.
        case articles([Int64])
    }

    /// Absolute.
    package let path: String
    /// Where the digest of the text that the ledger says is kept, so that a restart needs not take it over again.
    private let record: String
    private var text: Text?
    /// Of the file that was looked at last.
    private var seen: [Int64]?
    /// When a text was taken over.
    package private(set) var taken: Timestamp?
    /// What the text that was taken over last has made different; nil for nothing.
    package private(set) var news: News?
    /// What is wrong with the text that is there now, file and line first; nil when it was taken over.
    package private(set) var problem: String?

    /// A text, as far as the next one is compared with it.
    private struct Text {
        var digest: Digest
        var lines: Set<Digest>
    }

    package init(path: String, record: String) {
        (self.path, self.record) = (path, record)
    }

    /// The largest text, in bytes: that of more than a million articles.
    private static let limit = 1 << 30

    /// Makes the ledger what the text says; the last good one stays when it can't be read.
    ///
    /// Nil when it is what the text says already. O(bytes) for finding what differs, and more only for that; O(n log n) for the
    /// first text. Throws `StateError` for a text that is no whole ledger, and whatever storage fails with.
    ///
    /// - Parameters:
    ///   - isSound: the ledger is as it was left, so that the record of what it says counts.
    ///   - mayChangeSite: it may be another site's; then the ledger is to be opened again.
    package mutating func take(
        into ledger: Ledger,
        now: Timestamp,
        isSound: Bool = false,
        mayChangeSite: Bool = false
    ) throws -> News? {
        // Before it is read: what is written meanwhile is seen afterwards.
        seen = stamp
        do {
            let bytes = try FilesOnDisk.bytes(at: path, limit: FollowedLedger.limit)
            let digest = Digest(bytes: bytes)
            guard digest != text?.digest else {
                problem = nil
                return nil
            }
            let lines = try self.lines(of: bytes)
            let next = Text(digest: digest, lines: Set(lines.lazy.map { Digest(bytes: Array(bytes[$0])) }))
            let news: News?
            if text == nil, isSound, (try? FilesOnDisk.text(at: record)) == digest.hex + "\n" {
                news = nil
            } else {
                // It counts again only when the ledger says all of the next one.
                unlink(record)
                news =
                    try update(ledger, to: lines, of: bytes, next)
                    ?? replace(ledger, with: lines, of: bytes, mayChangeSite)
                try? FilesOnDisk.write(digest.hex + "\n", to: record)
            }
            (text, taken, problem, self.news) = (next, now, nil, news)
            return news
        } catch let error as StateError {
            problem = error.description
            throw error
        }
    }

    /// Where each line stands, without its end.
    private func lines(of bytes: [UInt8]) throws(StateError) -> [Range<Int>] {
        guard bytes.last == UInt8(ascii: "\n") else { throw StateError("\(path): ends in the middle of a line") }
        var lines: [Range<Int>] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(start..<end)
            start = end + 1
        }
        return lines
    }

    private func text(of lines: some Sequence<Range<Int>>, in bytes: [UInt8]) throws(StateError) -> [String] {
        var texts: [String] = []
        for line in lines {
            guard let text = String(validating: bytes[line], as: UTF8.self) else {
                throw StateError("\(path): not UTF-8")
            }
            texts.append(text)
        }
        return texts
    }

    /// By what differs from the last text; nil where that is much, or does not lead to the next one.
    private func update(_ ledger: Ledger, to lines: [Range<Int>], of bytes: [UInt8], _ next: Text) throws -> News? {
        guard let text, let first = lines.first, next.lines.count == lines.count else { return nil }
        let changed = lines.dropFirst().filter { !text.lines.contains(Digest(bytes: Array(bytes[$0]))) }
        guard changed.count <= max(100, lines.count / 4) else { return nil }
        let texts = try self.text(of: [first] + changed, in: bytes)
        do {
            return .articles(try LedgerText.update(ledger, with: texts, of: lines.count))
        } catch is LedgerTextError {
            return nil
        }
    }

    private func replace(
        _ ledger: Ledger,
        with lines: [Range<Int>],
        of bytes: [UInt8],
        _ mayChangeSite: Bool
    ) throws -> News {
        let texts = try text(of: lines, in: bytes)
        do {
            let isOther = try LedgerText.replace(ledger, with: texts, mayChangeSite: mayChangeSite)
            return .whole(isOtherSite: isOther)
        } catch let error as LedgerTextError {
            throw StateError("\(path):\(error.line.map { "\($0):" } ?? "") \(error.reason)")
        }
    }

    // MARK: Watching

    /// How often it is looked at: one stat(2), which also sees what was replaced on another machine's disk.
    private static let pause: Duration = .milliseconds(250)

    /// Calls whenever another file is there, or it was written; not before it has been the same for one look.
    ///
    /// Returns when its task is cancelled.
    package func watch(_ changed: @Sendable () -> Void) async {
        var (last, told) = (seen, seen)
        while !Task.isCancelled {
            try? await Task.sleep(for: FollowedLedger.pause)
            let now = stamp
            if now == last, now != told, now != nil {
                told = now
                changed()
            }
            last = now
        }
    }

    private var stamp: [Int64]? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return [
            Int64(bitPattern: UInt64(status.st_dev)), Int64(bitPattern: UInt64(status.st_ino)), Int64(status.st_size),
            Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec), Int64(status.st_ctim.tv_sec),
            Int64(status.st_ctim.tv_nsec),
        ]
    }
}
