import Foundation

/// Where the sources and the built program are.
enum Checkout {
    /// The folder that holds Package.swift, also when the tests are built through a link to them.
    static let root: String = {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return (0..<4).reduce(file) { url, _ in url.deletingLastPathComponent() }.path
    }()

    /// The program as it was built together with these tests.
    static let program: String = {
        let bundles = ["/proc/self/exe"] + CommandLine.arguments
        let folders = bundles.map {
            URL(fileURLWithPath: $0).resolvingSymlinksInPath().deletingLastPathComponent().path
        }
        let candidates = folders.map { $0 + "/sower" }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "sower"
    }()

    static func path(_ relative: String) -> String { root + "/" + relative }
}
