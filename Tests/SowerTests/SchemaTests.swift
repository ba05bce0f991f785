import Foundation
import Testing

@Suite("JSON Feed by its schema")
struct SchemaTests {
    @Test("The feed and its archives are JSON Feed 1.1, with articles of every kind in them")
    func feeds() async throws {
        let place = try Place()
        try place.write(SeedText.many(60))
        let samples = Checkout.path("seeds")
        for name in try FileManager.default.contentsOfDirectory(atPath: samples) {
            try FileManager.default.copyItem(atPath: samples + "/" + name, toPath: place.seed(name))
        }
        try place.write("hostile.txt", "\"]}, {\"id\": 1 \u{1} \\\nMarch 5, 2026\n\n\\u0000 </script> \u{2028} text\n")
        let daemon = try await SowerDaemon(
            place,
            configuration: "title: \"A \\\"title\\\"\"\n",
            baseURL: "https://n.example"
        )
        var paths: [String] = []
        var next: String? = "/feed.json"
        while let path = next, paths.count < 50 {
            let text = try await daemon.document(path).text
            paths.append(try place.file("feed-\(paths.count).json", text))
            let address = text.piece("\"next_url\": \"", "\"")
            next = address.isEmpty ? nil : String(address.dropFirst("https://n.example".count))
        }
        #expect(paths.count > 2)
        let finished = try await place.run(
            Checkout.path(".judges/venv/bin/python"),
            [Checkout.path("Tests/Judges/schemacheck.py"), Checkout.path("Tests/Grammar/jsonfeed.schema.json")] + paths
        )
        #expect(finished.status == 0, "\(finished)")
        let broken = try place.file(
            "broken.json",
            #"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1}]}"#
        )
        let refused = try await place.run(
            Checkout.path(".judges/venv/bin/python"),
            [Checkout.path("Tests/Judges/schemacheck.py"), Checkout.path("Tests/Grammar/jsonfeed.schema.json"), broken]
        )
        #expect(refused.status == 1)
    }
}
