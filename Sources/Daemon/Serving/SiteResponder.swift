import NIOCore
import Syndication

/// Answers from the loop's edition, and asks the cold renderer for the rest.
struct SiteResponder: Responder {
    let edition: NIOLoopBoundBox<Edition>
    let cold: ColdRenderer

    func respond(to request: Request, now: Timestamp) -> Response {
        switch Answer.to(request, edition: edition.value, now: now) {
        case .ready(let reply): .now(reply)
        case .cold(let request): .later(cold.reply(to: request, on: edition.eventLoop))
        }
    }
}
