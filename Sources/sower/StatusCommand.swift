import ArgumentParser
import Daemon
import Foundation
import NIOCore

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Print how the running daemon is: articles, refused seeds with reasons, scheduled ones, and more.",
        discussion: "Exit status: 0 all is well, 1 something is refused or held, 69 no daemon answers."
    )

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        do {
            let response = try await daemon.ask("GET", "/status", timeout: .seconds(30))
            let report = try JSONDecoder().decode(StatusReport.self, from: Data(response.body))
            Terminal.write(json ? String(decoding: response.body, as: UTF8.self) : report.text, to: STDOUT_FILENO)
            if report.brake != nil || report.trouble != nil || !report.incidents.isEmpty || report.counts.refused > 0 {
                throw ExitCode.problems
            }
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
