import Testing

@testable import Syndication

@Suite("SeedProblem")
struct SeedProblemTests {
    @Test("A problem is described with as much of its place as is known")
    func described() {
        #expect(SeedProblem(reason: "why").described(at: "a/b.txt") == "a/b.txt: why")
        #expect(SeedProblem(line: 3, reason: "why").described(at: "a/b.txt") == "a/b.txt:3: why")
        #expect(SeedProblem(line: 3, column: 9, reason: "why").described(at: "a/b.txt") == "a/b.txt:3:9: why")
    }
}
