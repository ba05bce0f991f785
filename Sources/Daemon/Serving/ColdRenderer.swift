import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Answers cold requests on a few threads of its own, with a bounded queue before it and a bounded cache inside.
final class ColdRenderer: Sendable {
    private let source: any ColdSource
    private let threads: NIOThreadPool
    /// Requests that run or wait.
    private let pending = Atomic<Int>(0)
    private let pendingLimit: Int
    private let cache: Mutex<ColdCache>
    private let logger: Logger

    init(_ source: any ColdSource, settings: ServerSettings, logger: Logger) {
        self.source = source
        self.logger = logger
        threads = NIOThreadPool(numberOfThreads: settings.coldThreads)
        pendingLimit = settings.coldThreads + settings.coldQueueLimit
        cache = Mutex(ColdCache(entryLimit: settings.cacheEntryLimit, byteLimit: settings.cacheByteLimit))
        threads.start()
    }

    /// Never fails: a source that throws gives 500, a full queue 503 at once.
    func reply(to cold: ColdRequest, on loop: any EventLoop) -> EventLoopFuture<Reply> {
        let sendsBody = cold.request.method != .head
        guard pending.add(1, ordering: .relaxed).newValue <= pendingLimit else {
            pending.subtract(1, ordering: .relaxed)
            return loop.makeSucceededFuture(Reply(Notice.busy, sendsBody: sendsBody))
        }
        let reply = threads.runIfActive(eventLoop: loop) {
            do {
                return try self.reply(to: cold)
            } catch {
                self.logger.error(
                    "cannot render a document",
                    metadata: ["path": "\(cold.paths[0])", "error": "\(error)"]
                )
                return Reply(Notice.failure, sendsBody: sendsBody)
            }
        }
        return reply.always { _ in
            self.pending.subtract(1, ordering: .relaxed)
        }.recover { _ in
            // The threads have stopped: the server is on its way out.
            Reply(Notice.busy, sendsBody: sendsBody)
        }
    }

    /// Returns when running renders have ended, or at the deadline: a source that hangs mustn't hang the server.
    func stop(deadline: NIODeadline, on loop: any EventLoop) async {
        let stopped = loop.makePromise(of: Void.self)
        threads.shutdownGracefully { _ in stopped.succeed() }
        let timer = loop.scheduleTask(deadline: deadline) { stopped.succeed() }
        // Never fails; the first of the two counts.
        try? await stopped.futureResult.get()
        timer.cancel()
    }

    /// Runs on one of the threads.
    private func reply(to cold: ColdRequest) throws -> Reply {
        for path in cold.paths {
            guard let entry = try source.lookUp(path, query: cold.query) else { continue }
            if let reply = notModified(entry, cold) { return reply }
            let document = try document(of: entry, path: path)
            return Answer.reply(to: cold.request, document: document, now: cold.now)
        }
        let request = cold.request
        return Reply(
            cold.edition.notFound ?? Notice.notFound,
            gzip: request.wantsGzip,
            sendsBody: request.method != .head
        )
    }

    private func document(of entry: ColdEntry, path: String) throws -> Document {
        if let tag = entry.tag, let document = cache.withLock({ $0.document(for: .init(path: path, tag: tag)) }) {
            return document
        }
        let document = try entry.render()
        // Under the tag that the bytes really have, which differs when the catalogue moved on in between.
        if let tag = document.tag?.digest, document.status == 200 {
            cache.withLock { $0.insert(document, for: .init(path: path, tag: tag)) }
        }
        return document
    }

    /// The 304 that renders nothing.
    ///
    /// It names the coding that the client holds, since it isn't known here whether the other one exists.
    private func notModified(_ entry: ColdEntry, _ cold: ColdRequest) -> Reply? {
        guard let tag = entry.tag.flatMap(EntityTag.init(digest:)) else { return nil }
        let match = Answer.isNotModified(cold.request, tag: tag, lastModified: entry.lastModified, now: cold.now)
        let coding: ContentCoding
        switch match {
        case .none: return nil
        case .identity: coding = .identity
        case .gzip: coding = .gzip
        case .any: coding = cold.request.wantsGzip ? .gzip : .identity
        }
        let description = HeadDescription(
            status: 304,
            mediaType: "",
            tag: tag,
            lastModified: entry.lastModified,
            cacheControl: entry.cacheControl,
            fields: entry.fields
        )
        return Reply(status: 304, head: description.notModified(coding: coding), body: nil)
    }
}
