/// Reads seeds into articles, by the rules of docs/recogniser.md.
package struct Recogniser: Sendable {
    /// The version of the rules; a new one makes every seed be read again.
    package static let rulesVersion = 1

    /// The zone of dates and times that name none.
    package let zone: Zone
    package let idFromName: NamePattern?

    package init(zone: Zone = .utc, idFromName: NamePattern? = nil) {
        (self.zone, self.idFromName) = (zone, idFromName)
    }

    /// Stands for the rules and the configuration that shape articles: an article read under another fingerprint may
    /// differ through no act of its publisher.
    package var fingerprint: Digest {
        Digest(["sower-rules", String(Recogniser.rulesVersion), zone.name, idFromName?.source ?? ""])
    }

    /// Reads one seed; linear in its length.
    ///
    /// - Parameter path: relative to the seeds folder, for what the name says.
    package func recognise(_ bytes: [UInt8], path: String) throws(SeedProblem) -> Recognition {
        var recognition = try TextSeed.recognise(SeedText(bytes), zone: zone)
        if let id = idFromName?.id(in: path) {
            recognition.article.explicitID = id
            recognition.findings.append(.init(field: "id", rule: "id-from-name", lines: nil))
        }
        return recognition
    }
}
