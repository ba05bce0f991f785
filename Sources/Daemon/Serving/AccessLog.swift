import Dispatch
import Glibc
import Synchronization
import Syndication

/// One line of JSON an answer, written behind the answers and never waited for.
///
/// Lines gather in memory, a queue of its own writes them, and when it falls behind by more than a megabyte they are
/// dropped and counted. Neither addresses nor queries are kept.
package final class AccessLog: Sendable {
    private struct State {
        /// Nil: off.
        var target: String?
        var lines: [UInt8] = []
        var dropped = 0
        var isScheduled = false
    }

    private let state = Mutex(State())
    private let isOn = Atomic<Bool>(false)
    private let queue = DispatchQueue(label: "access-log")
    /// Touched on the queue only, by way of its lock.
    private let file = Mutex<Int32?>(nil)

    package init() {}

    /// Opens the file anew, so that one that was renamed away is left behind.
    ///
    /// - Parameter target: a path, `-` for standard output, nil for none.
    package func use(_ target: String?) {
        state.withLock { $0.target = target }
        isOn.store(target != nil, ordering: .relaxed)
        queue.async { self.reopen(target) }
    }

    /// - Parameter head: nil for what was no request.
    func note(_ reply: Reply, to head: RequestHead?, reader: FeedReader?, bytes: Int, at time: Timestamp) {
        guard isOn.load(ordering: .relaxed) else { return }
        let line = AccessLog.line(reply, head, reader, bytes, time)
        let schedules = state.withLock { state in
            guard state.lines.count < AccessLog.limit else {
                state.dropped += 1
                return false
            }
            if state.dropped > 0 {
                state.lines += "{\"time\":\"\(time.rfc3339)\",\"dropped\":\(state.dropped)}\n".utf8
                state.dropped = 0
            }
            state.lines += line.utf8
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if schedules { queue.async { self.write() } }
    }

    /// Returns when everything so far is written or given up.
    package func flush() {
        queue.sync { self.write() }
    }

    private static func line(
        _ reply: Reply,
        _ head: RequestHead?,
        _ reader: FeedReader?,
        _ bytes: Int,
        _ time: Timestamp
    ) -> String {
        var line = "{\"time\":\"\(time.rfc3339)\",\"status\":\(reply.status),\"bytes\":\(bytes)"
        if let head {
            let path = head.request.target.prefix { $0 != "?" }
            line += ",\"method\":\"\(method(head.request.method))\",\"path\":\"\(escaped(path.prefix(512)))\""
            line += ",\"encoding\":\"\(reply.coding == .gzip ? "gzip" : "identity")\""
            line += ",\"conditional\":\(head.request.isConditional)"
        }
        if let reader {
            line += ",\"reader\":\"\(escaped(reader.name[...]))\""
            if let subscribers = reader.subscribers { line += ",\"subscribers\":\(subscribers)" }
        }
        return line + "}\n"
    }

    private static func method(_ method: Request.Method) -> String {
        switch method {
        case .get: "GET"
        case .head: "HEAD"
        case .options: "OPTIONS"
        case .other(let name): escaped(name[...])
        }
    }

    private static func escaped(_ text: Substring) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }) else {
            return String(text)
        }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += "?"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    // MARK: On the queue

    private func reopen(_ target: String?) {
        file.withLock { file in
            if let file, file != STDOUT_FILENO { close(file) }
            switch target {
            case nil: file = nil
            case "-"?: file = STDOUT_FILENO
            case let path?:
                let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
                file = descriptor >= 0 ? descriptor : nil
            }
        }
    }

    private func write() {
        let lines = state.withLock { state in
            defer { (state.lines, state.isScheduled) = ([], false) }
            return state.lines
        }
        guard let file = file.withLock({ $0 }) else { return }
        var rest = lines[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // A full disk or a closed pipe loses these lines, and the next are tried again.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static let limit = 1 << 20
}
