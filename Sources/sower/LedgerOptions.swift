import ArgumentParser
import Catalogue
import Daemon

/// Which ledger is meant, whether a daemon runs or not.
struct LedgerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The state folder.", valueName: "dir"))
    var state: String?

    @Option(help: ArgumentHelp("The configuration file that names state or seeds.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The seeds folder whose state is meant.", valueName: "dir"))
    var seeds: String?

    /// What of the place of a ledger is known.
    struct Place {
        /// The configuration, as far as it is given.
        var settings: Settings
        var state: StateFolder
        /// The seeds folder's real path; nil when none is named.
        var seeds: String?
    }

    /// The state folder that the options lead to: one that is there before one that would be made.
    func place() throws -> Place {
        guard state != nil || config != nil || seeds != nil else {
            throw ValidationError("Name the ledger with --state, --config or --seeds.")
        }
        var options = try SettingsOptions.parse([])
        (options.config, options.state) = (config, state)
        let settings = try options.settings(folder: seeds ?? (config == nil ? "." : nil))
        let real = FilesOnDisk.realPath(settings.seeds)
        let state = try settings.presentStateFolder(seeds: real, environment: SettingsOptions.environment)
        return Place(settings: settings, state: state, seeds: seeds == nil && config == nil ? nil : real)
    }
}
