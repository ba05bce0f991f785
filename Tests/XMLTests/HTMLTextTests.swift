import Testing
import XML

@Suite("HTML as plain text")
struct HTMLTextTests {
    @Test(
        "Markup goes, references become characters, white space is one space",
        arguments: [
            ("plain", "plain"), ("", ""), ("  a \n b ", "a b"), ("Tom &amp; Jerry", "Tom & Jerry"),
            ("<b>Bold</b> and <i class=\"x > y\">slant</i>", "Bold and slant"), ("a<br/>b", "a b"),
            ("x&nbsp;y&#160;z", "x y z"), ("&eacute;&#233;&#xE9;&#XE9;", "éééé"), ("&#8217;&rsquo;", "’’"),
            ("3 < 4 & 5 > 2", "3 < 4 & 5 > 2"), ("a <3 b", "a <3 b"), ("AT&T", "AT&T"),
            ("&unknown; &;", "&unknown; &;"),
            ("&#0;&#xD800;&#x110000;", "&#xD800;&#x110000;"), ("&#-1;&#+1;", "&#-1;&#+1;"), ("&#146;", "’"),
            ("a<!-- <b> -->c", "ac"), ("a<!-- no end", "a"), ("a<b no end", "a"), ("<", "<"), ("</", "</"),
            ("a<", "a<"),
            ("<script>if (a < b) alert('</b>')</script>x", "x"), ("<STYLE>b</Style>x", "x"), ("<script>", ""),
            ("it<a title='>'>'s</a>", "it's"), ("<p>one</p><p>two</p>", "one two"), ("&amp;lt;", "&lt;"),
            ("&lt;b&gt;", "<b>"), ("<?php x ?>y", "y"), ("<!doctype html>y", "y"), ("漢<b>字</b>", "漢字"),
            ("don't<i>x</i> can't", "don'tx can't"),
        ]
    )
    func plain(html: String, text: String) {
        #expect(HTMLText.plain(html) == text)
    }

    @Test(
        "References are told from ampersands",
        arguments: [("&amp;", true), ("&#38;", true), ("AT&T; x", false), ("& ;", false)]
    )
    func references(text: String, has: Bool) {
        #expect(HTMLText.hasReference(text) == has)
    }

    @Test("Any text becomes one line of text", arguments: 1...4)
    func anyText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let text = HTMLText.plain(String(decoding: RandomInput.bytes(using: &generator), as: UTF8.self))
            #expect(!text.contains("\n") && !text.contains("  ") && !text.hasPrefix(" ") && !text.hasSuffix(" "))
            #expect(XMLText.repaired(text) == text)
        }
    }

    @Test(
        "Much of anything takes linear time",
        .timeLimit(.minutes(1)),
        arguments: ["<a", "&", "<!--", "<script>", "</script", "&#"]
    )
    func linear(piece: String) {
        _ = HTMLText.plain(String(repeating: piece, count: 20_000))
    }
}
