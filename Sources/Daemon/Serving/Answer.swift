package import Syndication

/// What a request gets: a prepared reply, a look into the cold source, or what is new since a version.
package enum Answer: Sendable {
    case ready(Reply)
    case cold(ColdRequest)
    /// What is new in a feed, which has to be made first.
    case delta(DeltaRequest)

    /// Decides from values alone: no clock, no lock, no file.
    ///
    /// `now` only settles the century of dates in the RFC 850 form. Paths that the edition doesn't hold are cold, and
    /// whether they exist is the source's to say.
    package static func to(_ request: Request, edition: Edition, now: Timestamp) -> Answer {
        switch request.method {
        case .get, .head: break
        case .options: return .ready(Notice.options)
        case .other(let name): return .ready(Reply(Notice.refusal(of: name)))
        }
        // Nearly always the target is the very path of a hot document.
        if let document = edition.document(at: request.target) {
            return hot(request, document, now)
        }
        guard let target = RequestTarget(request.target) else {
            return .ready(Reply(Notice.badRequest, sendsBody: request.method == .get))
        }
        let paths = candidates(target.path, basePath: edition.basePath)
        for path in paths {
            if let document = edition.document(at: path) {
                return hot(request, document, now)
            }
            if path == "/healthz" {
                let notice = edition.number > 0 ? Notice.healthy : Notice.busy
                return .ready(Reply(notice, sendsBody: request.method == .get))
            }
        }
        return .cold(ColdRequest(request: request, paths: paths, query: target.query, edition: edition, now: now))
    }

    private static func hot(_ request: Request, _ document: Document, _ now: Timestamp) -> Answer {
        if request.acceptManipulation != nil, let delta = DeltaRequest(request, of: document) { return .delta(delta) }
        return .ready(reply(to: request, document: document, now: now).hot(document))
    }

    /// The answer that a document gives, conditions considered (RFC 9110 §13.2.2).
    package static func reply(to request: Request, document: Document, now: Timestamp) -> Reply {
        let coding: ContentCoding = request.wantsGzip && document.gzip != nil ? .gzip : .identity
        let isHead = request.method == .head
        if document.status == 200 {
            switch Precondition.of(request, tag: document.tag, lastModified: document.lastModified, now: now) {
            case .holds: break
            case .notModified: return Reply(notModified: document, coding: coding)
            case .failed: return Reply(Notice.preconditionFailed, sendsBody: !isHead)
            }
        }
        return Reply(document, coding: coding, sendsBody: !isHead)
    }

    /// The path without the base path first, then as it came: a proxy may have stripped the prefix, and a path of our
    /// own may begin like it.
    private static func candidates(_ path: String, basePath: String) -> [String] {
        guard !basePath.isEmpty, path.utf8.starts(with: basePath.utf8) else { return [path] }
        let rest = path.utf8.dropFirst(basePath.utf8.count)
        guard let next = rest.first else { return ["/", path] }
        return next == UInt8(ascii: "/") ? [String(Substring(rest)), path] : [path]
    }
}
