import Foundation
import NIOCore
import Syndication
import Testing

@testable import Daemon

@Suite("Deltas")
struct FeedDeltasTests {
    // MARK: Histories

    /// A feed as a reader keeps it: a line of text by id.
    private typealias Kept = [String: String]

    /// What is published at one moment; texts of lines `id text`, the newest first, and ids that have left.
    private struct Newsroom {
        var articles: [(id: String, version: Int)] = []
        var gone: [Removal] = []
        private var count = 0
        private var moment: Int64 = 0

        static let window = 6

        mutating func change(using random: inout ServingRandom) {
            moment += 1
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    count += 1
                    articles.insert(("urn:a:\(count)", 1), at: 0)
                }
            case 5..<8 where !articles.isEmpty:
                var article = articles.remove(at: Int.random(in: 0..<articles.count, using: &random))
                article.version += 1
                articles.insert(article, at: Bool.random(using: &random) ? 0 : articles.count / 2)
            case _ where !articles.isEmpty:
                let article = articles.remove(at: Int.random(in: 0..<articles.count, using: &random))
                gone.insert(Removal(id: article.id, moment: Timestamp(seconds: moment)), at: 0)
            default: break
            }
        }

        var entries: [FeedDeltas.Entry] {
            articles.prefix(Newsroom.window).map { .init(id: $0.id, bytes: Array("\($0.id) \($0.version)\n".utf8)) }
        }
        var removals: [Removal] { Array(gone.prefix(Newsroom.window)) }
    }

    private static func document(_ entries: [[UInt8]], _ removals: [Removal]) -> [UInt8] {
        removals.flatMap { Array("- \($0.id)\n".utf8) } + entries.flatMap(\.self)
    }

    /// What a reader has after it read a document: what is there replaces or joins what it had, what has left goes.
    private static func read(_ bytes: [UInt8], into kept: Kept) -> Kept {
        var kept = kept
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ").map(String.init)
            if parts[0] == "-" { kept[parts[1]] = nil } else { kept[parts[0]] = parts[1] }
        }
        return kept
    }

    @Test(
        "A version and the delta since it are the feed, whatever was written, changed and withdrawn, and across restarts",
        arguments: 1...150
    )
    func histories(seed: Int) throws {
        var random = ServingRandom(seed: UInt64(seed))
        var restarts = ServingRandom(seed: UInt64(seed) + 1_000)
        var newsroom = Newsroom()
        var deltas = FeedDeltas()
        var versions: [(tag: String, bytes: [UInt8])] = []
        var stored: [Data] = []
        for _ in 0..<40 {
            if let last = versions.last, Int.random(in: 0..<8, using: &restarts) == 0 {
                let restored = stored.compactMap(FeedDeltas.Version.init)
                #expect(restored.count == stored.count)
                deltas = FeedDeltas(restored)
                // The first edition of a run is that of the last one's end.
                deltas.advance(to: last.tag, entries: newsroom.entries, removals: newsroom.removals) {
                    FeedDeltasTests.document($0, $1)
                }
            }
            newsroom.change(using: &random)
            let bytes = FeedDeltasTests.document(newsroom.entries.map(\.bytes), newsroom.removals)
            let tag = checksum(bytes)
            if versions.last?.tag == tag { continue }
            deltas.advance(to: tag, entries: newsroom.entries, removals: newsroom.removals) {
                FeedDeltasTests.document($0, $1)
            }
            versions.append((tag, bytes))
            stored.append(try #require(try deltas.current?.data))
        }
        let full = try #require(versions.last)
        let now = FeedDeltasTests.read(full.bytes, into: [:])
        let gone = Set(newsroom.removals.map(\.id))
        var made = 0
        for version in versions.dropLast() where version.tag != full.tag {
            let base = try #require(deltas.base(in: "\"x\", W/\"\(version.tag)-gzip\""))
            guard let delta = try deltas.delta(since: base.tag) else { continue }
            made += 1
            let kept = FeedDeltasTests.read(version.bytes, into: [:])
            let result = FeedDeltasTests.read(delta, into: kept)
            for (id, text) in now { #expect(result[id] == text) }
            // What else the reader has, it had, and it has not left.
            for id in result.keys where now[id] == nil { #expect(kept[id] != nil && !gone.contains(id)) }
            #expect(delta.count <= full.bytes.count)
        }
        #expect(made > 0)
    }

    @Test("Only so many versions are known, the newest, and a feed that is what it was before has nothing new")
    func bounds() throws {
        var deltas = FeedDeltas()
        let entries = (0...FeedDeltas.limit + 9).map { FeedDeltas.Entry(id: "\($0)", bytes: [UInt8(ascii: "x")]) }
        for number in entries.indices {
            deltas.advance(to: "a\(number)", entries: Array(entries[...number]), removals: []) { joined, _ in
                Array(joined.joined())
            }
        }
        #expect(deltas.base(in: "\"a8\"") == nil && deltas.base(in: "\"a9\"") != nil)
        // The newest of those that are named.
        #expect(deltas.base(in: "\"a20\", \"a40\", \"a30\"")?.tag.digest == "a40")
        #expect(deltas.base(in: "*") == nil)
        #expect(try deltas.delta(since: try #require(EntityTag(digest: "a8"))) == nil)
        deltas.advance(to: "a40", entries: Array(entries[...40]), removals: []) { joined, _ in Array(joined.joined()) }
        #expect(deltas.base(in: "\"a40\"") == nil)
        #expect(try deltas.delta(since: try #require(EntityTag(digest: "a73")))?.isEmpty == true)
    }

    // MARK: Answers

    private static let now = Timestamp(seconds: 1_767_787_200)

    /// Three entries, of which the version `old` had two.
    private static var feed: Document {
        let entries = (1...3).map { number in
            FeedDeltas.Entry(
                id: "\(number)",
                bytes: Array(String(repeating: "<entry>\(number)</entry>", count: 40).utf8)
            )
        }
        var deltas = FeedDeltas()
        deltas.advance(to: "old", entries: Array(entries[1...]), removals: []) { _, _ in [] }
        deltas.advance(to: "new", entries: entries, removals: []) { entries, _ in Array(entries.joined()) }
        return Document(
            path: "/atom.xml",
            mediaType: "application/atom+xml",
            body: Body(Array(entries.map(\.bytes).joined())),
            tag: "new",
            lastModified: now,
            cacheControl: "public, max-age=300",
            fields: [HeaderField("Link", "<https://n.example/atom.xml>; rel=\"self\"")]
        ).offering(deltas).compressed()
    }

    /// The answer to a request for that feed, as it would leave.
    private func answer(_ change: (inout Request) -> Void) throws -> Reply {
        var request = Request(.get, "/atom.xml")
        change(&request)
        let edition = Edition(number: 1, documents: [FeedDeltasTests.feed])
        switch Answer.to(request, edition: edition, now: FeedDeltasTests.now) {
        case .ready(let reply): return reply
        case .delta(let delta):
            return Reply(try delta.answer(), gzip: request.wantsGzip, sendsBody: request.method != .head)
        case .cold: throw Cold()
        }
    }

    private struct Cold: Error {}

    private func field(_ name: String, of reply: Reply) -> String? {
        String(buffer: reply.head).split(separator: "\r\n").first { $0.hasPrefix("\(name): ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    @Test(
        "226 is for those who ask for it and say which version they have; all others get what they always got (I-1)",
        arguments: [
            (nil, "\"old\"", 200), ("feed", "\"old\"", 226), ("FEED", "\"old\"", 226), ("vcdiff, feed", "\"old\"", 226),
            ("vcdiff;q=1 , feed ;q=0.5", "\"old\"", 226), ("feed;q=0", "\"old\"", 200), ("feed;q=0.0", "\"old\"", 200),
            ("feeds", "\"old\"", 200), ("gzip", "\"old\"", 200), ("", "\"old\"", 200), ("feed", nil, 200),
            ("feed", "\"unknown\"", 200), ("feed", "\"new\"", 304), ("feed", "\"old\", \"new\"", 304),
            ("feed", "*", 304), ("feed", "W/\"old\"", 226), ("feed", "\"old-gzip\"", 226), ("feed", "old", 226),
        ] as [(String?, String?, Int)]
    )
    func statuses(manipulation: String?, tags: String?, status: Int) throws {
        for encoding in [nil, "gzip"] {
            let reply = try answer {
                ($0.acceptManipulation, $0.ifNoneMatch, $0.acceptEncoding) = (manipulation, tags, encoding)
            }
            #expect(reply.status == status)
            // A 304 names the tag that the client has.
            let tag = encoding == nil ? "\"new\"" : "\"new-gzip\""
            #expect(field("ETag", of: reply) == tag)
            let base = tags.map { $0.contains("-gzip") ? "\"old-gzip\"" : "\"old\"" }
            #expect(field("Delta-Base", of: reply) == (status == 226 ? base : nil))
            #expect(field("IM", of: reply) == (status == 226 ? "feed" : nil))
            #expect(field("Cache-Control", of: reply) == (status == 226 ? "no-store, im" : "public, max-age=300"))
            let vary = "Accept-Encoding, A-IM" + (status == 226 ? ", If-None-Match" : "")
            #expect(field("Vary", of: reply) == vary)
            #expect(field("Link", of: reply) == "<https://n.example/atom.xml>; rel=\"self\"")
            #expect(field("Content-Encoding", of: reply) == (status == 304 ? nil : encoding))
            guard status == 226, let body = reply.body?.bytes else { continue }
            let bytes = encoding == nil ? body : try inflated(body)
            #expect(String(decoding: bytes, as: UTF8.self) == String(repeating: "<entry>1</entry>", count: 40))
        }
    }

    @Test("Conditions that must hold come first, and HEAD has the fields of GET")
    func conditions() throws {
        let asked = { (request: inout Request) in
            (request.acceptManipulation, request.ifNoneMatch) = ("feed", "\"old\"")
        }
        for (ifMatch, status) in [("\"old\"", 412), ("\"new\"", 200)] {
            let reply = try answer {
                asked(&$0)
                $0.ifMatch = ifMatch
            }
            #expect(reply.status == status)
        }
        let dated = try answer {
            ($0.acceptManipulation, $0.ifModifiedSince) = ("feed", "Wed, 07 Jan 2026 11:00:00 GMT")
        }
        #expect(dated.status == 200)
        let head = try answer {
            asked(&$0)
            $0.method = .head
        }
        let get = try answer(asked)
        #expect(head.status == 226 && head.body == nil && get.body != nil && head.head == get.head)
    }

    @Test("Over the wire the delta comes with its phrase and the whole feed’s tag, and the same again from the cache")
    func wire() async throws {
        let site = try await TestSite.start(edition: Edition(number: 1, documents: [FeedDeltasTests.feed]))
        let text = "GET /atom.xml HTTP/1.1\r\nHost: x\r\nA-IM: gzip\r\nA-IM: feed\r\nIf-None-Match: \"old\"\r\n"
        let first = try await site.exchange(text + "Connection: close\r\n\r\n")
        let second = try await site.exchange(text + "Connection: close\r\n\r\n")
        await site.stop()
        #expect(first.first?.lines.first == "HTTP/1.1 226 IM Used")
        #expect(first.first?.status == 226 && first.first?.field("ETag") == "\"new\"")
        #expect(first.first?.body == second.first?.body)
    }

    @Test("A feed without deltas knows nothing of A-IM")
    func without() throws {
        let document = Document(path: "/atom.xml", mediaType: "text/xml", body: Body([]), tag: "new")
        var request = Request(.get, "/atom.xml", ifNoneMatch: "\"old\"")
        request.acceptManipulation = "feed"
        let edition = Edition(number: 1, documents: [document])
        guard case .ready(let reply) = Answer.to(request, edition: edition, now: FeedDeltasTests.now) else {
            throw Cold()
        }
        #expect(reply.status == 200 && field("Vary", of: reply) == "Accept-Encoding")
    }
}
