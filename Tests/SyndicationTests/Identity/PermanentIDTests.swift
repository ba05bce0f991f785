import Testing

@testable import Syndication

@Suite("PermanentID")
struct PermanentIDTests {
    @Test("An identity is a UUID of version 8 and the RFC's variant, whatever the digest (RFC 9562 §5.8)")
    func bits() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<200 {
            let id = PermanentID(Digest(high: generator.next(), low: generator.next()))
            let text = Array(id.uuid.utf8)
            #expect(text.count == 36)
            #expect(text[14] == UInt8(ascii: "8"))
            #expect("89ab".utf8.contains(text[19]))
            for place in [8, 13, 18, 23] { #expect(text[place] == UInt8(ascii: "-")) }
            #expect(id.bytes[6] >> 4 == 8)
            #expect(id.bytes[8] >> 6 == 2)
        }
    }

    @Test("Only the six bits of version and variant differ from the digest")
    func otherBits() {
        #expect(PermanentID(Digest(high: 0, low: 0)).uuid == "00000000-0000-8000-8000-000000000000")
        #expect(PermanentID(Digest(high: .max, low: .max)).uuid == "ffffffff-ffff-8fff-bfff-ffffffffffff")
        #expect(
            PermanentID(Digest(high: 0x0123_4567_89AB_CDEF, low: 0x0123_4567_89AB_CDEF)).urn
                == "urn:uuid:01234567-89ab-8def-8123-456789abcdef"
        )
    }

    @Test("What is written is read back, with or without its prefix, in either case")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<100 {
            let id = PermanentID(Digest(high: generator.next(), low: generator.next()))
            #expect(PermanentID(id.urn) == id)
            #expect(PermanentID(id.uuid) == id)
            #expect(PermanentID(id.uuid.uppercased()) == id)
            #expect(PermanentID(stored: id.bytes) == id)
            #expect(id.description == id.urn)
        }
    }

    @Test(
        "Anything else is no identity",
        arguments: [
            "", "urn:uuid:", "0123456789ab8def8123456789abcdef", "01234567-89ab-8def-8123-456789abcde",
            "01234567-89ab-8def-8123-456789abcdef0", "g1234567-89ab-8def-8123-456789abcdef",
            "01234567-89ab-8def-8123_456789abcdef", "0123456789-ab-8def-8123-456789abcdef",
            "urn:uuid:urn:uuid:01234567-89ab-8def-8123-456789abcdef", " 01234567-89ab-8def-8123-456789abcdef",
            "01234567-89ab-8def-8123-456789abcdéf", "------------------------------------",
            "0123456789abcdef0123456789abcdef0123", "{01234567-89ab-8def-8123-456789abcdef}",
        ]
    )
    func invalid(text: String) {
        #expect(PermanentID(text) == nil)
    }
}
