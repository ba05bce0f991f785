import NIOCore
import Syndication

/// Heads as they leave in one second, made once for each document and kind of answer, and counted as they are used.
///
/// Only the date changes, so a request on an open connection costs a look-up here and no formatting and no copy.
struct PreparedHeads {
    private(set) var time: Timestamp
    private var tails: [ByteBuffer]
    private var documents: [ObjectIdentifier: Prepared] = [:]

    /// Of one document; keeps it, so that its identity isn't another's.
    private final class Prepared {
        let document: Document
        /// For 200 and 304, plain and compressed.
        var heads: (ByteBuffer?, ByteBuffer?, ByteBuffer?, ByteBuffer?)
        var answers = 0
        var notModified = 0
        var bytes = 0

        init(_ document: Document) {
            self.document = document
        }
    }

    init(at time: Timestamp) {
        self.time = time
        tails = ConnectionField.tails(at: time)
    }

    /// Forgets the heads of the last second, and hands over what they were used for.
    mutating func move(to time: Timestamp, counting tally: inout RequestTally) {
        for prepared in documents.values {
            tally.count(
                prepared.document,
                answers: prepared.answers,
                notModified: prepared.notModified,
                bytes: prepared.bytes
            )
        }
        documents.removeAll(keepingCapacity: true)
        guard time != self.time else { return }
        self.time = time
        tails = ConnectionField.tails(at: time)
    }

    /// Counts the answer too where it comes from the edition; says whether it did.
    mutating func take(_ reply: Reply, _ field: ConnectionField) -> (head: ByteBuffer, isCounted: Bool) {
        guard let document = reply.document, reply.status == 304 || reply.status == 200 else {
            return (joined(reply.head, field), false)
        }
        let prepared = prepared(document)
        let head = field == .none ? head(of: reply, in: prepared) : joined(reply.head, field)
        if reply.status == 304 { prepared.notModified += 1 } else { prepared.answers += 1 }
        prepared.bytes += head.readableBytes + (reply.body?.size ?? 0)
        return (head, true)
    }

    private func head(of reply: Reply, in prepared: Prepared) -> ByteBuffer {
        switch (reply.status, reply.coding) {
        case (200, .identity): return kept(&prepared.heads.0, reply.head)
        case (200, .gzip): return kept(&prepared.heads.1, reply.head)
        case (_, .identity): return kept(&prepared.heads.2, reply.head)
        case (_, .gzip): return kept(&prepared.heads.3, reply.head)
        }
    }

    private mutating func prepared(_ document: Document) -> Prepared {
        let key = ObjectIdentifier(document)
        if let prepared = documents[key] { return prepared }
        let prepared = Prepared(document)
        documents[key] = prepared
        return prepared
    }

    private func kept(_ place: inout ByteBuffer?, _ head: ByteBuffer) -> ByteBuffer {
        if let bytes = place { return bytes }
        let bytes = joined(head, .none)
        place = bytes
        return bytes
    }

    private func joined(_ head: ByteBuffer, _ field: ConnectionField) -> ByteBuffer {
        let tail = tails[field.rawValue]
        var bytes = ByteBuffer()
        bytes.reserveCapacity(head.readableBytes + tail.readableBytes)
        bytes.writeImmutableBuffer(head)
        bytes.writeImmutableBuffer(tail)
        return bytes
    }
}

/// What a head says about its connection (RFC 9112 §9).
enum ConnectionField: Int, CaseIterable {
    /// HTTP/1.1 stays open unless told otherwise.
    case none
    /// HTTP/1.0 closes unless told otherwise.
    case keepAlive
    case close

    private var line: String {
        switch self {
        case .none: ""
        case .keepAlive: "Connection: keep-alive\r\n"
        case .close: "Connection: close\r\n"
        }
    }

    /// The end of every head, by raw value: `Date`, `Connection` and the empty line.
    fileprivate static func tails(at time: Timestamp) -> [ByteBuffer] {
        let date = "Date: \(time.imfFixdate)\r\n"
        return allCases.map { ByteBuffer(string: "\(date)\($0.line)\r\n") }
    }
}
