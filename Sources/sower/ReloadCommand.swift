import ArgumentParser
import Daemon
import Foundation
import NIOCore

struct ReloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Make the running daemon read its configuration again, and wait until it is in force.",
        discussion: """
            All or nothing: a bad configuration changes nothing, is named with file and line, and gives exit status 1. \
            69: no daemon answers.
            """
    )

    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        do {
            let response = try await daemon.ask("POST", "/reload", timeout: .hours(1))
            let report = try JSONDecoder().decode(ReloadReport.self, from: Data(response.body))
            Terminal.say(report.line)
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
