import ArgumentParser
import Catalogue
import Daemon
import Syndication

struct LedgerImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take over a ledger written by “export”, or the ids, addresses and dates of an existing feed.",
        discussion: """
            Stop the daemon first. A text goes into an empty ledger, or with --merge into one that has articles. With --feed, \
            the entries of an Atom or RSS feed are matched with articles and with the files of the seeds folder by link, then \
            title and date, then the last part of the link and the date; those that match nothing are kept for files still to \
            come, and listed.
            """
    )

    @Argument(help: ArgumentHelp("A text written by “sower ledger export”.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("An Atom or RSS feed.", valueName: "file"))
    var feed: String?

    @Flag(help: "Add what the ledger lacks, although it has articles.")
    var merge = false

    @OptionGroup var options: LedgerOptions

    func validate() throws {
        guard (file != nil) != (feed != nil) else {
            throw ValidationError("Name a text, or a feed with --feed, and not both.")
        }
    }

    func run() async throws {
        do {
            let place = try options.place()
            let state = place.state
            try state.make()
            let lock = try StateLock(state)
            guard !FilesOnDisk.exists(state.following) else {
                throw StateError("\(state.path): follows the ledger of another daemon; import into that one")
            }
            let (ledger, incidents) = try LedgerOpening.open(
                path: state.ledger,
                backups: LedgerBackups(folder: state.backups),
                now: .now,
                seed: FilesOnDisk.randomBytes()
            )
            for incident in incidents { Terminal.complain("\(incident)") }
            if let file { try takeText(file, into: ledger) }
            if let feed { try takeFeed(feed, into: ledger, at: place) }
            try ledger.close()
            _ = consume lock
        } catch let error as ValidationError {
            throw error
        } catch {
            throw ExitCode.reporting(error)
        }
    }

    private func takeText(_ file: String, into ledger: Ledger) throws {
        let text = try FilesOnDisk.text(at: file, limit: 1 << 30)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let report: LedgerText.Report
        do {
            report = try LedgerText.import(lines.last == "" ? lines.dropLast() : lines, into: ledger, merging: merge)
        } catch let error as LedgerTextError {
            let place = error.line.map { "\(file):\($0)" } ?? file
            throw StateError("\(place): \(error.reason)")
        }
        Terminal.say(
            "\(report.added) articles added, \(report.known) known already, \(report.renamed) given another slug"
        )
    }

    private func takeFeed(_ path: String, into ledger: Ledger, at place: LedgerOptions.Place) throws {
        let feed: ImportedFeed
        do throws(ImportProblem) {
            feed = try ImportedFeed(reading: try bytes(path))
        } catch {
            throw StateError(error.described(at: path))
        }
        for problem in feed.problems { Terminal.complain(problem.described(at: path)) }
        let settings = place.settings
        let report = try ledger.write {
            try FeedTakeover($0, zone: settings.zone, links: settings.links).take(feed.entries)
        }
        let unmatched = Set(try Prospect(ledger, settings, seeds: place.seeds).unmatched.map(\.id))
        let waiting = feed.entries.filter { unmatched.contains($0.id) }
        let expected = report.pending.count { !unmatched.contains($0.id) }
        Terminal.say(
            "\(feed.entries.count) entries into \(place.state.ledger): \(report.matched.count) taken over by articles that are "
                + "here, \(expected) by files at the next start, \(waiting.count) kept for files still to come, "
                + "\(report.known) known already"
        )
        for entry in waiting {
            Terminal.say("not matched: \(entry.title)\(entry.link.map { " (\($0))" } ?? "")".visible)
        }
    }

    private func bytes(_ path: String) throws(ImportProblem) -> [UInt8] {
        do {
            return try FilesOnDisk.bytes(at: path, limit: 64 << 20)
        } catch {
            throw ImportProblem(line: nil, reason: "\(error)")
        }
    }
}
