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

    /// The configuration, as far as it is given, and the state folder that it leads to.
    func place() throws -> (settings: Settings, state: StateFolder) {
        guard state != nil || config != nil || seeds != nil else {
            throw ValidationError("Name the ledger with --state, --config or --seeds.")
        }
        var options = try SettingsOptions.parse([])
        (options.config, options.state) = (config, state)
        let settings = try options.settings(folder: seeds ?? (config == nil ? "." : nil))
        let real = FilesOnDisk.realPath(settings.seeds)
        return (settings, try settings.stateFolder(seeds: real, environment: SettingsOptions.environment))
    }
}
