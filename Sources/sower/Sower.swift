import ArgumentParser
import Syndication

/// The command line.
@main
struct Sower: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sower",
        abstract: "Turns a folder of articles into Atom and RSS feeds, and serves them.",
        discussion: """
            Drop a text file into the folder, and a moment later the feeds have it.

            Signals to a running “sower serve”: HUP reads the configuration again and refreshes, USR1 refreshes, USR2 \
            writes the status to the log, TERM and INT stop.

            Exit status: 0 done, 1 problems found, 64 wrong usage, 69 port taken, state locked or no daemon there, 78 \
            bad configuration.
            """,
        version: "sower \(Generator.version)",
        subcommands: [
            ServeCommand.self, RefreshCommand.self, ReloadCommand.self, StatusCommand.self, CheckCommand.self,
            ShowCommand.self, RetractCommand.self, BuildCommand.self, ConfigCommand.self, InitCommand.self,
            LedgerCommand.self,
        ]
    )
}
