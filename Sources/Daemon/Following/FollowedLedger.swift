package import Catalogue
import Glibc
package import Syndication

/// The text of a ledger that another daemon keeps, which this one follows: it is taken over whole, each time it is replaced.
package struct FollowedLedger: Sendable {
    /// Absolute.
    package let path: String
    /// Of the text that was taken over last.
    private var digest: Digest?
    /// Of the file that was looked at last.
    private var seen: [Int64]?
    /// When that was.
    package private(set) var taken: Timestamp?
    /// What is wrong with the text that is there now, file and line first; nil when it was taken over.
    package private(set) var problem: String?

    package init(path: String) {
        self.path = path
    }

    /// The largest text, in bytes: that of some two million articles.
    private static let limit = 1 << 30

    /// Makes the ledger what the text says; the last good one stays when it can't be read.
    ///
    /// Nil when the text is the one that was taken over last; else whether the ledger is another site's now. Throws
    /// `StateError` for a text that is no whole ledger, and whatever storage fails with.
    package mutating func take(into ledger: Ledger, now: Timestamp, mayChangeSite: Bool = false) throws -> Bool? {
        // Before it is read: what is written meanwhile is seen afterwards.
        seen = stamp
        do {
            let bytes = try FilesOnDisk.bytes(at: path, limit: FollowedLedger.limit)
            let digest = Digest(bytes: bytes)
            guard digest != self.digest else {
                problem = nil
                return nil
            }
            let isOther = try replace(ledger, with: bytes, mayChangeSite)
            (self.digest, taken, problem) = (digest, now, nil)
            return isOther
        } catch let error as StateError {
            problem = error.description
            throw error
        }
    }

    private func replace(_ ledger: Ledger, with bytes: [UInt8], _ mayChangeSite: Bool) throws -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw StateError("\(path): not UTF-8") }
        guard text.hasSuffix("\n") else { throw StateError("\(path): ends in the middle of a line") }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        do {
            return try LedgerText.replace(ledger, with: lines, mayChangeSite: mayChangeSite)
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
