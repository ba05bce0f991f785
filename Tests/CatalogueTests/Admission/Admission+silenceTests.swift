import Syndication
import Testing

@testable import Catalogue

extension AdmissionTests {
    static let known: [Article] = [
        Newsroom.article("A"), Newsroom.article("A", id: "a-1"), Newsroom.article("A", date: .moment(Newsroom.start)),
        Article(title: "A", body: [.paragraph("It ran.")], canonicalLink: "https://news.example/a"),
    ]

    @Test("What the ledger knows already is not written again, and its revision stays", arguments: known)
    func silent(article: Article) throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(article, at: "a.txt").new
        let revision = try newsroom.ledger.read { try $0.revision() }
        newsroom.now = newsroom.now + 100
        #expect(try newsroom.sow(article, at: "a.txt").known.row == row)
        #expect(try newsroom.ledger.read { try $0.revision() } == revision)
        // Other bytes of the same article are a fact to keep.
        let other = try newsroom.sow(article, at: "a.txt", source: Digest(["other bytes"])).known
        #expect(!other.isChanged && other.row.source == Digest(["other bytes"]))
        #expect(try newsroom.ledger.read { try $0.revision() } > revision)
        #expect(try newsroom.rows() == [other.row])
    }

    @Test("What was withdrawn, read again, is not written again either")
    func silentWithdrawal() throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(Newsroom.article("A"), at: "a.txt").new
        let absence = Absence(grace: 60, retracts: true)
        _ = try newsroom.ledger.write { try absence.withdraw(row, in: $0, now: newsroom.now) }
        let revision = try newsroom.ledger.read { try $0.revision() }
        _ = try newsroom.sow(Newsroom.article("A"), at: "a.txt")
        #expect(try newsroom.ledger.read { try $0.revision() } == revision)
    }

    @Test("Marks made beforehand decide as those made here", arguments: known)
    func marksBeforehand(article: Article) throws {
        let newsroom = try Newsroom()
        let row = try newsroom.sow(article, at: "a.txt").new
        let decision = try newsroom.ledger.write { ledger in
            var admission = Admission(ledger, now: newsroom.now, zone: .utc)
            let source = Newsroom.bytes(of: article)
            let marks = ArticleMarks(article)
            return try admission.admit(article, marks: marks, path: "a.txt", source: source) { _ in true }
        }
        #expect(try decision.known.row == row)
    }
}
