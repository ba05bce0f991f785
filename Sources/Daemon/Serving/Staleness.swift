/// How long caches may go on with a document that is no longer fresh (RFC 5861); seconds, 0 for not at all.
package struct Staleness: Sendable, Hashable {
    /// While they ask for a fresh one.
    package var whileRevalidating = 0
    /// While the answer is an error, or none.
    package var ifError = 0

    package init() {}

    /// The field's value with the directives behind it; nil when there is nothing to add, or nothing may be kept.
    func added(to cacheControl: String?) -> String? {
        guard let cacheControl, cacheControl.contains("max-age="), self != Staleness() else { return nil }
        var text = cacheControl
        if whileRevalidating > 0 { text += ", stale-while-revalidate=\(whileRevalidating)" }
        if ifError > 0 { text += ", stale-if-error=\(ifError)" }
        return text
    }
}
