import Syndication

/// What a request's conditions say about a document (RFC 9110 §13.2.2).
enum Precondition {
    case holds
    /// 304; the match tells in which coding the client has it.
    case notModified(EntityTagMatch)
    /// 412.
    case failed

    /// Evaluates them in the order of the RFC.
    ///
    /// If-Match goes before If-Unmodified-Since, and both before If-None-Match, which goes before
    /// If-Modified-Since (H-7). A date that can't be read counts as none (H-8).
    static func of(_ request: Request, tag: EntityTag?, lastModified: Timestamp?, now: Timestamp) -> Precondition {
        if let list = request.ifMatch {
            guard tag?.matchesStrongly(list) ?? list.contains("*") else { return .failed }
        } else if let text = request.ifUnmodifiedSince, let lastModified,
            let date = HTTPDate.moment(of: text, now: now), lastModified > date
        {
            return .failed
        }
        if let list = request.ifNoneMatch {
            let match = tag?.match(in: list) ?? .none
            return match == .none ? .holds : .notModified(match)
        }
        guard let text = request.ifModifiedSince, let lastModified,
            let date = HTTPDate.moment(of: text, now: now), lastModified <= date
        else { return .holds }
        return .notModified(.any)
    }
}
