import Testing

@testable import Daemon

@Suite("Paths inside the seeds folder")
struct SeedPathTests {
    @Test(
        "A path with an empty name, a full stop for a name or NUL is none",
        arguments: [
            "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a\0b",
        ]
    )
    func invalid(path: String) {
        #expect(SeedPath.names(path) == nil)
    }

    @Test("A slash before a combining mark still parts two names")
    func combining() {
        #expect(SeedPath.names("a/\u{0301}b") == ["a", "\u{0301}b"])
        #expect(SeedPath.folder(of: "a/\u{0301}b") == "a")
        #expect(SeedPath.name(of: "a/\u{0301}b") == "\u{0301}b")
    }

    @Test("The lineage names the path and each folder above it")
    func lineage() {
        #expect(SeedPath.lineage("a/b/c") == ["a/b/c", "a/b", "a"])
        #expect(SeedPath.lineage("").isEmpty)
    }

    @Test(
        "Following a relative path never leaves the folder",
        arguments: [
            ("../b", "a", "b"), ("./b", "a", "a/b"), ("../../b", "a", nil), ("..", "a", ""), ("..", "", nil),
            ("x/../y", "a/b", "a/b/y"),
        ]
    )
    func resolving(text: String, folder: String, end: String?) {
        #expect(SeedPath.resolve(text, from: folder) == end)
    }

    @Test(
        "Only what is below a folder is relative to it",
        arguments: [
            ("/s/a", "/s", "a"), ("/s", "/s", ""), ("/seeds/a", "/s", nil), ("/a", "/", "a"), ("/s/é", "/s/e", nil),
        ]
    )
    func relative(path: String, root: String, end: String?) {
        #expect(SeedPath.relative(path, to: root) == end)
    }
}
