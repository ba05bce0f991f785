import Foundation
import Testing

@Suite("The manual")
struct ManualTests {
    @Test("mandoc finds nothing wrong with the manual pages", arguments: ["sower.1", "sower.7", "sower.yaml.5"])
    func lint(page: String) async throws {
        let finished = try await Place().run(
            "mandoc",
            ["-T", "lint", "-W", "warning", Checkout.path("deploy/man/\(page)")]
        )
        #expect(finished.status == 0 && finished.output.isEmpty, "\(finished)")
    }

    private struct Help: Decodable {
        struct Command: Decodable {
            struct Argument: Decodable {
                struct Name: Decodable { var name: String }
                var names: [Name]?
                var shouldDisplay: Bool?
            }
            var commandName: String
            var arguments: [Argument]?
            var subcommands: [Command]?

            var all: [Command] { [self] + (subcommands ?? []).flatMap(\.all) }
        }
        var command: Command
    }

    @Test("sower(1) names every command and every option of the program, and no other")
    func complete() async throws {
        let finished = try await Place().sower("--experimental-dump-help")
        let commands = try JSONDecoder().decode(Help.self, from: Data(finished.output.utf8)).command.all
        let page = try String(contentsOfFile: Checkout.path("deploy/man/sower.1"), encoding: .utf8)
        for command in commands.dropFirst() {
            #expect(
                page.contains(".Cm \(command.commandName)") || page.contains("ledger \(command.commandName)\n"),
                "\(command.commandName)"
            )
        }
        var options = Set<String>()
        for argument in commands.flatMap({ $0.arguments ?? [] }) where argument.shouldDisplay ?? true {
            for name in argument.names ?? [] where name.name.count > 1 && name.name != "help" {
                options.insert(name.name)
            }
        }
        #expect(options.count > 10)
        for option in options { #expect(page.contains(".It Fl -\(option)"), "--\(option)") }
        let named = page.split(separator: "\n").filter { $0.hasPrefix(".It Fl -") }
            .compactMap { $0.dropFirst(8).split(separator: " ").first.map(String.init) }
        let hidden: Set = ["generate-completion-script"]
        for name in named { #expect(options.contains(name) || hidden.contains(name), "there is no --\(name)") }
    }

    @Test("Completions are sound in each shell", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) async throws {
        let place = try Place()
        let script = try await place.sower("--generate-completion-script", shell)
        #expect(script.status == 0)
        let path = try place.file("completion", script.output)
        let checked = try await place.run(shell, ["-n", path])
        #expect(checked.status == 0 && checked.errors.isEmpty, "\(checked)")
        for command in ["serve", "reload", "status", "config"] { #expect(script.output.contains(command)) }
    }

    @Test("In bash, “sower stat” is completed to status, and its options are offered")
    func completing() async throws {
        let place = try Place()
        try place.file("completion", try await place.sower("--generate-completion-script", "bash").output)
        let script = """
            source \(place.root)/completion
            COMP_LINE="sower stat"; COMP_POINT=10; COMP_WORDS=(sower stat); COMP_CWORD=1; COMP_TYPE=9
            _sower sower stat sower 2>/dev/null; echo "${COMPREPLY[@]}"
            COMPREPLY=(); COMP_LINE="sower status --q"; COMP_POINT=16; COMP_WORDS=(sower status --q); COMP_CWORD=2
            _sower sower --q status 2>/dev/null; echo "${COMPREPLY[@]}"
            """
        let finished = try await place.run("bash", ["-c", script])
        #expect(finished.output == "status\n--quiet\n", "\(finished)")
    }

    @Test("Every link between the documents leads somewhere")
    func links() throws {
        let files =
            ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
            + (try FileManager.default.contentsOfDirectory(atPath: Checkout.path("docs"))).map { "docs/\($0)" }
        var count = 0
        for file in files {
            let text = try String(contentsOfFile: Checkout.path(file), encoding: .utf8)
            for link in text.pieces(between: "](", and: ")") where !link.hasPrefix("http") && !link.hasPrefix("#") {
                let folder = file.hasPrefix("docs/") ? "docs/" : ""
                let path = link.split(separator: "#").first.map(String.init) ?? ""
                #expect(FileManager.default.fileExists(atPath: Checkout.path(folder + path)), "\(file): \(link)")
                count += 1
            }
        }
        #expect(count > 8)
    }

    @Test(
        "The README leads from the package to a subscribed reader in at most three commands, and they do what it says"
    )
    func transcript() async throws {
        let readme = try String(contentsOfFile: Checkout.path("README.md"), encoding: .utf8)
        let lines = readme.piece("<!-- transcript -->\n", "<!-- end -->").split(separator: "\n").map {
            String($0.dropFirst(4))
        }
        let commands = lines.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
        try #require(commands.count == 3)

        // The package, made as “make deb” makes it, unpacked into a folder instead of over this machine.
        let place = try Place()
        let made = try await place.run(
            Checkout.path("deploy/package.sh"),
            [Checkout.program, place.root],
            environment: ["SOWER_PACKAGE_LEVEL": "0"]
        )
        try #require(made.status == 0, "\(made)")
        let package = made.output.split(separator: "\n").last.map(String.init) ?? ""
        #expect(commands[0] == "sudo apt install ./sower_*.deb" && package.hasPrefix(place.root + "/sower_"))
        let lintian = try await place.run(
            "lintian",
            ["--fail-on", "error", "--allow-root", "--suppress-tags", "custom-library-search-path", package]
        )
        #expect(lintian.status == 0, "\(lintian)")
        let unpacked = try await place.run("dpkg-deb", ["-x", package, place.root + "/system"])
        #expect(unpacked.status == 0)
        let system = place.root + "/system"
        for path in [
            "usr/share/man/man1/sower.1.gz", "usr/lib/systemd/system/sower.socket",
            "usr/share/bash-completion/completions/sower",
        ] {
            #expect(FileManager.default.fileExists(atPath: "\(system)/\(path)"), "\(path)")
        }
        let unit = try String(contentsOfFile: system + "/usr/lib/systemd/system/sower.service", encoding: .utf8)
        #expect(unit.contains("ExecStart=/usr/bin/sower serve --config /etc/sower/sower.yaml\n"))

        let articles = place.root + "/articles"
        try FileManager.default.createDirectory(atPath: articles, withIntermediateDirectories: false)
        let running = try Running(
            Checkout.program,
            [
                "serve", "--config", system + "/etc/sower/sower.yaml", "--seeds", articles, "--state", place.state,
                "--listen", "127.0.0.1:0",
            ],
            environment: plainEnvironment(home: place.root),
            output: place.root + "/out",
            errors: place.root + "/err"
        )
        try await eventually("it is ready") { place.text("out").contains("Drop a text file") }
        let feed = try #require(place.text("out").split(separator: "\n").first.map(String.init))
        let published = try await place.run(
            "bash",
            ["-c", commands[1].replacing("sudo ", with: "").replacing("/srv/articles", with: articles)]
        )
        #expect(published.status == 0, "\(published)")
        try await eventually("it is published") {
            try await fetch("/atom.xml", from: .loopback(port: try #require(URLComponents(string: feed)?.port))).text
                .contains("The ferry runs again")
        }
        let read = try await place.run(
            "bash",
            ["-c", commands[2].replacing("http://127.0.0.1:8080/atom.xml", with: feed)]
        )
        #expect(read.status == 0)
        #expect(read.output.split(separator: "\n").map(String.init) == lines.filter { !$0.hasPrefix("$ ") })
        running.send(SIGTERM)
        #expect(try await running.exit() == 0)
    }
}
