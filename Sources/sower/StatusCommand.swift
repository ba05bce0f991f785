import ArgumentParser
import Daemon
import Foundation
import NIOCore

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Print how the running daemon is: articles, refused seeds with reasons, scheduled ones, and more.",
        discussion: """
            Exit status: 0 all is well; 1 it serves, but somebody should look: a seed is refused, articles are held, the \
            ledger was restored, something can't be stored, the folder can't be watched, or the last reload or backup \
            failed; 69 no daemon answers.
            """
    )

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print nothing; the exit status tells.")
    var quiet = false

    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        do {
            let response = try await daemon.ask("GET", "/status", timeout: .seconds(30))
            let report = try JSONDecoder().decode(StatusReport.self, from: Data(response.body))
            if json {
                Terminal.write(String(decoding: response.body, as: UTF8.self), to: STDOUT_FILENO)
            } else if !quiet {
                Terminal.write(report.text(isColoured: Terminal.isColoured), to: STDOUT_FILENO)
            }
            if report.needsAttention { throw ExitCode.problems }
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
