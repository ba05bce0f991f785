import Dispatch
import Foundation

/// Where to ask.
enum HTTPAddress: Sendable {
    case loopback(port: Int)
    case unix(String)
}

/// One answer as it came.
struct HTTPAnswer: Sendable {
    var status: Int
    /// Names in lower case.
    var fields: [String: String]
    var body: [UInt8]

    subscript(_ name: String) -> String? { fields[name] }
    var text: String { String(decoding: body, as: UTF8.self) }
    var tag: String? { fields["etag"] }
}

struct HTTPFailure: Error, CustomStringConvertible {
    let description: String
}

/// Asks once, over a connection of its own, and reads until the other side closes.
func fetch(
    _ path: String,
    from address: HTTPAddress,
    _ fields: [String: String] = [:],
    method: String = "GET"
) async throws -> HTTPAnswer {
    try await withCheckedThrowingContinuation { continuation in
        // Blocks, so it has a thread that no test runs on.
        DispatchQueue.global().async {
            continuation.resume(with: Result { try ask(path, address, fields, method) })
        }
    }
}

/// Asks once and blocks until all of the answer is there.
func ask(
    _ path: String,
    _ address: HTTPAddress,
    _ fields: [String: String],
    _ method: String
) throws -> HTTPAnswer {
    let socket = try connected(to: address)
    defer { close(socket) }
    var lines = ["\(method) \(path) HTTP/1.1", "Connection: close"]
    if fields["Host"] == nil { lines.append("Host: localhost") }
    lines += fields.map { "\($0.key): \($0.value)" }
    try send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8), to: socket)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = recv(socket, &buffer, buffer.count, 0)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw HTTPFailure(description: "\(path): \(String(cString: strerror(errno)))") }
        if count == 0 { break }
        bytes += buffer[..<count]
    }
    return try HTTPAnswer(bytes, path: path)
}

/// A blocking socket that gives up after half a minute without a byte.
func connected(to address: HTTPAddress, receiveBuffer: Int32? = nil) throws -> Int32 {
    let socket: Int32
    let result: Int32
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    switch address {
    case .loopback(let port):
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = in_port_t(port).bigEndian
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        if var size = receiveBuffer {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        result = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    case .unix(let path):
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var place = unixAddress(path)
        result = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
    guard result == 0 else {
        let reason = String(cString: strerror(errno))
        close(socket)
        throw HTTPFailure(description: "\(address): \(reason)")
    }
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    return socket
}

func unixAddress(_ path: String) -> sockaddr_un {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    return address
}

func send(_ bytes: [UInt8], to socket: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw HTTPFailure(description: String(cString: strerror(errno))) }
        rest = rest.dropFirst(count)
    }
}

extension HTTPAnswer {
    fileprivate init(_ bytes: [UInt8], path: String) throws {
        guard let end = endOfHead(bytes) else { throw HTTPFailure(description: "\(path): no whole head") }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
        guard let first = lines.first, let status = Int(first.dropFirst(9).prefix(3)) else {
            throw HTTPFailure(description: "\(path): no status line")
        }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { fields[parts[0].lowercased()] = parts[1] }
        }
        self.init(status: status, fields: fields, body: Array(bytes[(end + 4)...]))
    }
}

/// Where the empty line begins that ends a head.
func endOfHead(_ bytes: [UInt8]) -> Int? {
    let mark = Array("\r\n\r\n".utf8)
    return bytes.count < 4 ? nil : (0...(bytes.count - 4)).first { bytes[$0..<($0 + 4)].elementsEqual(mark) }
}
