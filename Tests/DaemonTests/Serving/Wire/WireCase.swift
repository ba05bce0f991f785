import NIOCore
import Syndication
import Testing

@testable import Daemon

/// Bytes on a connection, and what must come back.
struct WireCase: CustomTestStringConvertible, Sendable {
    /// `TAG` stands for the feed's tag without quotes.
    let text: String
    let statuses: [Int]
    /// Whether the server ends the connection, with `Connection: close`.
    let closes: Bool
    let fields: [String: String]
    let isBodiless: Bool

    init(_ text: String, _ statuses: Int..., closes: Bool = false, fields: [String: String] = [:]) {
        (self.text, self.statuses, self.closes, self.fields) = (text, statuses, closes, fields)
        isBodiless = text.hasPrefix("HEAD ")
    }

    /// A case that ends the connection.
    static func refused(_ text: String, _ status: Int = 400) -> WireCase {
        WireCase(text, status, closes: true)
    }

    /// A GET of the feed with these field lines.
    static func get(_ lines: String..., is status: Int, closes: Bool = false, fields: [String: String] = [:])
        -> WireCase
    {
        let lines = lines.map { $0 + "\r\n" }.joined()
        return WireCase("GET /atom.xml HTTP/1.1\r\nHost: x\r\n\(lines)\r\n", status, closes: closes, fields: fields)
    }

    var testDescription: String {
        let shown = text.count > 160 ? "\(text.prefix(100))… (\(text.utf8.count) bytes)" : text
        return "\(statuses): \(shown.debugDescription)"
    }

    static let tag = checksum(TestSite.feedBody)

    static let edition = Edition(
        number: 1,
        documents: [
            Document(
                path: "/atom.xml",
                mediaType: "application/atom+xml; charset=utf-8",
                body: Body(TestSite.feedBody),
                tag: tag,
                lastModified: Timestamp(seconds: 1_767_787_200),
                cacheControl: "public, max-age=300",
                fields: HeaderField.crossOrigin
            ).compressed()
        ]
    )

    func check(_ bytes: [UInt8]? = nil) async throws {
        // A port for each of hundreds of cases would run into those that other tests expect to be free.
        let folder = try SocketFolder()
        let site = try await TestSite.start(edition: WireCase.edition, listener: .unix(path: folder.path + "/s"))
        let client = try await RawClient(site.address)
        try await client.send(bytes ?? Array(text.replacing("TAG", with: WireCase.tag).utf8))
        let bodiless = isBodiless ? Set(statuses.indices) : []
        let answers: [RawAnswer]
        if closes {
            answers = RawAnswer.all(in: try await client.readToEnd(), bodiless: bodiless)
            #expect(answers.last?.field("Connection") == "close")
        } else {
            answers = try await client.answers(statuses.count, bodiless: bodiless)
            try await client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try await client.answers(statuses.count + 1, bodiless: bodiless)
            #expect(!client.isEnded)
        }
        #expect(answers.map(\.status) == statuses)
        for (name, value) in fields { #expect(answers.last?.field(name) == value.replacing("TAG", with: WireCase.tag)) }
        for answer in answers where answer.status == 304 || answer.status == 204 {
            #expect(answer.body.isEmpty && answer.field("Content-Length") == nil)
        }
        await client.close()
        await site.stop()
    }
}
