import NIOCore

/// How many requests were answered, by status; each event loop counts its own.
package struct RequestTally: Sendable, Hashable {
    package var answers: [Int: Int] = [:]
    /// Of heads and bodies.
    package var bytes = 0
    package var connections = 0

    package init() {}

    mutating func count(_ reply: Reply) {
        answers[reply.status, default: 0] += 1
        bytes += reply.head.readableBytes + (reply.body?.readableBytes ?? 0)
    }

    static func + (left: RequestTally, right: RequestTally) -> RequestTally {
        var sum = left
        sum.answers.merge(right.answers) { $0 + $1 }
        sum.bytes += right.bytes
        sum.connections += right.connections
        return sum
    }
}
