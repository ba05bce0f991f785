import Foundation

/// Answers on the admin socket: `GET /status`, `GET /metrics`, `POST /refresh?wait=`, `POST /reload`, `POST /retract`.
package struct AdminDesk: Sendable {
    private let inbox: Inbox
    private let board: StatusBoard

    private let tally: @Sendable () async -> RequestTally
    private let pushes: @Sendable () -> PushTally

    package init(
        inbox: Inbox,
        board: StatusBoard,
        tally: @escaping @Sendable () async -> RequestTally = { RequestTally() },
        pushes: @escaping @Sendable () -> PushTally = { PushTally() }
    ) {
        (self.inbox, self.board, self.tally, self.pushes) = (inbox, board, tally, pushes)
    }

    package func answer(_ request: AdminRequest) async -> AdminResponse {
        switch (request.method, request.path) {
        case ("GET", "/status"):
            return json(await report())
        case ("GET", "/metrics"):
            let page = Exposition.page(await report(), await tally(), pushes(), .current)
            return AdminResponse(mediaType: Exposition.mediaType, body: Array(page.utf8))
        case ("POST", "/refresh"):
            guard request.value(of: "wait") != nil else {
                inbox.put(.refresh { _ in })
                return AdminResponse(status: 202, text: "refreshing\n")
            }
            return answer(await ask { .refresh($0) })
        case ("POST", "/reload"):
            return answer(await ask { .reload($0) })
        case ("POST", "/retract"):
            if request.value(of: "missing") != nil { return answer(await ask { .retract(.missing, $0) }) }
            guard let name = request.value(of: "article"), !name.isEmpty else {
                return AdminResponse(status: 400, text: "name an article or missing\n")
            }
            return answer(await ask { .retract(.article(name), $0) })
        case (_, "/status"), (_, "/metrics"), (_, "/refresh"), (_, "/reload"), (_, "/retract"):
            return AdminResponse(status: 405, text: "method not allowed\n")
        default:
            return AdminResponse(status: 404, text: "not found\n")
        }
    }

    /// How long the status waits for a sowing task that is busy, before it tells what was true last.
    private static let patience: Duration = .seconds(1)

    /// Nothing that is published already is missing from it, unless the sowing task is busy for longer than one waits.
    private func report() async -> StatusReport {
        // A start shows how far it is.
        if board.current.starting == nil {
            let (answers, answer) = AsyncStream.makeStream(of: Never.self)
            inbox.put(.report { answer.finish() })
            let limit = Task {
                try? await Task.sleep(for: AdminDesk.patience)
                answer.finish()
            }
            for await _ in answers {}
            limit.cancel()
        }
        var report = board.current
        report.queue += inbox.depth
        return report
    }

    private func ask<Value: Sendable>(
        _ order: (@escaping Order.Reply<Value>) -> Order
    ) async -> Result<Value, OrderError> {
        await withCheckedContinuation { continuation in
            inbox.put(order { continuation.resume(returning: $0) })
        }
    }

    private func answer(_ result: Result<some Encodable, OrderError>) -> AdminResponse {
        switch result {
        case .success(let value): json(value)
        case .failure(let error): AdminResponse(status: 409, text: error.description + "\n")
        }
    }

    private func json(_ value: some Encodable) -> AdminResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return AdminResponse(status: 500, text: "not encodable\n") }
        return AdminResponse(mediaType: "application/json", body: Array(data) + [UInt8(ascii: "\n")])
    }
}
