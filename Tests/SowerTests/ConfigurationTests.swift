import Daemon
import Foundation
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    @Test("The sample configuration loads, and every key is explained in it")
    func sample() async throws {
        let place = try Place()
        let path = Checkout.path("Config/sower.yaml")
        let finished = try await place.sower("check", place.seeds, "--config", path)
        #expect(finished.status == 0, "\(finished.errors)")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let keys = text.split(separator: "\n").compactMap { line in
            line.drop { $0 == "#" || $0 == " " }.split(separator: ":", omittingEmptySubsequences: false).first
        }
        for key in ConfigurationKey.allCases { #expect(keys.contains(Substring(key.rawValue)), "\(key.rawValue)") }
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
