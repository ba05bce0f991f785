import ArgumentParser
import Daemon
import Foundation

/// The flags that are configuration, and how they join environment and file.
struct SettingsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Read the configuration from a file.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The folder of articles.", valueName: "dir"))
    var seeds: String?

    @Option(help: ArgumentHelp("Where ledger and catalogue are kept.", valueName: "dir"))
    var state: String?

    @Option(
        help: ArgumentHelp(
            "Follow the ledger that another daemon keeps, as “ledger export” wrote it.",
            valueName: "ledger"
        )
    )
    var follow: String?

    @Option(help: ArgumentHelp("Listen on HOST:PORT or unix:PATH; may be repeated.", valueName: "address"))
    var listen: [String] = []

    @Option(help: ArgumentHelp("The address under which readers reach the site.", valueName: "url"))
    var baseURL: String?

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// As if no flag but `--config` had been given; without a file, none at all.
    ///
    /// Properties that no parser has set can't be read, so it is one that makes them.
    static func named(_ config: String?) throws -> SettingsOptions {
        try parse(config.map { ["--config=\($0)"] } ?? [])
    }

    /// The configuration in force: flag, `SOWER_*`, file, default, in this order.
    ///
    /// - Parameter folder: the seeds folder when it was named without a flag.
    func settings(folder: String? = nil) throws -> Settings {
        try Settings(layers: layers(folder: folder))
    }

    /// What flags, environment and file say, the strongest first.
    func layers(folder: String? = nil) throws -> [ConfigurationLayer] {
        var flags = ConfigurationLayer()
        if let folder = seeds ?? folder { flags.set(.seeds, [folder], at: "--seeds") }
        if let state { flags.set(.state, [state], at: "--state") }
        if let follow { flags.set(.follow, [follow], at: "--follow") }
        if !listen.isEmpty { flags.set(.listen, listen, at: "--listen") }
        if let baseURL { flags.set(.baseURL, [baseURL], at: "--base-url") }
        var layers = [flags, ConfigurationLayer(environment: Self.environment)]
        if let path = config ?? Self.environment["SOWER_CONFIG"] {
            layers.append(try file(path))
        }
        return layers
    }

    private func file(_ path: String) throws(ConfigurationError) -> ConfigurationLayer {
        let text: String
        do {
            text = try FilesOnDisk.text(at: path)
        } catch {
            throw ConfigurationError([.init(place: path, reason: "can't be read: \(error)")])
        }
        return try ConfigurationFile.read(text, name: path)
    }
}

extension Settings {
    /// The state folder that a daemon with these settings uses: the one that is there, the user's before the system's; else
    /// the one that would be made.
    func presentStateFolder(seeds: String, environment: [String: String]) throws -> StateFolder {
        let roots = [StateFolder.root(environment), StateFolder.system].compactMap(\.self)
        if state == nil, let present = StateFolder.present(seeds: seeds, under: roots) { return present }
        return try stateFolder(seeds: seeds, environment: environment)
    }

    /// The state folder that these settings lead to.
    func stateFolder(seeds: String, environment: [String: String]) throws -> StateFolder {
        if let state { return StateFolder(path: FilesOnDisk.realPath(state)) }
        guard let root = StateFolder.root(environment) else {
            throw ConfigurationError([
                .init(place: "state", reason: "no home folder is known to keep the state in; name one with --state")
            ])
        }
        return StateFolder.of(seeds: seeds, under: root)
    }
}
