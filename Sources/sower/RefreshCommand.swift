import ArgumentParser
import Daemon
import Foundation
import NIOCore

struct RefreshCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh",
        abstract: "Ask the running daemon to compare everything with the disk now."
    )

    @Flag(help: "Wait until what was found is published, and print what came of it.")
    var wait = false

    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        do {
            let response = try await daemon.ask("POST", wait ? "/refresh?wait=" : "/refresh", timeout: .hours(1))
            guard wait else { return Terminal.say("refreshing") }
            Terminal.say(try JSONDecoder().decode(RefreshReport.self, from: Data(response.body)).line)
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
