import Daemon
import Foundation
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    @Test("The sample configuration is what the one description of the keys says, and loads")
    func sample() async throws {
        let place = try Place()
        let path = Checkout.path("Config/sower.yaml")
        let committed = try String(contentsOfFile: path, encoding: .utf8)
        #expect(committed == ConfigurationGuide.yaml, "write it anew with: make manual")
        let finished = try await place.sower("check", place.seeds, "--config", path)
        #expect(finished.status == 0, "\(finished.errors)")
    }

    @Test("Its manual page is made from the same description, and mandoc finds nothing wrong with it")
    func manual() async throws {
        let path = Checkout.path("deploy/man/sower.yaml.5")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == ConfigurationGuide.manual, "make manual")
        let finished = try await Place().run("mandoc", ["-T", "lint", "-W", "warning", path])
        #expect(finished.status == 0 && finished.output.isEmpty, "\(finished)")
    }

    @Test("Each default in the sample is the default in force, and each example is accepted")
    func defaults() async throws {
        let place = try Place()
        let plain = try await place.sower("config", place.seeds, "--json")
        let active = try place.file("active.yaml", ConfigurationGuide.yaml)
        let examples = ConfigurationKey.allCases.map { "\($0.rawValue): \(ConfigurationGuide($0).sample)\n" }.joined()
        let sampled = try await place.sower("config", "--config", active, "--seeds", place.seeds, "--json")
        #expect(try values(plain) == values(sampled))
        let all = try await place.sower("config", "--config", try place.file("all.yaml", examples))
        #expect(all.status == 0, "\(all.errors)")
        #expect(all.output.contains("title: Harbour News") && all.output.contains("# \(place.root)/all.yaml:6:8"))
    }

    private func values(_ finished: Finished) throws -> [String] {
        struct Entry: Decodable {
            var key: String
            var value: String?
        }
        let entries = try JSONDecoder().decode([Entry].self, from: Data(finished.output.utf8))
        #expect(entries.map(\.key) == ConfigurationKey.allCases.map(\.rawValue))
        return entries.map { "\($0.key)=\($0.value ?? "")" }
    }

    @Test("“sower config” names the origin of each value: flag, variable, file with line, default")
    func origins() async throws {
        let place = try Place()
        let path = try place.file("sower.yaml", "title: A\nentries: 7\nmax-age: 10m\n")
        let finished = try await place.run(
            Checkout.program,
            ["config", place.seeds, "--config", path, "--base-url", "https://news.example"],
            environment: ["SOWER_ENTRIES": "9"]
        )
        #expect(finished.status == 0)
        let lines = finished.output.split(separator: "\n").map {
            $0.split(separator: " ", omittingEmptySubsequences: true)
        }
        func origin(_ key: String) -> String? { lines.first { $0.contains("\(key):") }?.last.map(String.init) }
        #expect(origin("seeds") == "--seeds")
        #expect(origin("base-url") == "--base-url")
        #expect(origin("entries") == "SOWER_ENTRIES")
        #expect(origin("max-age") == "\(path):3:10")
        #expect(origin("zone") == "default")
        #expect(finished.output.contains("entries: 9 ") && finished.output.contains("max-age: 600s "))
        let bad = try await place.sower("config", place.seeds, "--config", try place.file("bad.yaml", "entires: 1\n"))
        #expect(bad.status == 78 && bad.errors.contains("bad.yaml:1:1: unknown key “entires”; did you mean “entries”?"))
    }

    @Test("“sower init” writes a configuration that starts, and never writes over one")
    func initialise() async throws {
        let place = try Place()
        let path = place.root + "/new.yaml"
        let written = try await place.sower("init", path)
        #expect(written.status == 0)
        #expect(place.text("new.yaml") == ConfigurationGuide.yaml)
        let again = try await place.sower("init", path)
        #expect(again.status == 78 && again.errors.contains("\(path): can't be made: File exists"))
        let printed = try await place.sower("init", "-")
        #expect(printed.output == ConfigurationGuide.yaml)
        #expect(try await place.sower("check", place.seeds, "--config", path).status == 0)
    }

    @Test(
        "An unknown key is named with file, line and the nearest key, exit status 78",
        arguments: [
            ("entires", "entries"), ("Title", "title"), ("base_url", "base-url"), ("max-seed-siz", "max-seed-size"),
            ("gracee", "grace"),
        ]
    )
    func unknownKey(_ key: String, nearest: String) async throws {
        let place = try Place()
        let path = try place.file("sower.yaml", "title: A\n\n\(key): 3\n")
        let finished = try await place.sower("serve", place.seeds, "--state", place.state, "--config", path)
        #expect(finished.status == 78)
        #expect(finished.errors.contains("\(path):3:1: unknown key “\(key)”"))
        #expect(finished.errors.contains("did you mean “\(nearest)”?"))
        #expect(finished.output.isEmpty)
    }

    @Test("All that is wrong is named at once: keys, kinds and values")
    func allProblems() async throws {
        let place = try Place()
        let path = try place.file("sower.yaml", "titel: A\nentries: 0\nzone: [UTC]\ngrace: soon\nlanguage: en\n")
        for command in ["check", "config", "serve"] {
            let finished = try await place.sower(command, place.seeds, "--config", path)
            #expect(finished.status == 78)
            let (said, start, mark) =
                command == "check" ? (finished.output, "", "error: ") : (finished.errors, "sower: ", "")
            #expect(
                said.split(separator: "\n").map { $0.prefix { $0 != "“" } } == [
                    "\(start)\(path):1:1: \(mark)unknown key ", "\(start)\(path):3:7: \(mark)",
                    "\(start)\(path):2:10: \(mark)", "\(start)\(path):4:8: \(mark)",
                ],
                "\(said)"
            )
        }
    }

    @Test("A value of the wrong kind is refused for every key", arguments: ConfigurationKey.allCases)
    func wrongKind(of key: ConfigurationKey) async throws {
        let place = try Place()
        let path = try place.file("sower.yaml", "# a comment\n\(key.rawValue): {a: 1}\n")
        let finished = try await place.sower("serve", place.seeds, "--state", place.state, "--config", path)
        #expect(finished.status == 78)
        #expect(finished.errors.contains("\(path):2:"))
        #expect(finished.errors.contains("“\(key.rawValue)”"))
    }

    @Test(
        "A bad value is named with file and line, exit status 78",
        arguments: [
            ("listen", "8080"), ("listen", "127.0.0.1:99999"), ("listen", "\"unix:\""), ("listen", "0.0.0.0:8080"),
            ("listen", "\"[::]:8080\""), ("base-url", "news.example"), ("base-url", "ftp://news.example"),
            ("base-url", "https://news.example/?q"), ("language", "english please"), ("zone", "Mars/Olympus"),
            ("links", "https://news.example/"), ("links", "/{slug}"), ("links", "https://news.example/{name}"),
            ("entries", "0"), ("entries", "501"), ("entries", "many"), ("max-age", "59"), ("max-age", "2d"),
            ("max-age", "25h"), ("grace", "-1"), ("grace", "25h"), ("on-missing", "delete"), ("id-from-name", "\"([\""),
            ("id-from-name", "\"no group\""), ("max-seed-size", "10"), ("max-seed-size", "65MB"), ("log-level", "loud"),
            ("access-log", "relative"), ("max-connections", "3"), ("header-timeout", "0s"), ("idle-timeout", "2h"),
            ("write-timeout", "x"), ("max-header-size", "2MB"), ("max-header-count", "7"), ("socket-mode", "0999"),
            ("socket-owner", "\"a b\""), ("throttle", "2/1h"), ("throttle", "10"), ("trusted-proxies", "example.com"),
            ("trusted-proxies", "10.0.0.0/33"), ("stale-while-revalidate", "25h"), ("stale-if-error", "169h"),
        ]
    )
    func badValue(of key: String, _ value: String) async throws {
        let place = try Place()
        let path = try place.file("sower.yaml", "title: A\n\(key): \(value)\n")
        let finished = try await place.sower("serve", place.seeds, "--state", place.state, "--config", path)
        #expect(finished.status == 78)
        #expect(finished.errors.contains("\(path):2:"), "\(finished.errors)")
        // An address that others can reach is fine by itself.
        let named = key == "listen" && value.contains("::") || value.hasPrefix("0.0.0.0") ? "base-url" : key
        #expect(finished.errors.contains(named), "\(finished.errors)")
        let checked = try await place.sower("check", place.seeds, "--config", path)
        #expect(checked.status == 78)
    }

    @Test(
        "What is not a mapping in YAML is refused with its line",
        arguments: [
            ("title: [\n", 2), ("- a\n- b\n", 1), ("just text\n", 1), ("title: A\ntitle: B\n", 2), ("a: b: c\n", 1),
        ]
    )
    func brokenFile(_ text: String, line: Int) async throws {
        let place = try Place()
        let path = try place.file("sower.yaml", text)
        let finished = try await place.sower("serve", place.seeds, "--state", place.state, "--config", path)
        #expect(finished.status == 78)
        #expect(finished.errors.contains("\(path):\(line)"), "\(finished.errors)")
    }

    @Test("Everything that is wrong is told at once, and a file that is not there is named")
    func severalProblems() async throws {
        let place = try Place()
        let path = try place.file("sower.yaml", "entries: 0\ngrace: never\nzone: Nowhere\n")
        let finished = try await place.sower("serve", place.seeds, "--state", place.state, "--config", path)
        #expect(finished.status == 78)
        for line in 1...3 { #expect(finished.errors.contains("\(path):\(line):")) }
        let missing = try await place.sower("serve", place.seeds, "--config", place.root + "/nowhere.yaml")
        #expect(missing.status == 78 && missing.errors.contains("nowhere.yaml"))
    }

    @Test("A listener that others can reach needs a base URL")
    func exposedListener() async throws {
        let place = try Place()
        let finished = try await place.sower("serve", place.seeds, "--state", place.state, "--listen", "0.0.0.0:0")
        #expect(finished.status == 78)
        #expect(finished.errors.contains("--listen") && finished.errors.contains("base-url"))
    }

    @Test("A flag is stronger than the environment, which is stronger than the file")
    func precedence() async throws {
        let place = try Place()
        let path = try place.file("sower.yaml", "entries: 0\nseeds: /nowhere/at/all\n")
        let arguments = ["serve", "--state", place.state, "--config", path]
        let file = try await place.run(Checkout.program, arguments)
        #expect(file.errors.contains("\(path):1:"))
        let environment = try await place.run(Checkout.program, arguments, environment: ["SOWER_ENTRIES": "501"])
        #expect(environment.status == 78)
        #expect(environment.errors.contains("SOWER_ENTRIES") && !environment.errors.contains("\(path):1:"))
        let flag = try await place.run(
            Checkout.program,
            arguments + ["--listen", "nonsense"],
            environment: ["SOWER_LISTEN": "127.0.0.1:0"]
        )
        #expect(flag.status == 78 && flag.errors.contains("--listen"))
    }
}
