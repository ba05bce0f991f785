import ArgumentParser

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Write the ledger as text, or take it over from a text or from an existing feed.",
        subcommands: [LedgerExportCommand.self, LedgerImportCommand.self]
    )
}
