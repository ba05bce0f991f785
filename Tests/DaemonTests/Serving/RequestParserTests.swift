import NIOCore
import Testing

@testable import Daemon

@Suite("Parsing request heads")
struct RequestParserTests {
    private static let whole = """
        GET /atom.xml?a=b HTTP/1.1\r
        Host: news.example:80\r
        User-Agent: Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)\r
        Accept-Encoding: gzip\r
        accept-encoding: deflate\r
        If-None-Match: "a"\r
        IF-NONE-MATCH: W/"b"\r
        X-Forwarded-For: 192.0.2.1\r
        Connection: keep-alive\r\n\r\n
        """

    private func parse(_ bytes: [UInt8]) throws(RequestFault) -> RequestHead {
        try ByteBuffer(bytes: bytes).withUnsafeReadableBytes { (bytes) throws(RequestFault) in
            try RequestParser.head(in: bytes, RequestLimits())
        }
    }

    @Test("Fields are gathered over their lines, whatever their case")
    func fields() throws {
        let head = try parse(Array(RequestParserTests.whole.utf8))
        #expect(head.request.target == "/atom.xml?a=b")
        #expect(head.request.acceptEncoding == "gzip, deflate")
        #expect(head.request.ifNoneMatch == "\"a\", W/\"b\"")
        #expect(head.forwardedFor == "192.0.2.1")
        #expect(head.keepsAlive && head.isModern && head.body == .none)
        let reader = try #require(head.userAgent.flatMap(FeedReader.init))
        #expect(reader.name == "Feedly" && reader.subscribers == 16)
    }

    @Test("Whatever bytes come, in whatever pieces: a head within the limits, a fault, or a wait for more")
    func fuzz() async {
        var random = ServingRandom(seed: 7)
        let whole = Array(RequestParserTests.whole.utf8)
        let special = Array("\r\n :\t\0,;\"%/\u{7F}".utf8)
        for round in 0..<4_000 {
            // Others wait for this thread, too.
            if round.isMultiple(of: 50) { await Task.yield() }
            var bytes = whole
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[index] = .random(in: 0...255, using: &random)
                case 1: bytes[index] = special[Int.random(in: 0..<special.count, using: &random)]
                case 2: bytes.remove(at: index)
                default: bytes.insert(special[Int.random(in: 0..<special.count, using: &random)], at: index)
                }
            }
            let outcomes = [bytes.count, 1, Int.random(in: 1...80, using: &random)].map {
                outcome(of: bytes, pieces: $0)
            }
            // How the stream was cut makes no difference.
            #expect(Set(outcomes).count == 1, "\(String(decoding: bytes, as: UTF8.self).debugDescription): \(outcomes)")
        }
    }

    /// What the buffer and the parser make of the bytes, as far as the first request goes.
    private func outcome(of bytes: [UInt8], pieces: Int) -> String {
        var buffer = RequestBuffer()
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            var piece = ByteBuffer(bytes: bytes[start..<min(start + pieces, bytes.count)])
            buffer.append(&piece)
            switch buffer.next(RequestLimits()) {
            case .incomplete: continue
            case .fault(let fault): return "\(fault)"
            case .head(let length):
                let head = Array(buffer.bytes.readableBytesView.prefix(length))
                do throws(RequestFault) {
                    let head = try parse(head)
                    return "\(length) \(head.request.target) \(head.userAgent ?? "")"
                } catch {
                    return "\(length) \(error)"
                }
            }
        }
        return "incomplete"
    }

    @Test(
        "A reader's name and for how many it asks are read from what services really send",
        arguments: [
            ("Feedbin feed-id:1234 - 5 subscribers", "Feedbin", 5),
            ("NewsBlur Feed Fetcher - 42 subscribers - http://www.newsblur.com", "NewsBlur", 42),
            ("Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 1 subscriber; )", "Inoreader", 1),
            ("Mozilla/5.0 (compatible; theoldreader.com; 7 subscribers; feed-id=a)", "Mozilla", 7),
            ("newsboat/2.21.0 (Linux x86_64)", "newsboat", nil), ("x subscribers", "x", nil),
            ("a 99999999999999999999 subscribers", "a", 999_999_999), (" subscribers", nil, nil), ("", nil, nil),
        ] as [(String, String?, Int?)]
    )
    func readers(userAgent: String, name: String?, subscribers: Int?) {
        let reader = FeedReader(userAgent)
        #expect(reader?.name == name)
        #expect(reader?.subscribers == subscribers)
    }
}
