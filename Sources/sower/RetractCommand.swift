import ArgumentParser
import Daemon
import Foundation
import NIOCore

struct RetractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retract",
        abstract: "Withdraw an article from feeds and pages now, although its file stays.",
        discussion: "With --missing: let go the articles whose seeds vanished together and that are still shown."
    )

    @Argument(help: ArgumentHelp("The seed's path, or the article's id.", valueName: "file|id"))
    var article: String?

    @Flag(help: "Retract everything that is held because it vanished together.")
    var missing = false

    @OptionGroup var daemon: DaemonOptions

    func validate() throws {
        guard (article != nil) != missing else {
            throw ValidationError("Name an article or give --missing, and not both.")
        }
    }

    func run() async throws {
        do {
            let query = article.map { "article=" + percentEncoded(name($0)) } ?? "missing="
            let response = try await daemon.ask("POST", "/retract?" + query, timeout: .minutes(10))
            let report = try JSONDecoder().decode(RetractReport.self, from: Data(response.body))
            for line in report.withdrawn { Terminal.say("withdrawn: \(line)") }
            if report.withdrawn.isEmpty { Terminal.say("nothing is held") }
        } catch {
            throw ExitCode.reporting(error)
        }
    }

    /// A path that exists is meant from here; anything else is for the daemon to understand.
    private func name(_ text: String) -> String {
        access(text, F_OK) == 0 ? FilesOnDisk.realPath(text) : text
    }

    private func percentEncoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
