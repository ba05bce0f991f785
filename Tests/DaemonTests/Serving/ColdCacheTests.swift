import Testing

@testable import Daemon

@Suite("Cold cache")
struct ColdCacheTests {
    private func document(_ path: String, bytes: Int = 10) -> Document {
        Document(
            path: path,
            mediaType: "x/y",
            body: Body([UInt8](repeating: 1, count: bytes)),
            tag: "a",
            isCompressible: false
        )
    }

    private func key(_ path: String, _ tag: String = "a") -> ColdCache.Key {
        ColdCache.Key(path: path, tag: tag)
    }

    @Test("The document used longest ago gives way first")
    func evictsOldest() {
        var cache = ColdCache(entryLimit: 2, byteLimit: 1 << 20)
        cache.insert(document("/1"), for: key("/1"))
        cache.insert(document("/2"), for: key("/2"))
        #expect(cache.document(for: key("/1")) != nil)
        cache.insert(document("/3"), for: key("/3"))
        #expect(cache.document(for: key("/1")) != nil)
        #expect(cache.document(for: key("/2")) == nil)
        #expect(cache.document(for: key("/3")) != nil)
    }

    @Test("Another tag is another document")
    func keysByTag() {
        var cache = ColdCache(entryLimit: 2, byteLimit: 1 << 20)
        cache.insert(document("/1"), for: key("/1"))
        #expect(cache.document(for: key("/1", "b")) == nil)
    }

    @Test("Bytes are bounded, and a document that would push out everything isn't kept")
    func boundsBytes() {
        let size = document("/", bytes: 1_000).size
        var cache = ColdCache(entryLimit: 100, byteLimit: size * 5)
        for number in 0..<20 { cache.insert(document("/", bytes: 1_000), for: key("/\(number)")) }
        #expect(cache.count == 5)
        #expect(cache.bytes == size * 5)
        cache.insert(document("/", bytes: 5_000), for: key("/big"))
        #expect(cache.document(for: key("/big")) == nil)
        #expect(cache.count == 5)
    }

    @Test("Whatever is done to it, it behaves as a plain list would")
    func behavesAsModel() {
        var random = ServingRandom(seed: 23)
        var cache = ColdCache(entryLimit: 5, byteLimit: 1 << 20)
        var model: [String] = []
        for _ in 0..<10_000 {
            let path = "/\(Int.random(in: 0..<12, using: &random))"
            if Bool.random(using: &random) {
                cache.insert(document(path), for: key(path))
                model.removeAll { $0 == path }
                if model.count == 5 { model.removeFirst() }
                model.append(path)
            } else {
                let found = cache.document(for: key(path))
                #expect((found != nil) == model.contains(path))
                #expect(found == nil || found?.path == path)
                if let index = model.firstIndex(of: path) { model.append(model.remove(at: index)) }
            }
            #expect(cache.count == model.count)
        }
    }
}
