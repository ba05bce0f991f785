import ArgumentParser
import Daemon

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Watch a folder of articles and serve its feeds.",
        discussion: "Needs no configuration: “sower serve DIR” serves http://127.0.0.1:8080/atom.xml."
    )

    @Argument(help: ArgumentHelp("The folder of articles.", valueName: "dir"))
    var folder: String?

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        // First of all: until the signals are caught, a SIGHUP would end the process.
        let signals = await SignalListener()
        do {
            let options = self.options
            let folder = self.folder
            try await Serving(signals: signals) { try options.settings(folder: folder) }.run()
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
