package import Syndication

/// What a request gets: a prepared reply, or a look into the cold source.
package enum Answer: Sendable {
    case ready(Reply)
    case cold(ColdRequest)

    /// Decides from values alone: no clock, no lock, no file.
    ///
    /// `now` only settles the century of dates in the RFC 850 form. Paths that the edition doesn't hold are cold, and
    /// whether they exist is the source's to say.
    package static func to(_ request: Request, edition: Edition, now: Timestamp) -> Answer {
        switch request.method {
        case .get, .head: break
        case .options: return .ready(Notice.options)
        case .other: return .ready(Reply(Notice.methodNotAllowed))
        }
        // Nearly always the target is the very path of a hot document.
        if let document = edition.document(at: request.target) {
            return .ready(reply(to: request, document: document, now: now))
        }
        guard let target = RequestTarget(request.target) else {
            return .ready(Reply(Notice.badRequest, sendsBody: request.method == .get))
        }
        let paths = candidates(target.path, basePath: edition.basePath)
        for path in paths {
            if let document = edition.document(at: path) {
                return .ready(reply(to: request, document: document, now: now))
            }
            if path == "/healthz" {
                let notice = edition.number > 0 ? Notice.healthy : Notice.busy
                return .ready(Reply(notice, sendsBody: request.method == .get))
            }
        }
        return .cold(ColdRequest(request: request, paths: paths, query: target.query, edition: edition, now: now))
    }

    /// The answer that a document gives, conditions considered (RFC 9110 §13.2.2).
    package static func reply(to request: Request, document: Document, now: Timestamp) -> Reply {
        let chosen = document.representation(gzip: request.wantsGzip)
        let isUnchanged =
            document.status == 200
            && isNotModified(request, tag: document.tag, lastModified: document.lastModified, now: now) != .none
        if isUnchanged {
            return Reply(status: 304, head: chosen.notModified, body: nil)
        }
        return Reply(
            status: document.status,
            head: chosen.head,
            body: request.method == .head ? nil : chosen.body
        )
    }

    /// Whether the client has the current bytes, and if a tag says so, in which coding.
    ///
    /// With If-None-Match there, If-Modified-Since isn't looked at (H-7); a date that can't be read counts as
    /// none (H-8).
    static func isNotModified(
        _ request: Request,
        tag: EntityTag?,
        lastModified: Timestamp?,
        now: Timestamp
    ) -> EntityTagMatch {
        if let list = request.ifNoneMatch {
            return tag?.match(in: list) ?? .none
        }
        guard let text = request.ifModifiedSince, let lastModified,
            let date = HTTPDate.moment(of: text, now: now), lastModified <= date
        else { return .none }
        return .any
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
