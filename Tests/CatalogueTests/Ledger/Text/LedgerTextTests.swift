import GRDB
import Syndication
import Testing

@testable import Catalogue

@Suite("Ledger as text")
struct LedgerTextTests {
    private func lines(_ ledger: Ledger) throws -> [String] {
        var lines: [String] = []
        try LedgerText.export(ledger) { lines.append($0) }
        return lines
    }

    private func empty() throws -> Ledger {
        let state = try StateOnDisk()
        return try Ledger(path: state.path, now: Newsroom.start + 999, seed: [77])
    }

    @Test("An article's line has every property of a row, in the order of their names")
    func line() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 0)
        try ledger.write { ledger in
            var row = StateOnDisk.row(1)
            (row.givenID, row.retracted, row.missingSince, row.isHeld) = ("old", Newsroom.start, Newsroom.start, true)
            try ledger.insert(&row)
            try ledger.addAlias("id:b", to: row)
            try ledger.addAlias("id:a", to: row)
            try ledger.putFormerSlug("former", row)
        }
        let lines = try lines(ledger)
        #expect(lines.count == 4)
        let text = try #require(lines.first { $0.contains("\"id\"") })
        guard case .object(let members) = try JSONReader.value(of: text) else { return #expect(Bool(false), "\(text)") }
        let properties = Mirror(reflecting: StateOnDisk.row(1)).children.compactMap(\.label)
        #expect(Set(members.keys) == Set(properties + ["aliases", "formerSlugs"]))
        #expect(text.hasPrefix(#"{"aliases":["id:a","id:b"],"date":"2026-01-07","digest":""#), "\(text)")
        #expect(text.contains(#","published":"2026-01-07T13:00:00Z","#))
    }

    @Test("The same ledger gives the same lines, and a change of one article changes one line")
    func stable() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        let before = try lines(ledger)
        #expect(try lines(ledger) == before)
        #expect(before.count == 1 + 50 + 10 + 2)
        let ids = before.compactMap {
            $0.firstRange(of: "\"id\":\"").map { [text = $0] range in text[range.upperBound...].prefix(45) }
        }
        #expect(ids.count == 50 && ids == ids.sorted())
        try ledger.write(concernsArticles: false) { ledger in
            var row = try #require(try ledger.article(number: 7))
            row.title = "Another"
            try ledger.update(row)
        }
        #expect(try zip(before, lines(ledger)).filter { $0 != $1 }.count == 1)
    }

    @Test("An empty ledger becomes the one that was exported, row by row")
    func roundTrip() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger()
        let copy = try StateOnDisk()
        let second = try Ledger(path: copy.path, now: Newsroom.start + 999, seed: [77])
        let report = try LedgerText.import(lines(ledger), into: second)
        #expect(report == LedgerText.Report(added: 50))
        #expect(try StateOnDisk.content(second) == StateOnDisk.content(ledger))
        #expect(try second.verify().isSound)
        try second.close()
        #expect(try Ledger(path: copy.path, now: Newsroom.start, seed: []).site == ledger.site)
    }

    @Test("Any rows come back as they were", arguments: 0..<8)
    func roundTripProperty(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 0)
        try ledger.write { ledger in
            for number in 1...30 {
                var row = StateOnDisk.row(number)
                try ledger.insert(&row)
                row = generator.changed(row)
                try ledger.update(row)
                for name in 0..<Int.random(in: 0..<3, using: &generator) {
                    try ledger.addAlias(generator.text() + "\(number) \(name)", to: row)
                    try ledger.putFormerSlug("was-\(number)-\(name)", row)
                }
            }
            for _ in 0..<5 {
                try ledger.setDocument(
                    "/" + generator.text(),
                    digest: generator.text(),
                    lastModified: generator.moment()
                )
            }
            try ledger.setFact("a" + generator.text(), generator.text())
        }
        let copy = try empty()
        let text = try lines(ledger)
        #expect(text.allSatisfy { !$0.utf8.contains(10) })
        try LedgerText.import(text.map { $0 + "\r" } + ["", ""], into: copy)
        #expect(try StateOnDisk.content(copy) == StateOnDisk.content(ledger))
        #expect(try lines(copy) == text)
    }

    @Test("A ledger with articles is refused and stays as it is")
    func refused() throws {
        let ledger = try StateOnDisk().ledger(articles: 3)
        let other = try StateOnDisk().ledger(articles: 2, seed: [2])
        let before = try StateOnDisk.content(ledger)
        let error = try #require(throws: LedgerTextError.self) { try LedgerText.import(lines(other), into: ledger) }
        #expect(error.line == nil && error.description.contains("merging was not asked for"))
        #expect(try StateOnDisk.content(ledger) == before)
    }

    @Test("Merging adds what is lacking, keeps what is there, and numbers slugs that are taken")
    func merged() throws {
        let ledger = try StateOnDisk().ledger(articles: 3)
        let site = try ledger.read { try $0.fact("site") }
        let before = try ledger.read { try $0.all() }
        let other = try StateOnDisk().ledger(articles: 5, seed: [2])
        try other.write { ledger in
            var known = try #require(try ledger.article(number: 2))
            known.title = "Edited there"
            try ledger.update(known)
            try ledger.addAlias("id:one-more", to: known)
            var taken = try #require(try ledger.article(number: 5))
            taken.slug = Slug(stored: "headline-1")
            var first = try #require(try ledger.article(number: 1))
            first.slug = Slug(stored: "elsewhere")
            try ledger.update(first)
            try ledger.update(taken)
            try ledger.setDocument("/other", digest: "o", lastModified: Newsroom.start)
            try ledger.setDocument("/atom.xml", digest: "theirs", lastModified: Newsroom.start)
        }
        let revision = try ledger.read { try $0.revision() }
        let text = try lines(other)
        let report = try LedgerText.import(text, into: ledger, merging: true)
        #expect(report == LedgerText.Report(added: 2, known: 3, renamed: 1))
        try ledger.read { ledger in
            let rows = try ledger.all()
            #expect(Array(rows.prefix(3)) == before && rows.count == 5)
            #expect(rows[4].slug.text == "headline-1-2" && rows[4].number == 5)
            #expect(try ledger.article(alias: "id:one-more")?.number == 2)
            #expect(try ledger.article(formerSlug: "former-4")?.number == 4)
            #expect(try ledger.document("/other")?.digest == "o" && ledger.document("/atom.xml")?.digest == "a1")
            #expect(try ledger.fact("site") == site)
            #expect(try ledger.revision() == revision + 1)
        }
        #expect(try ledger.verify().isSound)
        #expect(try LedgerText.import(text, into: ledger, merging: true) == LedgerText.Report(known: 5))
    }

    @Test(
        "A malformed line is an error with its number, and nothing is written",
        arguments: [
            (#""state":"live""#, #""state":"gone""#), (#""number":"#, #""number":-"#),
            (#""path":"a b/"#, #""path":"/"#),
            (#""path":"a b/"#, #""path":"../"#), (#""digest":""#, #""digest":"g"#), (#""source":""#, #""source":"0"#),
            (#""firstSeen":"2026"#, #""firstSeen":"26"#), (#""id":"urn:uuid:"#, #""id":""#),
            (#""slug":"h"#, #""slug":"h/"#),
            (#""slug":"#, #""slag":"#), ("}", ""), ("{", "{{"), (#""title":"#, #""more":1,"title":"#),
            (#""title":""#, #""title":"\u0000"#), (#""aliases":["#, #""aliases":[1,"#),
            (#""sketch":""#, #""sketch":"00"#),
            (#""digestVersion":1"#, #""digestVersion":1.5"#), (#""published":"#, #""published":5,"#),
        ]
    )
    func malformed(part: String, replacement: String) throws {
        var text = try lines(StateOnDisk().ledger(articles: 3, seed: [2]))
        let index = try #require(text.firstIndex { $0.contains(part) && $0.contains("\"id\"") })
        let range = try #require(text[index].firstRange(of: part))
        text[index].replaceSubrange(range, with: replacement)
        let ledger = try empty()
        let before = try StateOnDisk.content(ledger)
        let error = try #require(throws: LedgerTextError.self) { try LedgerText.import(text, into: ledger) }
        #expect(error.line == index + 1, "\(error)")
        #expect(error.description.hasPrefix("line \(index + 1): "))
        #expect(try StateOnDisk.content(ledger) == before)
    }

    @Test("A text that lacks lines, or its first, is refused")
    func incomplete() throws {
        let text = try lines(StateOnDisk().ledger(articles: 10, seed: [2]))
        let ledger = try empty()
        for part in [
            [], Array(text.dropLast()), Array(text.dropFirst()), text + [text[1]], [text[0], text[0]], ["junk"],
        ] {
            #expect(throws: LedgerTextError.self) { try LedgerText.import(part, into: ledger) }
        }
        let newer = [text[0].replacing("\"version\":1", with: "\"version\":2")] + text.dropFirst()
        let error = try #require(throws: LedgerTextError.self) { try LedgerText.import(newer, into: ledger) }
        #expect(error.line == 1 && error.description.contains("newer version"))
    }

    @Test("Two lines that claim the same are refused with the number of the second")
    func collisions() throws {
        let text = try lines(StateOnDisk().ledger(articles: 4, seed: [2]))
        let rows = text.indices.filter { text[$0].contains("\"id\"") }
        for (own, other) in [("slug\":\"headline-1\"", "slug\":\"headline-2\""), ("id:given-1\"", "id:given-2\"")] {
            var changed = text
            let index = try #require(rows.first { text[$0].contains(own) })
            changed[index] = text[index].replacing(own, with: other)
            let ledger = try empty()
            let error = try #require(throws: LedgerTextError.self) { try LedgerText.import(changed, into: ledger) }
            #expect(error.line.map { rows.contains($0 - 1) } == true)
            #expect(try ledger.read { try $0.all() }.isEmpty)
        }
    }

    @Test("Whatever happens to a text, it is refused or gives a sound ledger", arguments: 0..<4)
    func property(seed: UInt64) throws {
        let text = try lines(StateOnDisk().ledger(articles: 6, seed: [2]))
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "", "\"", "{", "}", ",", ":", "0", "-", "\\", "é", "\u{0}", "urn:", "null", "9999999999999999999",
        ]
        for _ in 0..<25 {
            var changed = text
            let index = Int.random(in: 0..<text.count, using: &generator)
            var bytes = Array(text[index].utf8)
            let start = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, start + Int.random(in: 0..<3, using: &generator))
            bytes.replaceSubrange(start..<end, with: Array((pieces.randomElement(using: &generator) ?? "").utf8))
            changed[index] = String(decoding: bytes, as: UTF8.self)
            let ledger = try empty()
            do {
                try LedgerText.import(changed, into: ledger)
                #expect(try ledger.verify().isSound)
            } catch let error as LedgerTextError {
                #expect(try ledger.read { try $0.all() }.isEmpty, "\(error)")
            }
        }
    }

    @Test("A damaged row is not exported")
    func damaged() throws {
        let state = try StateOnDisk()
        let ledger = try state.ledger(articles: 5)
        try StateOnDisk.raw(state.path) { try $0.execute(sql: "UPDATE formerSlug SET article = 2") }
        #expect(throws: LedgerDamage.self) { try lines(ledger) }
    }
}

extension SeededGenerator {
    fileprivate mutating func text() -> String {
        let pieces = [
            "a", "Z", " ", "é", "e\u{301}", "🦢", "\"", "\\", "\n", "\r", "\t", "\u{7F}", "\u{1}", "\u{2028}", "/", "{",
        ]
        return (0..<Int.random(in: 1..<6, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }

    /// Now and then one that RFC 3339 can't write.
    fileprivate mutating func moment() -> Timestamp {
        switch Int.random(in: 0..<10, using: &self) {
        case 0: Timestamp(seconds: Int64.random(in: -1 << 50...1 << 50, using: &self))
        default: Timestamp(seconds: Int64.random(in: -62_135_596_800...253_402_300_799, using: &self))
        }
    }

    fileprivate mutating func changed(_ row: LedgerRow) -> LedgerRow {
        var row = row
        row.title = text()
        row.path = "x/" + text().utf8.map(String.init).joined(separator: " ")
        (row.published, row.updated, row.firstSeen) = (moment(), moment(), moment())
        row.date =
            [nil, .day(CivilTime(Newsroom.start + row.number * 86_400).date), .moment(moment())][
                Int.random(in: 0..<3, using: &self)
            ]
        row.retracted = Bool.random(using: &self) ? moment() : nil
        row.missingSince = Bool.random(using: &self) ? moment() : nil
        row.isHeld = Bool.random(using: &self)
        row.givenID = Bool.random(using: &self) ? text() + "\(row.number)" : nil
        row.state = [.live, .retracted, .withdrawn][Int.random(in: 0..<3, using: &self)]
        row.digestVersion = Int.random(in: 0..<9, using: &self)
        row.digest = Digest([text()])
        return row
    }
}
