import ArgumentParser
import Daemon
import Glibc

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a configuration file with every key explained.",
        discussion: "A file that is there already is left as it is. Exit status: 0 written, 78 not."
    )

    @Argument(help: ArgumentHelp("The file to write; “-” prints it.", valueName: "file"))
    var file = "sower.yaml"

    func run() throws {
        guard file != "-" else { return Terminal.write(ConfigurationGuide.yaml, to: STDOUT_FILENO) }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw ExitCode.reporting(StateError("\(file): can't be made: \(String(cString: strerror(errno)))"))
        }
        Terminal.write(ConfigurationGuide.yaml, to: descriptor)
        guard fsync(descriptor) == 0, close(descriptor) == 0 else {
            throw ExitCode.reporting(StateError("\(file): can't be written: \(String(cString: strerror(errno)))"))
        }
        Terminal.say("\(file) written; name the folder of articles in it, then: sower serve --config \(file)")
    }
}
