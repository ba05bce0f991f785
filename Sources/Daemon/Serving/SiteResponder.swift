import NIOCore
import Syndication

/// Answers from the loop's edition, and asks the cold renderer for the rest.
struct SiteResponder: Responder {
    let shelf: EditionShelf
    let place: NIOLoopBoundBox<EditionShelf.Place>
    let cold: ColdRenderer
    let loop: ServingLoop
    let throttle: Throttle

    func respond(to head: RequestHead, on channel: any Channel, now: Timestamp) -> Response {
        switch Answer.to(head.request, edition: shelf.edition(at: place), now: now) {
        case .ready(let reply):
            if let throttling = loop.settings.throttling, let seconds = wait(reply, head, channel, throttling, now) {
                return .now(Reply(Notice.throttled(for: seconds)))
            }
            return .now(reply)
        case .delta(let delta):
            return .later(cold.reply(to: delta, loop.settings, on: place.eventLoop))
        case .cold(let request):
            return .later(cold.reply(to: request, loop.settings, on: place.eventLoop))
        }
    }

    /// Only whole documents that the client could have asked for with a condition are counted.
    private func wait(
        _ reply: Reply,
        _ head: RequestHead,
        _ channel: any Channel,
        _ throttling: Throttling,
        _ now: Timestamp
    ) -> Int? {
        guard reply.status == 200, reply.body != nil, !head.request.isConditional, let document = reply.document,
            document.tag != nil
        else { return nil }
        let address = loop.settings.trustedProxies.client(
            peer: channel.remoteAddress?.ipAddress,
            forwarded: head.forwarded,
            forwardedFor: head.forwardedFor
        )
        let client = Throttle.Client(
            address: SiteResponder.prefix(of: address),
            userAgent: head.userAgent ?? "",
            path: document.path
        )
        return throttle.wait(client, throttling, now: now)
    }

    /// An IPv6 client has a whole network of addresses.
    private static func prefix(of address: String) -> String {
        guard let bytes = TrustedProxies.bytes(of: address), bytes.count == 16 else { return address }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }
}
