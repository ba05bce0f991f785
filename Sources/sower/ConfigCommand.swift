import ArgumentParser
import Daemon
import Foundation

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print the configuration in force, and where each value comes from.",
        discussion: """
            Takes the options of “sower serve” that are configuration, and the same environment. Exit status: 0 it is good, \
            78 it is not.
            """
    )

    @Argument(help: ArgumentHelp("The folder of articles.", valueName: "dir"))
    var folder: String?

    @OptionGroup var options: SettingsOptions

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: .hidden)
    var reference: Reference?

    /// Documents made from the one description of all keys.
    enum Reference: String, ExpressibleByArgument {
        case yaml
        case manual
    }

    func run() throws {
        do {
            switch reference {
            case .yaml: return Terminal.write(ConfigurationGuide.yaml, to: STDOUT_FILENO)
            case .manual: return Terminal.write(ConfigurationGuide.manual, to: STDOUT_FILENO)
            case nil: break
            }
            let layers = try options.layers(folder: folder)
            let settings = try Settings(layers: layers)
            let derived = Plan.derived(settings, environment: SettingsOptions.environment)
            let effective = EffectiveConfiguration(settings, layers: layers, derived: derived)
            guard json else { return Terminal.write(effective.text, to: STDOUT_FILENO) }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Terminal.say(String(decoding: try encoder.encode(effective.entries), as: UTF8.self))
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
