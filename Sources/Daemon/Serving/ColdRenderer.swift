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
    private let renders = Atomic<Int>(0)
    private static let rendersToTrim = 1_000
    private let cache: Mutex<ColdCache>
    private let memory = Mutex(ColdMemory())
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
    func reply(to cold: ColdRequest, _ settings: ServerSettings, on loop: any EventLoop) -> EventLoopFuture<Reply> {
        if let reply = remembered(cold, settings.staleness) { return loop.makeSucceededFuture(reply) }
        return work(on: loop, for: cold.request, path: cold.paths[0]) {
            try self.reply(to: cold, settings.staleness)
        }
    }

    /// What is new in a feed since a version; the whole feed where that can't be made.
    func reply(to delta: DeltaRequest, _ settings: ServerSettings, on loop: any EventLoop) -> EventLoopFuture<Reply> {
        let key = delta.key(settings.staleness)
        let (request, sendsBody) = (delta.request, delta.request.method != .head)
        let coding: ContentCoding = request.wantsGzip ? .gzip : .identity
        if let document = cache.withLock({ $0.document(for: key) }) {
            return loop.makeSucceededFuture(Reply(document, coding: coding, sendsBody: sendsBody))
        }
        return work(on: loop, for: request, path: delta.document.path) {
            let document = try delta.answer()
            if document.status == 226 { self.cache.withLock { $0.insert(document, for: key) } }
            return Reply(document, coding: coding, sendsBody: sendsBody)
        }
    }

    /// Makes a reply on one of the threads.
    private func work(
        on loop: any EventLoop,
        for request: Request,
        path: String,
        _ make: @escaping @Sendable () throws -> Reply
    ) -> EventLoopFuture<Reply> {
        let sendsBody = request.method != .head
        guard pending.add(1, ordering: .relaxed).newValue <= pendingLimit else {
            pending.subtract(1, ordering: .relaxed)
            return loop.makeSucceededFuture(Reply(Notice.busy, sendsBody: sendsBody))
        }
        let reply = threads.runIfActive(eventLoop: loop) {
            do {
                return try make()
            } catch {
                self.logger.error(
                    "cannot render a document",
                    metadata: ["path": "\(path)", "error": "\(error)"]
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

    /// The answer that needs no look into the source: what is at the address was found under this very edition, and the client
    /// has it, or the cache does.
    ///
    /// Cheap enough for an event loop: the locks are held for as long as a dictionary takes.
    private func remembered(_ cold: ColdRequest, _ staleness: Staleness) -> Reply? {
        guard let found = memory.withLock({ $0.found(at: cold.request.target, in: cold.edition.turn) }),
            let tag = found.entry.tag
        else { return nil }
        if let reply = unrendered(found.entry, cold, staleness) { return reply }
        let document = cache.withLock { $0.document(for: .init(path: found.path, tag: tag, staleness: staleness)) }
        // To compress takes longer than an event loop may.
        guard let document, document.isFinished || !cold.request.wantsGzip else { return nil }
        return Answer.reply(to: cold.request, document: document, now: cold.now)
    }

    /// Runs on one of the threads.
    private func reply(to cold: ColdRequest, _ staleness: Staleness) throws -> Reply {
        for path in cold.paths {
            guard let entry = try source.lookUp(path, query: cold.query) else { continue }
            memory.withLock { $0.keep(entry, path: path, at: cold.request.target, in: cold.edition.turn) }
            if let reply = unrendered(entry, cold, staleness) { return reply }
            let document = try document(of: entry, path: path, staleness, isCompressed: cold.request.wantsGzip)
            return Answer.reply(to: cold.request, document: document, now: cold.now)
        }
        return Answer.reply(to: cold.request, document: cold.edition.notFound ?? Notice.notFound, now: cold.now)
    }

    /// Compressed only for the first who wants it so: to compress takes as long as to render.
    private func document(
        of entry: ColdEntry,
        path: String,
        _ staleness: Staleness,
        isCompressed: Bool
    ) throws -> Document {
        if let tag = entry.tag,
            let document = cache.withLock({ $0.document(for: .init(path: path, tag: tag, staleness: staleness)) })
        {
            guard isCompressed, !document.isFinished else { return document }
            return kept(document.compressed(), path: path, staleness)
        }
        let rendered = try entry.render()
        let document = (isCompressed ? rendered.compressed() : rendered).allowing(staleness)
        // Pages of all sizes leave holes behind.
        if renders.wrappingAdd(1, ordering: .relaxed).newValue % ColdRenderer.rendersToTrim == 0 {
            Background.submit { Memory.trim() }
        }
        return kept(document, path: path, staleness)
    }

    /// Keeps it under the tag that the bytes really have, which differs when the catalogue moved on in between.
    private func kept(_ document: Document, path: String, _ staleness: Staleness) -> Document {
        if let tag = document.tag?.digest, document.status == 200 {
            cache.withLock { $0.insert(document, for: .init(path: path, tag: tag, staleness: staleness)) }
        }
        return document
    }

    /// The 304, or 412, that renders nothing.
    ///
    /// It names the coding that the client holds, since it isn't known here whether the other one exists.
    private func unrendered(_ entry: ColdEntry, _ cold: ColdRequest, _ staleness: Staleness) -> Reply? {
        guard let tag = entry.tag.flatMap(EntityTag.init(digest:)) else { return nil }
        let coding: ContentCoding
        switch Precondition.of(cold.request, tag: tag, lastModified: entry.lastModified, now: cold.now) {
        case .holds, .notModified(.none): return nil
        case .failed: return Reply(Notice.preconditionFailed, sendsBody: cold.request.method != .head)
        case .notModified(.identity): coding = .identity
        case .notModified(.gzip): coding = .gzip
        case .notModified(.any): coding = cold.request.wantsGzip ? .gzip : .identity
        }
        let description = HeadDescription(
            status: 304,
            mediaType: "",
            tag: tag,
            lastModified: entry.lastModified,
            cacheControl: staleness.added(to: entry.cacheControl) ?? entry.cacheControl,
            fields: entry.fields
        )
        return Reply(status: 304, head: description.notModified(coding: coding), body: nil)
    }
}
