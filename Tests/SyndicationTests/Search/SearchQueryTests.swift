import Testing

@testable import Syndication

@Suite("SearchQuery")
struct SearchQueryTests {
    @Test(
        "A query is read as words, phrases, beginnings and exclusions, folded",
        arguments: [
            ("", ""), ("  ", ""), ("Ferry", "ferry"), ("Café  MÜNCHEN", "cafe munchen"),
            ("\"Tide Mill\" harbour", "\"tide mill\" harbour"), ("ferr*", "ferr*"), ("f*", "f"), ("*", ""),
            ("ferry -fog", "ferry -fog"), ("-fog ferry", "ferry -fog"), ("-fog", "-fog"),
            ("-\"thick fog\"", "-\"thick fog\""),
            ("ferry ferry FERRY", "ferry"), ("“tide mill”", "\"tide mill\""),
            ("\"unclosed phrase", "\"unclosed phrase\""),
            ("AND OR NOT NEAR(a b)", "and or not \"near a\" b"), ("title:ferry", "\"title ferry\""),
            ("U.S.", "\"u s\""), ("a\"b\"c", "a b c"), ("--", ""), ("- -", ""), ("^ferry + {x}", "ferry x"),
            ("Straße", "strasse"), ("漢字", "漢字"), ("'; DROP TABLE article;--", "drop table article"),
        ]
    )
    func read(typed: String, text: String) {
        #expect(SearchQuery(typed).text == text)
    }

    @Test("The text of a query is read as the same query")
    func idempotent() {
        for typed in ["a \"b c\" d* -e -\"f g\"", "-x ferry*", "one two three"] {
            let query = SearchQuery(typed)
            #expect(SearchQuery(query.text) == query)
        }
    }

    @Test("Queries that differ in the order of their terms alone have one key")
    func key() {
        #expect(SearchQuery("b a -d -c").key == SearchQuery("-c a b -d").key)
        #expect(SearchQuery("a b").key != SearchQuery("\"a b\"").key)
    }

    @Test("Length and number of terms are bounded, and what is left out is told")
    func bounded() {
        let many = SearchQuery((0..<40).map { "w\($0)" }.joined(separator: " "))
        #expect(many.wanted.count == SearchQuery.mostTerms && many.isCut)
        let long = SearchQuery(String(repeating: "ab ", count: 5_000))
        #expect(long.wanted.count == 1 && long.isCut)
        let word = SearchQuery(String(repeating: "é", count: 5_000))
        #expect(word.text.utf8.count <= SearchQuery.longest && word.isCut)
        #expect(!SearchQuery("short").isCut)
    }
}
