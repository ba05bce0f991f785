import Foundation
import Testing

@Suite("Compressed answers")
struct CodingTests {
    @Test(
        "What is sent compressed inflates to what is sent plain, under a tag of its own",
        arguments: [
            "/atom.xml", "/rss.xml", "/", "/articles/article-number-1",
        ]
    )
    func gzip(_ path: String) async throws {
        let place = try Place()
        try place.write(SeedText.many(20))
        let daemon = try await SowerDaemon(place)
        let plain = try await daemon.document(path)
        let packed = try await daemon.packed(path)
        #expect(packed.status == 200)
        #expect(packed["content-encoding"] == "gzip" && plain["content-encoding"] == nil)
        #expect(packed["content-length"] == String(packed.body.count))
        #expect(packed.body.count < plain.body.count)
        try Data(packed.body).write(to: URL(fileURLWithPath: place.root + "/packed.gz"))
        let inflated = try await place.run("gzip", ["-dc", place.root + "/packed.gz"])
        #expect(inflated.status == 0)
        #expect(Array(inflated.output.utf8) == plain.body)
        for answer in [plain, packed] { #expect(answer["vary"]?.lowercased().contains("accept-encoding") == true) }
        let (tag, packedTag) = (try #require(plain.tag), try #require(packed.tag))
        #expect(tag != packedTag)
        for known in [tag, packedTag] {
            let again = try await daemon.get(path, ["Accept-Encoding": "gzip", "If-None-Match": known])
            #expect(again.status == 304)
        }
        #expect(try await daemon.get(path, ["Accept-Encoding": "gzip;q=0, identity"]).body == plain.body)
    }
}
