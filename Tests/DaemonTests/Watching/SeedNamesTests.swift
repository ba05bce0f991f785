import Testing

@testable import Daemon

@Suite("Names of seeds")
struct SeedNamesTests {
    @Test(
        "A name that ends in a suffix of the list is a seed, in any case",
        arguments: ["a.txt", "A.TXT", "a.b.Txt", "deep/er/a.txt", "with space.txt", "ä.txt", "-.txt", "#1.txt"],
    )
    func seeds(path: String) {
        #expect(SeedNames().kind(of: path) == .seed)
    }

    @Test(
        "What begins with a full stop or an underscore is a draft, and so is all inside such a folder",
        arguments: ["_a.txt", ".a.txt", ".txt", "_drafts/a.txt", "x/.git/a.txt", "x/_y/z/a.txt", "_a", "_a.pdf"],
    )
    func drafts(path: String) {
        #expect(SeedNames().kind(of: path) == .draft)
    }

    @Test(
        "What editors and copying tools leave behind is a leftover",
        arguments: [
            "a.txt~", ".a.txt.swp", ".a.txt.swo", "a.txt.tmp", "a.txt.part", "#a.txt#", "4913", "a.txt.crdownload",
            "a.txt.bak", "a.txt.orig", ".a.txt.x7Gh2K", ".#a.txt", "~$a.txt", ".nfs000000000abc.txt", "a.txt.~1~",
            "a.txt___jb_tmp___", "x/a.TXT.BAK", "lost+found/a.txt", "#recycle/a.txt", "@eaDir/a.txt", "lost+found",
            ".goutputstream-AB12CD.txt",
        ],
    )
    func leftovers(path: String) {
        #expect(SeedNames().kind(of: path) == .leftover)
    }

    @Test(
        "Everything else is another file",
        arguments: ["a.pdf", "txt", "atxt", "a.txt.gz", "", "README", "49131"],
    )
    func others(path: String) {
        #expect(SeedNames().kind(of: path) == .other)
    }

    @Test("The suffix list is taken with or without full stops and in any case")
    func suffixes() {
        let names = SeedNames(suffixes: [".MD", "html", ""])
        #expect(names.suffixes == ["md", "html", ""])
        #expect(names.kind(of: "a.md") == .seed)
        #expect(names.kind(of: "a.HTML") == .seed)
        #expect(names.kind(of: "a.txt") == .other)
        #expect(names.kind(of: "a.") == .other)
    }

    @Test("Folders of drafts and of the system are skipped, whatever is below them")
    func skipping() {
        let names = SeedNames()
        #expect(names.skips(path: "a/_b"))
        #expect(names.skips(path: "_a/b"))
        #expect(names.skips(path: "$RECYCLE.BIN"))
        #expect(!names.skips(path: "a.tmp/b~"))
        #expect(!names.skips(path: ""))
    }
}
