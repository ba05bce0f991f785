/// The links among the seeds, and the paths on the way to their targets: no event of a target names its link.
struct LinkedSeeds {
    private var ways: [String: Set<String>] = [:]
    private var links: [String: Set<String>] = [:]

    var isEmpty: Bool {
        ways.isEmpty
    }

    func contains(_ link: String) -> Bool { ways[link] != nil }

    /// Remembers a link, or what it leads to now.
    mutating func note(_ link: String, _ way: Set<String>) {
        drop(link)
        ways[link] = way
        for path in way {
            links[path, default: []].insert(link)
        }
    }

    mutating func drop(_ link: String) {
        for path in ways.removeValue(forKey: link) ?? [] {
            links[path]?.remove(link)
            if links[path]?.isEmpty == true { links[path] = nil }
        }
    }

    /// Forgets the links inside a folder.
    ///
    /// Linear in the number of links.
    mutating func drop(under folder: String) {
        for link in ways.keys where SeedPath.relative(link, to: folder) != nil {
            drop(link)
        }
    }

    /// The links on whose way a path lies, in order.
    func crossing(_ path: String) -> [String] {
        links[path]?.sorted() ?? []
    }
}
