import Dispatch
import Foundation
import Synchronization

/// Stands between a reader and the daemon, and notes what is asked and answered.
///
/// Its address stays while daemons are stopped and started behind it: readers know feeds by address.
final class Relay: Sendable {
    struct Exchange: Sendable {
        var path: String
        /// The request's, with names in lower case.
        var fields: [String: String]
        var status: Int
    }

    let port: Int
    private let listener: Int32
    private let exchanges: Exchanges

    private final class Exchanges: Sendable {
        let all = Mutex<[Exchange]>([])
    }

    var heard: [Exchange] { exchanges.all.withLock { $0 } }

    /// - Parameter upstream: where each request is passed on to.
    init(to upstream: HTTPAddress) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard result else { throw HTTPFailure(description: "relay: \(String(cString: strerror(errno)))") }
        port = Int(in_port_t(bigEndian: address.sin_port))
        self.listener = listener
        let exchanges = Exchanges()
        self.exchanges = exchanges
        Thread.detachNewThread {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                DispatchQueue.global().async {
                    serve(client, from: upstream) { exchange in exchanges.all.withLock { $0.append(exchange) } }
                }
            }
        }
    }

    func address(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    deinit {
        // Wakes the thread that accepts, which close(2) alone would not.
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }
}

/// Passes one request on and its answer back, then closes.
private func serve(_ client: Int32, from upstream: HTTPAddress, note: (Relay.Exchange) -> Void) {
    defer {
        // A program started meanwhile may hold a copy of the descriptor, so that closing alone would not end it.
        shutdown(client, Int32(SHUT_RDWR))
        close(client)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while endOfHead(bytes) == nil {
        let count = recv(client, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        bytes += buffer[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
    guard let path = lines.first?.split(separator: " ").dropFirst().first.map(String.init) else { return }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        if parts.count == 2 { fields[parts[0].lowercased()] = parts[1] }
    }
    let passed = fields.filter { !["connection", "host"].contains($0.key) }
    guard let answer = try? ask(path, upstream, passed, "GET") else { return }
    note(Relay.Exchange(path: path, fields: fields, status: answer.status))
    var head = ["HTTP/1.1 \(answer.status) Relayed"]
    head += answer.fields.filter { $0.key != "connection" }.map { "\($0.key): \($0.value)" }
    head.append("connection: close")
    try? send(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + answer.body, to: client)
}
