import NIOCore
import Syndication

/// Turns requests into replies, on the event loop of their connection; must not block.
protocol Responder {
    func respond(to head: RequestHead, on channel: any Channel, now: Timestamp) -> Response
}

/// A reply, or the promise of one.
///
/// The future belongs to the connection's loop and must not fail.
enum Response {
    case now(Reply)
    case later(EventLoopFuture<Reply>)
}
