/// A request for what is new in a feed since a version that the client has.
package struct DeltaRequest: Sendable {
    package let request: Request
    /// The whole feed.
    package let document: Document
    /// The tag of the version that the client has, and the coding that it has it in.
    let base: (tag: EntityTag, coding: ContentCoding)

    /// Nil unless the client asks for it, has a version that is known, and its other conditions leave it a whole answer.
    init?(_ request: Request, of document: Document) {
        guard document.status == 200, let deltas = document.deltas, let list = request.ifNoneMatch,
            request.ifMatch == nil, request.ifUnmodifiedSince == nil,
            document.tag?.match(in: list) == EntityTagMatch.none,
            request.acceptManipulation.map(AcceptManipulation.takesFeed) ?? false, let base = deltas.base(in: list)
        else { return nil }
        (self.request, self.document, self.base) = (request, document, base)
    }

    /// The answer's document: 226 with the tag of the whole feed, which is what the client has then (RFC 3229 §10.4.1).
    ///
    /// The whole feed itself where there is nothing to be gained.
    func answer() throws -> Document {
        guard let bytes = try document.deltas?.delta(since: base.tag) else { return document }
        return document.delta(bytes, since: base.tag.text(for: base.coding)).compressed()
    }

    /// Names the answer among others that are kept.
    func key(_ staleness: Staleness) -> ColdCache.Key {
        ColdCache.Key(
            path: "\(document.path) since \(base.tag.text(for: base.coding))",
            tag: document.tag?.digest ?? "",
            staleness: staleness
        )
    }
}
