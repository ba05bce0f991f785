import ArgumentParser
import Daemon
import Foundation
import Syndication

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read seeds and the configuration, and print what is wrong as “file:line:column: error: what”.",
        discussion: """
            Without paths, checks the configured seeds folder. Besides errors, which keep a seed from being published, it \
            tells of warnings and notes, which don't. Exit status: 0 no errors, 1 errors, 78 bad configuration.
            """
    )

    @Argument(help: ArgumentHelp("Seeds or folders of seeds.", valueName: "path"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("The configuration file to check.", valueName: "file"))
    var config: String?

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print errors only.")
    var quiet = false

    func run() throws {
        do {
            let options = try SettingsOptions.named(config)
            let isConfigured = config != nil || SettingsOptions.environment["SOWER_CONFIG"] != nil
            guard isConfigured || !paths.isEmpty else {
                throw ValidationError("Name seeds, a folder, or a configuration file with --config.")
            }
            let settings = try options.settings(folder: paths.first)
            var check = SeedCheck(recogniser: settings.recogniser, limit: settings.largestSeed)
            for path in paths.isEmpty ? [settings.seeds] : paths { check.look(at: path) }
            try say(check.diagnostics)
            if !json {
                let drafts = check.drafts == 0 ? "" : ", \(check.drafts) drafts"
                Terminal.complain("\(check.accepted) seeds are articles\(drafts), \(check.problems) problems")
            }
            if check.problems > 0 { throw ExitCode.problems }
        } catch let error as ValidationError {
            throw error
        } catch let error as ConfigurationError {
            try say(error.problems.map { Diagnostic($0) })
            throw ExitCode.badConfiguration
        } catch {
            throw ExitCode.reporting(error)
        }
    }

    private func say(_ diagnostics: [Diagnostic]) throws {
        let shown = diagnostics.filter { !quiet || $0.severity == .error }
        guard json else {
            let isColoured = Terminal.isColoured
            for diagnostic in shown { Terminal.say(diagnostic.line(isColoured: isColoured)) }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Terminal.say(String(decoding: try encoder.encode(shown), as: UTF8.self))
    }
}
