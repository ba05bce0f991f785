import Foundation
import Testing

@Suite("The log of a running daemon")
struct LogTests {
    @Test(
        "Rubbish in names and seeds can't write control characters into it, in lines or JSON",
        arguments: ["lines", "json"]
    )
    func rubbish(format: String) async throws {
        let place = try Place()
        try place.write("fine.txt", SeedText.plain("Fine"))
        let daemon = try await SowerDaemon(place, configuration: "log-format: \(format)\n")
        try place.write("\u{1B}[31mred\u{7}.txt", "\u{1B}]0;owned\u{7}\nNo date here \u{9B}1m\n")
        try place.write("forged\u{202E}.txt", "\n\nerror: forged\r\n")
        try await daemon.refresh()
        try await eventually("both are told of") { daemon.log.contains("refused") && daemon.log.contains("red") }
        let scalars = daemon.log.unicodeScalars
        #expect(
            !scalars.contains {
                $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
            }
        )
        guard format == "json" else { return }
        for line in daemon.log.split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?.keys.sorted() == ["fields", "level", "message", "part", "time"])
        }
    }

    @Test("What orders and signals bring is said by the service's part, however little is said of seeds")
    func orders() async throws {
        let place = try Place()
        let quiet = "log-levels: seeds=error\n"
        let daemon = try await SowerDaemon(place, configuration: quiet)
        daemon.send(SIGUSR2)
        try await eventually("the status is logged") { daemon.log.contains("notice: status: 0 articles") }
        try place.file("sower.yaml", quiet + "listen: 127.0.0.1:1\n")
        let reload = try await place.sower("reload", "--state", place.state)
        #expect(reload.status == 0)
        #expect(daemon.log.contains("notice: configuration reloaded"))
        try place.write("fine.txt", SeedText.plain("Fine"))
        try await daemon.refresh()
        #expect(!daemon.log.contains("article accepted"))
    }

    @Test("Two thousand refused seeds make few lines, and the rest is counted")
    func flood() async throws {
        let place = try Place()
        for number in 0..<2_000 { try place.write("bad-\(number).txt", "A title and nothing else \(number)\n") }
        let daemon = try await SowerDaemon(place)
        #expect(try await daemon.status().counts.refused == 2_000)
        try await daemon.terminate()
        #expect(daemon.log.split(separator: "\n").count < 70)
        #expect(daemon.log.contains("1950 more like this"), "\(daemon.log.suffix(600))")
    }
}
