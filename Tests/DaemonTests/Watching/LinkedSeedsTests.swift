import Testing

@testable import Daemon

@Suite("Links and what they lead through")
struct LinkedSeedsTests {
    @Test("A path tells of the links that lead through it, as they lead now")
    func crossing() {
        var links = LinkedSeeds()
        links.note("b.txt", ["x", "x/y"])
        links.note("a.txt", ["x"])
        #expect(links.crossing("x") == ["a.txt", "b.txt"])
        #expect(links.crossing("x/y") == ["b.txt"])
        #expect(links.crossing("a.txt").isEmpty)
        links.note("b.txt", ["z"])
        #expect(links.crossing("x/y").isEmpty)
        #expect(links.crossing("z") == ["b.txt"])
    }

    @Test("A link or a folder of links is forgotten without a trace")
    func dropping() {
        var links = LinkedSeeds()
        for link in ["f/a.txt", "f/g/b.txt", "fa.txt", "c.txt"] { links.note(link, ["x"]) }
        links.drop("c.txt")
        #expect(links.crossing("x") == ["f/a.txt", "f/g/b.txt", "fa.txt"])
        links.drop(under: "f")
        #expect(links.crossing("x") == ["fa.txt"])
        links.drop("fa.txt")
        links.drop("none.txt")
        #expect(links.isEmpty)
    }
}
