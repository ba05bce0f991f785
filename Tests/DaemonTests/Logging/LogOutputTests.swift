import Foundation
import Glibc
import Logging
import Synchronization
import Syndication
import Testing

@testable import Daemon

@Suite("The log")
struct LogOutputTests {
    /// Takes lines as standard error would.
    final class Paper: Sendable {
        private let text = Mutex("")

        var lines: [String] { text.withLock { $0.split(separator: "\n").map(String.init) } }
        func write(_ more: String) { text.withLock { $0 += more } }
    }

    static func record(
        _ message: String,
        fields: [String: String] = [:],
        level: Logger.Level = .warning,
        at seconds: Int64 = 1_767_787_200
    ) -> LogRecord {
        LogRecord(time: Timestamp(seconds: seconds), level: level, part: "seeds", message: message, fields: fields)
    }

    private func settings(_ format: LogSettings.Format) -> LogSettings {
        var settings = LogSettings()
        settings.format = format
        return settings
    }

    @Test("Each form says the same event its way")
    func forms() throws {
        let paper = Paper()
        let output = LogOutput(isJournal: true) { paper.write($0) }
        let event = Self.record("seed refused", fields: ["path": "a b.txt", "line": "3"])
        for format in [LogSettings.Format.lines, .json, .journal, .auto] {
            output.use(settings(format))
            output.log(event, from: .init(file: "\(format)", line: 1))
        }
        #expect(
            paper.lines == [
                "2026-01-07T12:00:00Z warning: seed refused line=3 path=\"a b.txt\"",
                #"{"fields":{"line":"3","path":"a b.txt"},"level":"warning","message":"seed refused","part":"seeds","#
                    + #""time":"2026-01-07T12:00:00Z"}"#,
                "<4>warning: seed refused line=3 path=\"a b.txt\"",
                "<4>warning: seed refused line=3 path=\"a b.txt\"",
            ]
        )
    }

    @Test("A terminal gets the time of day and colours, unless it wants none")
    func terminal() {
        for isColoured in [true, false] {
            let paper = Paper()
            let output = LogOutput(isTerminal: true, isColoured: isColoured) { paper.write($0) }
            output.log(Self.record("seed refused"), from: .init(file: "", line: 1))
            #expect(paper.lines == ["12:00:00 \(isColoured ? "\u{1B}[33mwarning\u{1B}[0m" : "warning"): seed refused"])
        }
    }

    @Test("The journal gets a datagram with priority and fields, and a line when its socket has gone")
    func journal() throws {
        let folder = try SocketFolder()
        let path = folder.path + "/journal"
        var listener: JournalStandIn? = try JournalStandIn(path)
        let paper = Paper()
        let output = LogOutput(isJournal: true, journal: JournalSocket(path: path)) { paper.write($0) }
        output.log(
            Self.record("refused", fields: ["path": "ä.txt", "feed-url": "x"], level: .error),
            from: .init(file: "", line: 1)
        )
        #expect(
            listener?.receive() == """
                PRIORITY=3
                SYSLOG_IDENTIFIER=sower
                SOWER_PART=seeds
                MESSAGE=refused feed-url=x path=ä.txt
                SOWER_FEED_URL=x
                SOWER_PATH=ä.txt

                """
        )
        #expect(paper.lines.isEmpty)
        listener = nil
        unlink(path)
        output.log(Self.record("again"), from: .init(file: "", line: 2))
        #expect(paper.lines == ["<4>warning: again"])
    }

    @Test("Only what standard error really leads to is taken for the journal")
    func detection() {
        var status = stat()
        #expect(fstat(STDERR_FILENO, &status) == 0)
        #expect(JournalSocket.isStandardError(["JOURNAL_STREAM": "\(status.st_dev):\(status.st_ino)"]))
        #expect(!JournalSocket.isStandardError(["JOURNAL_STREAM": "\(status.st_dev):\(status.st_ino + 1)"]))
        #expect(!JournalSocket.isStandardError([:]))
    }

    @Test("A part has its own level, and a change of the settings counts at once, for loggers that are there already")
    func levels() {
        let paper = Paper()
        let output = LogOutput { paper.write($0) }
        let logger = Logger(label: "http") { output.handler($0) }
        let other = Logger(label: "seeds") { output.handler($0) }
        logger.debug("one")
        var settings = LogSettings()
        settings.level = .error
        settings.parts = [.http: .debug]
        output.use(settings)
        logger.debug("two", metadata: ["k": "v"])
        other.warning("three")
        other.error("four")
        #expect(
            paper.lines.map { $0.split(separator: " ").dropFirst().joined(separator: " ") } == [
                "debug: two k=v", "error: four",
            ]
        )
    }

    @Test("Nothing in a message or a field can act on a terminal, forge a line or run on, in any form")
    func rubbish() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let text =
                String(decoding: bytes, as: UTF8.self) + [
                    "", "\u{202E}", "\r\n<0>error: forged", "\u{9B}31m", "\u{2028}",
                ].randomElement()!
            let record = Self.record(text, fields: ["path": text, "a=b\nc": text])
            for line in [record.line(isColoured: false), record.json]
                + String(decoding: record.datagram, as: UTF8.self).split(separator: "\n").map(String.init)
            {
                #expect(
                    !line.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) },
                    "\(bytes)"
                )
                #expect(!line.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) || $0.value == 0x2028 })
            }
            #expect(record.datagram.filter { $0 == UInt8(ascii: "\n") }.count == 6)
            let object = try JSONSerialization.jsonObject(with: Data(record.json.utf8)) as? [String: Any]
            #expect(object?["message"] as? String == record.message)
        }
        #expect(Self.record(String(repeating: "x", count: 1 << 20)).datagram.count < 20_000)
    }
}
