import Foundation
import Testing

@Suite("Readers while articles pour in")
struct LoadTests {
    @Test("Every answer is whole, parses and fits its tag while two hundred articles arrive")
    func arrivals() async throws {
        let place = try Place()
        let daemon = try await SowerDaemon(place)
        let seeds = SeedText.many(200)
        let writing = Task {
            for (number, seed) in seeds.enumerated() {
                if number.isMultiple(of: 2) {
                    try place.write(seed.name, seed.text)
                } else {
                    try place.drop(seed.name, seed.text)
                }
                if number.isMultiple(of: 10) { try await Task.sleep(for: .milliseconds(20)) }
            }
        }
        var bodies: [String: [UInt8]] = [:]
        var tag: String?
        var polls = 0
        try await eventually("all have arrived", within: .seconds(60)) {
            for path in ["/atom.xml", "/rss.xml"] {
                let isConditional = polls.isMultiple(of: 3) && path == "/atom.xml"
                let answer = try await daemon.get(path, tag.map { isConditional ? ["If-None-Match": $0] : [:] } ?? [:])
                try #require(answer.status == 200 || (answer.status == 304 && isConditional))
                let current = try #require(answer.tag)
                if path == "/atom.xml" { tag = current }
                guard answer.status == 200 else { continue }
                try #require(answer["content-length"] == String(answer.body.count))
                try #require(bodies[current, default: answer.body] == answer.body)
                bodies[current] = answer.body
            }
            polls += 1
            return try await daemon.status().articles == 200
        }
        try await writing.value
        try await place.xmllint(Array(bodies.values))
        let finished = try await place.sower("status", "--json", "--state", place.state)
        #expect(finished.status == 0, "\(finished.output)")
        let status = try JSONDecoder().decode(Status.self, from: Data(finished.output.utf8))
        #expect(status.articles == 200)
        #expect(status.counts.unshown == 150)
        let last = try await daemon.atom()
        #expect(last.entries.count == 50)
        #expect(Set(last.entries.map(\.id)).count == 50)
        #expect(polls > 3)
    }
}
