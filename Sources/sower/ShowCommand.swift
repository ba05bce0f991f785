import ArgumentParser
import Catalogue
import Daemon
import Foundation
import Syndication

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print what a seed is recognised as, which rule found each field, and what was cut.",
        discussion: """
            With --as, prints the entry as subscribers will get it. Of an article that a daemon has published, which --state or \
            --config leads to, id, address and dates are those that it has; else they are what a first sight now would give.
            """
    )

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case atom
        case rss
        case json

        var format: any FeedFormat {
            switch self {
            case .atom: AtomFormat()
            case .rss: RSSFormat()
            case .json: JSONFeedFormat()
            }
        }
    }

    @Argument(help: ArgumentHelp("A seed.", valueName: "file"))
    var file: String

    @Flag(help: "Print the record as JSON.")
    var json = false

    @Option(name: .customLong("as"), help: ArgumentHelp("Print the entry of a feed.", valueName: "format"))
    var form: Form?

    @Option(help: ArgumentHelp("Use the rules of a configuration file.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Where the ledger of the daemon is that publishes the seed.", valueName: "dir"))
    var state: String?

    func validate() throws {
        if json, form != nil { throw ValidationError("Give --json or --as, not both.") }
    }

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
            if let form {
                let preview = try EntryPreview(config: config, state: state, file: file)
                Terminal.write(try preview.text(of: recognition.article, bytes, as: form.format), to: STDOUT_FILENO)
            } else if json {
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
