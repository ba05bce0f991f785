import NIOCore
import Testing

@testable import Daemon

@Suite("Bodies in pieces")
struct DocumentBodyTests {
    @Test("Pieces are one text, whatever their number and size; empty ones are none")
    func pieces() {
        for lengths in [[], [0], [5], [0, 3, 0], [1, 1, 1], [4_000, 200, 90_000], Array(repeating: 700, count: 120)] {
            var text: [UInt8] = []
            let pieces = lengths.map { length in
                let piece = (0..<length).map { UInt8(truncatingIfNeeded: text.count + $0) }
                text += piece
                return ByteBuffer(bytes: piece)
            }
            let body = Body(pieces: pieces)
            #expect(body.size == text.count && body.bytes == text, "\(lengths)")
            #expect(Array(body.whole.readableBytesView) == text, "\(lengths)")
            #expect(body.pieces.allSatisfy { $0.readableBytes > 0 }, "\(lengths)")
        }
    }

    @Test("Joined are those that are short enough, and only they")
    func joined() {
        let body = Body(pieces: ["ab", "cd", "e"].map { ByteBuffer(string: $0) })
        for (limit, count) in [(0, 3), (4, 3), (5, 1), (100, 1)] {
            #expect(body.joined(upTo: limit).pieces.count == count)
            #expect(body.joined(upTo: limit).bytes == Array("abcde".utf8))
        }
    }

    @Test("A body in pieces arrives whole, short and long, pipelined, and the same once it was compressed behind")
    func sent() async throws {
        for length in [10, 900, 40_000] {
            let pieces = (0..<30).map { ByteBuffer(repeating: UInt8(ascii: "a") + UInt8($0 % 26), count: length) }
            let body = Body(pieces: pieces)
            let document = Document(path: "/a", mediaType: "text/plain", body: body, tag: checksum(body.bytes))
            for document in [document, document.compressed()] {
                let site = try await TestSite.start(edition: Edition(number: 1, documents: [document]))
                let answers = try await site.exchange(
                    "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                )
                #expect(answers.map(\.body) == [body.bytes, body.bytes], "\(length)")
                await site.stop()
            }
        }
    }
}
