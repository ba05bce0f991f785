import ArgumentParser
import Daemon

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Write the whole site as files: the same bytes as “sower serve” would serve.",
        discussion: """
            Takes in what is new first, so no daemon may run on the same state. The new site is written beside the folder \
            and exchanged with it in one step; unchanged files stay the same files. An address that ends in “/” becomes \
            index.html.
            """
    )

    @Argument(help: ArgumentHelp("The folder of articles.", valueName: "dir"))
    var folder: String?

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var output: String

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        do {
            let settings = try options.settings(folder: folder)
            let report = try await Building(settings: settings, output: FilesOnDisk.realPath(output)).run()
            Terminal.say("\(output): \(report.line)")
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}
