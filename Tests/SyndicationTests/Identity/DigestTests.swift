import Testing

@testable import Syndication

@Suite("Digest")
struct DigestTests {
    @Test(
        "A list of fields has the digest it always had",
        arguments: [
            ([], "e3b0c44298fc1c149afbf4c8996fb924"), ([""], "af5570f5a1810b7af78caf4bc70a660f"),
            (["a", "b"], "cf6ab613e3942391f88ed698557e1680"), (["ab"], "5dff2b3fa79721a8181b9beb1db6bcce"),
            (["ä漢😀"], "6c0c7c0a9331a6efe1ae74e1ed5775a3"),
        ]
    )
    func fields(fields: [String], hex: String) {
        #expect(Digest(fields).hex == hex)
    }

    @Test("Bytes have the first half of their SHA-256 (FIPS 180-4, the example “abc”)")
    func bytes() {
        #expect(Digest(bytes: Array("abc".utf8)).hex == "ba7816bf8f01cfea414140de5dae2223")
        #expect(Digest(bytes: []).hex == "e3b0c44298fc1c149afbf4c8996fb924")
    }

    @Test("Lists that differ only in where a field ends differ")
    func separated() {
        #expect(Digest(["a", "bc"]) != Digest(["ab", "c"]))
        #expect(Digest(["a"]) != Digest(["a", ""]))
        #expect(Digest([]) != Digest([""]))
    }

    @Test("Stored bytes come back, and any other number of them is refused")
    func stored() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<100 {
            let digest = Digest(high: generator.next(), low: generator.next())
            #expect(Digest(stored: digest.bytes) == digest)
            #expect(digest.bytes.count == 16)
        }
        for count in [0, 1, 15, 17, 32] { #expect(Digest(stored: [UInt8](repeating: 1, count: count)) == nil) }
    }
}
