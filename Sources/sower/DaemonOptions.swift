import ArgumentParser
import Daemon
import Foundation
import NIOCore

/// Which running daemon is meant.
struct DaemonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The daemon's state folder.", valueName: "dir"))
    var state: String?

    @Option(help: ArgumentHelp("The daemon's configuration file.", valueName: "file"))
    var config: String?

    /// Asks the daemon; throws what `ExitCode.reporting` understands.
    func ask(_ method: String, _ path: String, timeout: TimeAmount) async throws -> AdminResponse {
        let response = try await AdminClient.request(
            socket: try socket(),
            method: method,
            path: path,
            timeout: timeout
        )
        guard response.status < 300 else {
            let text = String(decoding: response.body, as: UTF8.self)
            throw Refused(description: text.split(separator: "\n").joined(separator: "; "))
        }
        return response
    }

    /// What the daemon would not do.
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    /// The named daemon's socket; else the only one that is there among the user's states and the system's.
    private func socket() throws -> String {
        let environment = SettingsOptions.environment
        if let state { return StateFolder(path: FilesOnDisk.realPath(state)).liveSocket(environment) }
        if let config {
            let settings = try SettingsOptions.named(config).settings()
            return try settings.presentStateFolder(
                seeds: FilesOnDisk.realPath(settings.seeds),
                environment: environment
            ).liveSocket(environment)
        }
        let roots = [StateFolder.root(environment), StateFolder.system].compactMap { $0 }
        for root in roots {
            let sockets = StateFolder.all(under: root).map { $0.liveSocket(environment) }.filter(StateFolder.isLive)
            if sockets.count == 1 { return sockets[0] }
            if sockets.count > 1 {
                throw StateError("several daemons are known, name one with --state: " + sockets.joined(separator: ", "))
            }
        }
        throw Unknown(roots: roots)
    }

    /// No daemon's socket was found.
    struct Unknown: Error, CustomStringConvertible {
        let roots: [String]

        var description: String {
            "no running daemon was found under \(roots.joined(separator: " or ")); name one with --state"
        }
    }
}
