import NIOCore

/// What a connection waits for, and since when; the smallest gives way first.
struct Patience: Comparable {
    enum Kind: Int {
        /// Nothing, or its client's end.
        case idle
        /// A first head, or the rest of one.
        case halfSaid
        /// That its client reads.
        case unread
    }

    let kind: Kind
    let since: NIODeadline

    static func < (left: Patience, right: Patience) -> Bool {
        (left.kind.rawValue, left.since) < (right.kind.rawValue, right.since)
    }
}
