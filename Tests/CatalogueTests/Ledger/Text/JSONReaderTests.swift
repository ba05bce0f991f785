import Testing

@testable import Catalogue

@Suite("JSON")
struct JSONReaderTests {
    @Test(
        "What is written in the one form is read, and written the same again",
        arguments: [
            "{}", "[]", "0", "-7", "9223372036854775807", "-9223372036854775808", "true", "false", "\"\"",
            #"{"a":[1,{"b":[]},"c"],"b":true}"#, #""“Ünï” 🦢 \" \\ \u000a \u007f /""#,
        ]
    )
    func roundTrip(text: String) throws {
        var bytes: [UInt8] = []
        try JSONReader.value(of: text).write(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test(
        "Other forms of the same are read",
        arguments: [
            (#" { "b" : 1 , "a" : [ ] } "#, #"{"a":[],"b":1}"#), (#""\u00e9\ud83e\udda2\/\n""#, #""é🦢/\u000a""#),
            (#""\b\f\n\r\t""#, #""\u0008\u000c\u000a\u000d\u0009""#),
        ]
    )
    func otherForms(text: String, form: String) throws {
        var bytes: [UInt8] = []
        try JSONReader.value(of: text).write(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == form)
    }

    @Test(
        "What is no value is refused",
        arguments: [
            "", " ", "{", "[", "\"", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[1 2]", "{} {}", "nul", "null",
            "tru", "01",
            "-0", "-", "+1", "1.0", "1e3", "9223372036854775808", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"",
            "\"\\ud800\\u0041\"", "\"a\nb\"", "{\"a\":1,\"a\":2}", "{a:1}", "[[[[[[[[[[1]]]]]]]]]]", "\"\\",
        ]
    )
    func refused(text: String) {
        #expect(throws: JSONReader.Fault.self) { try JSONReader.value(of: text) }
    }

    @Test("Whatever text comes, reading ends, and what was read is written and read the same")
    func property() throws {
        var generator = SeededGenerator(seed: 1)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "a", "\\", "u", "0", "1", "-", "true", " ", "é", "\u{0}", "d8",
        ]
        var read = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<8, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            guard let value = try? JSONReader.value(of: text) else { continue }
            read += 1
            var bytes: [UInt8] = []
            value.write(to: &bytes)
            #expect(try JSONReader.value(of: String(decoding: bytes, as: UTF8.self)) == value)
        }
        #expect(read > 100)
    }
}
