import ArgumentParser
import Daemon
import Foundation
import Syndication

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print what a seed is recognised as, which rule found each field, and what was cut."
    )

    @Argument(help: ArgumentHelp("A seed.", valueName: "file"))
    var file: String

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: ArgumentHelp("Use the zone and the id pattern of a configuration file.", valueName: "file"))
    var config: String?

    func run() throws {
        do {
            let recogniser = try SeedFiles.recogniser(config: config)
            let bytes = try SeedFiles.read(file)
            let recognition: Recognition
            do throws(SeedProblem) {
                recognition = try recogniser.recognise(bytes, path: file)
            } catch {
                Terminal.complain(error.described(at: file))
                throw ExitCode.problems
            }
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                let data = try encoder.encode(recognition)
                Terminal.say(String(decoding: data, as: UTF8.self))
            } else {
                Terminal.write(recognition.description, to: STDOUT_FILENO)
            }
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
