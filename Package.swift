// swift-tools-version: 6.2

import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "sower",
    products: [
        .executable(name: "sower", targets: ["sower"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    // The manifest is the architecture: each arrow of docs/architecture.md is one dependency here.
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CMarkGFM",
            pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]
        ),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "XML", dependencies: ["CLibXML2"], swiftSettings: house + [.strictMemorySafety()]),
        .target(
            name: "Syndication",
            dependencies: [
                "CMarkGFM", "XML",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: house
        ),
        .target(
            name: "Catalogue",
            dependencies: [
                "Syndication",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: house
        ),
        .target(
            name: "Daemon",
            dependencies: [
                "CLinux", "Catalogue", "CZlib", "Syndication", "XML",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "sower",
            dependencies: [
                "Catalogue", "Daemon", "Syndication",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "LedgerGrowth",
            dependencies: ["Catalogue", "Syndication"],
            path: "Benchmarks/LedgerGrowth",
            swiftSettings: house
        ),
        // Made-up articles for measurements.
        .target(name: "Corpus", path: "Benchmarks/Corpus", swiftSettings: house),
        .executableTarget(
            name: "CorpusWriter",
            dependencies: ["Corpus"],
            path: "Benchmarks/CorpusWriter",
            swiftSettings: house
        ),
        .executableTarget(
            name: "RecognitionSpeed",
            dependencies: ["Corpus", "Syndication"],
            path: "Benchmarks/RecognitionSpeed",
            swiftSettings: house
        ),
        .target(
            name: "Invariants",
            dependencies: ["Syndication", "XML"],
            path: "Fuzzing/Invariants",
            swiftSettings: house
        ),
        .executableTarget(
            name: "RecognitionCost",
            dependencies: ["Syndication"],
            path: "Fuzzing/Cost",
            swiftSettings: house
        ),
        .testTarget(
            name: "FuzzTests",
            dependencies: ["Invariants", "RecognitionCost"],
            path: "Fuzzing/Tests",
            swiftSettings: house
        ),
        .testTarget(name: "XMLTests", dependencies: ["XML"], exclude: ["Hostile"], swiftSettings: house),
        .testTarget(
            name: "SyndicationTests",
            dependencies: ["Syndication", "XML"],
            exclude: ["Golden"],
            swiftSettings: house
        ),
        .testTarget(
            name: "CatalogueTests",
            dependencies: ["CLinux", "Catalogue", "Syndication", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: house
        ),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "CLinux", "CZlib", "Catalogue", "Daemon", "Syndication",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "SowerTests",
            dependencies: ["CLinux", "Catalogue", "Daemon", "Syndication", "sower"],
            swiftSettings: house
        ),
    ]
)

// Links only with the flags of `make fuzz`.
if Context.environment["SOWER_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Fuzzing/CLibFuzzer"),
        .executableTarget(
            name: "Fuzz",
            dependencies: ["CLibFuzzer", "Invariants"],
            path: "Fuzzing/Driver",
            swiftSettings: house
        ),
    ]
}
