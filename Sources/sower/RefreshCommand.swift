import ArgumentParser
import Daemon
import Foundation
import NIOCore

struct RefreshCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh",
        abstract: "Ask the running daemon to compare everything with the disk now.",
        discussion: """
            With --wait, what is not in the feeds yet, or still is, follows with its reason: still being written, gone but \
            within the grace period, held by the brake, or dated later than now.
            """
    )

    @Flag(help: "Wait until what was found is published, and print what came of it.")
    var wait = false

    @OptionGroup var daemon: DaemonOptions

    /// At most so many seeds that are held get a line.
    private static let named = 100

    func run() async throws {
        do {
            let response = try await daemon.ask("POST", wait ? "/refresh?wait=" : "/refresh", timeout: .hours(1))
            guard wait else { return Terminal.say("refreshing") }
            let report = try JSONDecoder().decode(RefreshReport.self, from: Data(response.body))
            Terminal.say(report.line)
            if let obstacle = report.obstacle { Terminal.say(obstacle) }
            let named = report.held.prefix(RefreshCommand.named)
            for held in named { Terminal.say("held: \(held.line)") }
            if report.heldCount > named.count { Terminal.say("held: \(report.heldCount - named.count) more") }
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
