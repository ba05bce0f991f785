import ArgumentParser
import Daemon
import Foundation
import Syndication

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read seeds and the configuration, and print what is wrong as “file:line: problem”.",
        discussion: """
            Without paths, checks the configured seeds folder. Exit status: 0 nothing is wrong, 1 problems, 78 bad \
            configuration.
            """
    )

    @Argument(help: ArgumentHelp("Seeds or folders of seeds.", valueName: "path"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("The configuration file to check.", valueName: "file"))
    var config: String?

    func run() throws {
        do {
            let options = try SettingsOptions.named(config)
            let isConfigured = config != nil || SettingsOptions.environment["SOWER_CONFIG"] != nil
            guard isConfigured || !paths.isEmpty else {
                throw ValidationError("Name seeds, a folder, or a configuration file with --config.")
            }
            let settings = try options.settings(folder: paths.first)
            var check = SeedCheck(recogniser: settings.recogniser, limit: settings.largestSeed)
            for path in paths.isEmpty ? [settings.seeds] : paths { check.look(at: path) }
            for problem in check.problems { Terminal.say(problem.visible) }
            Terminal.complain("\(check.accepted) seeds are articles, \(check.problems.count) problems")
            if !check.problems.isEmpty { throw ExitCode.problems }
        } catch let error as ValidationError {
            throw error
        } catch {
            throw ExitCode.reporting(error)
        }
    }
}

/// Seeds read one after another, with what is wrong with them.
private struct SeedCheck {
    let recogniser: Recogniser
    let limit: Int
    var accepted = 0
    var problems: [String] = []
    /// The first path of each article, by what makes two seeds one.
    private var firsts: [String: String] = [:]

    init(recogniser: Recogniser, limit: Int) {
        (self.recogniser, self.limit) = (recogniser, limit)
    }

    mutating func look(at path: String) {
        let real = FilesOnDisk.realPath(path)
        let folder = SeedFolder(path: real)
        guard folder.identity() != nil else {
            let (folder, name) = SeedFiles.place(of: path)
            read(name, in: folder, shownAs: path)
            return
        }
        do {
            let scan = try folder.scan()
            let names = scan.seeds.keys.sorted()
            for (place, name) in names.enumerated() {
                if place % 100 == 0 { Terminal.progress(place, of: names.count) }
                read(name, in: folder, shownAs: "\(path)/\(name)")
            }
            for (name, reason) in scan.refused.sorted(by: { $0.key < $1.key }) {
                problems.append("\(path)/\(name): \(reason)")
            }
        } catch {
            problems.append("\(path): \(error.reason)")
        }
    }

    private mutating func read(_ name: String, in folder: SeedFolder, shownAs path: String) {
        let bytes: [UInt8]
        do throws(FolderError) {
            bytes = try folder.read(name, limit: limit).bytes
        } catch {
            problems.append("\(path): \(error.reason)")
            return
        }
        do throws(SeedProblem) {
            let article = try recogniser.recognise(bytes, path: name).article
            accepted += 1
            noteDuplicate(of: article, at: path)
        } catch {
            problems.append(error.described(at: path))
        }
    }

    /// Two seeds with one explicit id, or with equal title, date and text, are one article: only the first is published.
    private mutating func noteDuplicate(of article: Article, at path: String) {
        let text = "text:\(article.mintedID(collision: 0).uuid)"
        for key in [text] + (article.explicitID.map { ["id:\($0)"] } ?? []) {
            if let first = firsts[key] {
                problems.append("\(path): the same article as \(first), so only one of them is published")
                return
            }
            firsts[key] = path
        }
    }
}
