import Testing

@testable import Syndication

@Suite("Recogniser")
struct RecogniserTests {
    @Test("A seed is read as its golden file says", arguments: Golden.cases)
    func golden(name: String) throws {
        let ending = name.split(separator: ".").last ?? ""
        let dump = RecognitionDump.text(
            of: try Golden.bytes(of: name),
            by: try Golden.recogniser,
            path: "seed.\(ending)"
        )
        try Golden.record(dump.utf8, as: name + ".expected")
        let expected = try Golden.text(of: name + ".expected")
        #expect(dump == expected, "\(name): read as\n\(dump)")
    }

    @Test(
        "What furniture says is left out on demand, and all that tells who the article is stays",
        arguments: Golden.cases
    )
    func withoutFurniture(name: String) throws {
        let (bytes, recogniser) = (try Golden.bytes(of: name), try Golden.recogniser)
        let path = "seed.\(name.split(separator: ".").last ?? "")"
        let whole = Result { () throws(SeedProblem) in try recogniser.recognise(bytes, path: path) }
        let brief = Result { () throws(SeedProblem) in
            try recogniser.recognise(bytes, path: path, readsFurniture: false)
        }
        switch (whole, brief) {
        case (.failure(let problem), .failure(let other)): #expect(problem == other)
        case (.success(let whole), .success(let brief)):
            var article = whole.article
            (article.category, article.related) = (brief.article.category, brief.article.related)
            #expect(brief.article == article)
            #expect(brief.article.category == whole.article.category || brief.article.category == nil)
            #expect(brief.isDraft == whole.isDraft && brief.cuts == whole.cuts)
        default: Issue.record("\(name): only one of them is an article")
        }
    }

    @Test("The golden folder holds at least two hundred and fifty cases, so that none is lost with the folder")
    func enoughCases() {
        #expect(Golden.cases.count >= 250)
    }

    @Test(
        "Line ends and a byte order mark change nothing",
        arguments: ["full-layout-crlf.txt", "full-layout-cr.txt", "full-layout-bom.txt"]
    )
    func lineEnds(name: String) throws {
        #expect(try Golden.text(of: name + ".expected") == Golden.text(of: "full-layout.txt.expected"))
    }
}
