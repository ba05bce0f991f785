import ArgumentParser
import Catalogue
import Daemon

struct LedgerExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the ledger to standard output, one line an article; a daemon may be running."
    )

    @OptionGroup var options: LedgerOptions

    func run() async throws {
        do {
            let state = try options.place().state
            guard FilesOnDisk.exists(state.ledger) else {
                throw StateError("\(state.ledger): there is no ledger")
            }
            let ledger = try Ledger(existing: state.ledger, backups: LedgerBackups(folder: state.backups))
            try LedgerText.export(ledger) { Terminal.say($0) }
            try ledger.close()
        } catch let error as ValidationError {
            throw error
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
