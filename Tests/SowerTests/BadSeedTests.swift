import Foundation
import Testing

@Suite("Seeds that are no articles")
struct BadSeedTests {
    @Test("Whatever lies in the folder, the good article is published and every bad file is named with its reason")
    func refusals() async throws {
        let place = try Place()
        let daemon = try await SowerDaemon(place)
        try place.write("empty.txt", "")
        try place.write("blank.txt", " \n\n\t\n")
        try place.write("binary.txt", bytes: (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 128) })
        try place.write("nul.txt", bytes: Array("A Title\nA line\nwith \0 in it\n".utf8))
        let broken = Array("A Title\n\nCafé und Caf".utf8) + [0xE9, 0x20] + Array("au lait.\n".utf8)
        try place.write("latin1.txt", bytes: broken)
        try place.write("february.txt", "A Title\nFebruary 30, 2026\n\nSome text.\n")
        try place.write("title.txt", "A title alone\n")
        #expect(FileManager.default.createFile(atPath: place.seed("large.txt"), contents: nil))
        #expect(truncate(place.seed("large.txt"), 50_000_000) == 0)
        #expect(mkfifo(place.seed("fifo.txt"), 0o600) == 0)
        let socket = try boundSocket(place.seed("socket.txt"))
        defer { close(socket) }
        try FileManager.default.createSymbolicLink(
            atPath: place.seed("dangling.txt"),
            withDestinationPath: "nowhere.txt"
        )
        try FileManager.default.createSymbolicLink(atPath: place.seed("passwd.txt"), withDestinationPath: "/etc/passwd")
        try FileManager.default.createSymbolicLink(atPath: place.seed("circle.txt"), withDestinationPath: "circle.txt")
        try FileManager.default.createDirectory(atPath: place.seed("folder.txt"), withIntermediateDirectories: false)
        try place.write("folder.txt/inside.txt", SeedText.plain("Inside a Folder"))
        try place.write("good.txt", SeedText.plain("A Good One"))
        try await daemon.refresh()
        try await daemon.holds(2)

        let finished = try await place.sower("status", "--json", "--state", place.state)
        #expect(finished.status == 1)
        let status = try JSONDecoder().decode(Status.self, from: Data(finished.output.utf8))
        let expected: [(name: String, line: Int?, reason: String)] = [
            ("empty.txt", nil, "the file is empty"), ("blank.txt", nil, "no text"), ("nul.txt", 3, "NUL"),
            ("latin1.txt", 3, "0xE9 is not UTF-8"), ("february.txt", 2, "February 2026 has 28 days"),
            ("title.txt", 1, "a title without any text"), ("large.txt", nil, "50000000 bytes"),
            ("binary.txt", 1, "NUL"), ("fifo.txt", nil, "pipe"), ("socket.txt", nil, "socket"),
            ("dangling.txt", nil, "dangling"), ("passwd.txt", nil, "out of the"), ("circle.txt", nil, "circle"),
        ]
        for (name, line, reason) in expected {
            let refusal = try #require(status.refused.first { $0.path == name }, "\(name)")
            #expect(refusal.line == line, "\(name): \(refusal.reason)")
            #expect(refusal.reason.contains(reason), "\(name): \(refusal.reason)")
            let place = line.map { "\(name):\($0):" } ?? "\(name): "
            #expect(daemon.log.contains(place), "\(place)")
        }
        #expect(status.refused.count == expected.count)
        #expect(status.counts.refused == expected.count)
        #expect(Set(try await daemon.atom().titles) == ["A Good One", "Inside a Folder"])
        #expect(!(try await daemon.document("/").text.contains("root:")))
        let text = try await place.sower("status", "--state", place.state).output
        #expect(text.contains("february.txt:2: "))
    }

    @Test("A seed that turns bad keeps its last good article, and a mended one is taken")
    func turnedBad() async throws {
        let place = try Place()
        try place.write("lamps.txt", SeedText.plain("Lamps on the Pier"))
        let daemon = try await SowerDaemon(place, baseURL: "http://news.example")
        let before = try await daemon.document("/atom.xml")
        try place.write("lamps.txt", bytes: Array("Lamps on the Pier\n".utf8) + [0])
        try await eventually("it is refused") { try await daemon.status().refused.map(\.path) == ["lamps.txt"] }
        #expect(try await daemon.document("/atom.xml").tag == before.tag)
        #expect(daemon.log.contains("its last good article stays"))
        try await daemon.terminate()
        let again = try await SowerDaemon(place, baseURL: "http://news.example")
        #expect(try await again.document("/atom.xml").tag == before.tag)
        #expect(try await again.get("/articles/lamps-on-the-pier").status == 200)
        try place.write("lamps.txt", SeedText.plain("Lamps on the Pier", text: "Mended at last."))
        try await eventually("it is mended") { try await again.status().counts.refused == 0 }
        let after = try #require(try await again.atom().entries.first)
        #expect(after.id == AtomText(before.text).entries.first?.id)
        #expect(try await again.document("/rss.xml").text.contains("Mended at last."))
    }

    @Test("A file's name can't forge a line of the log or of the page")
    func forgedName() async throws {
        let place = try Place()
        let daemon = try await SowerDaemon(place)
        try place.write("a\nerror: forged <b>.txt", "")
        try await eventually("it is refused") { try await daemon.status().counts.refused == 1 }
        try await eventually("it is logged") { daemon.log.contains("the file is empty") }
        #expect(!daemon.log.split(separator: "\n").contains { $0.hasPrefix("error: forged") })
    }

    private func boundSocket(_ path: String) throws -> Int32 {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = unixAddress(path)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
        return socket
    }
}
