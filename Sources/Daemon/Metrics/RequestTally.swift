import NIOCore
import Syndication

/// How many requests were answered, and how; each event loop counts its own.
package struct RequestTally: Sendable, Hashable {
    /// A hot document and the status that it was answered with.
    package struct DocumentAnswer: Sendable, Hashable {
        package let path: String
        package let status: Int
    }

    /// By status.
    package var answers: [Int: Int] = [:]
    /// Of documents in the edition; all others count as one document without a path.
    package var documents: [DocumentAnswer: Int] = [:]
    /// Of heads and bodies.
    package var bytes = 0
    package var connections = 0
    package var latency = LatencyHistogram()
    var subscribers = SubscriberEstimate()

    package init() {}

    /// Whatever isn't an edition's document with status 200 or 304.
    mutating func count(_ reply: Reply, bytes: Int) {
        answers[reply.status, default: 0] += 1
        documents[DocumentAnswer(path: "", status: reply.status), default: 0] += 1
        self.bytes += bytes
    }

    mutating func count(_ document: Document, answers whole: Int, notModified: Int, bytes: Int) {
        for (status, count) in [(200, whole), (304, notModified)] where count > 0 {
            answers[status, default: 0] += count
            documents[DocumentAnswer(path: document.path, status: status), default: 0] += count
        }
        self.bytes += bytes
    }

    mutating func note(_ reader: FeedReader, of path: String, at time: Timestamp) {
        subscribers.note(reader, of: path, at: time)
    }

    /// The part of answers with 200 or 304 that was 304; nil while there are none.
    package var notModifiedShare: Double? {
        let (whole, notModified) = (answers[200] ?? 0, answers[304] ?? 0)
        return whole + notModified == 0 ? nil : Double(notModified) / Double(whole + notModified)
    }

    static func + (left: RequestTally, right: RequestTally) -> RequestTally {
        var sum = left
        sum.answers.merge(right.answers) { $0 + $1 }
        sum.documents.merge(right.documents) { $0 + $1 }
        sum.bytes += right.bytes
        sum.connections += right.connections
        sum.latency.add(right.latency)
        sum.subscribers.add(right.subscribers)
        return sum
    }
}
