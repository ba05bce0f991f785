import Testing

@testable import Daemon

@Suite("Gzip")
struct GzipTests {
    @Test("What is compressed inflates to the same bytes", arguments: [100, 1_000, 65_536, 700_000])
    func inflates(count: Int) throws {
        var random = ServingRandom(seed: UInt64(count))
        let bytes = (0..<count).map { _ in UInt8.random(in: 0x61...0x66, using: &random) }
        let compressed = try #require(Gzip.compress(bytes))
        #expect(compressed.count < bytes.count)
        #expect(try inflated(compressed) == bytes)
    }

    @Test("The head has no time and no name, so equal bytes stay equal")
    func isReproducible() throws {
        let bytes = Array(repeating: UInt8(ascii: "a"), count: 1_000)
        let compressed = try #require(Gzip.compress(bytes))
        #expect(compressed.prefix(8) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
        #expect(Gzip.compress(bytes) == compressed)
    }

    @Test("What wouldn't get smaller isn't compressed")
    func declines() {
        var random = ServingRandom(seed: 3)
        #expect(Gzip.compress([]) == nil)
        #expect(Gzip.compress(Array("ok\n".utf8)) == nil)
        #expect(Gzip.compress((0..<4_096).map { _ in UInt8.random(in: 0...255, using: &random) }) == nil)
    }
}
