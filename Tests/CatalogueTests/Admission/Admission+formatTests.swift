import Foundation
import Syndication
import Testing

@testable import Catalogue

extension AdmissionTests {
    /// An article that stands among the recogniser's golden files in three formats.
    private func article(_ name: String, _ ending: String) throws -> Article {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "SyndicationTests/Golden")
        let bytes = Array(try Data(contentsOf: folder.appending(path: "same-\(name).\(ending)")))
        return try Recogniser().recognise(bytes, path: "same." + ending).article
    }

    @Test(
        "A file that turns from one format into another stays its article, and nothing is updated",
        arguments: ["ferry", "mill", "bakery", "crane", "lock"]
    )
    func otherFormat(name: String) throws {
        let endings = ["txt", "md", "html"]
        for first in endings {
            for second in endings where second != first {
                let newsroom = try Newsroom()
                let row = try newsroom.sow(article(name, first), at: "a." + first).new
                #expect(try newsroom.sow(article(name, second), at: "b." + second).duplicate.number == row.number)
                newsroom.take("b." + second)
                newsroom.take("a." + first)
                newsroom.now = newsroom.now + 3_600
                let after = try newsroom.sow(article(name, second), at: "a." + second).known
                #expect(!after.isChanged && after.row.id == row.id)
                #expect(after.row.updated == row.updated && after.row.published == row.published)
                #expect(try newsroom.rows().count == 1)
            }
        }
    }
}
