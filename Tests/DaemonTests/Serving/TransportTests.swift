import Glibc
import NIOCore
import Testing

@testable import Daemon

@Suite("Listening")
struct TransportTests {
    @Test("A taken port is an error that names the address, and nothing stays bound")
    func portTaken() async throws {
        let site = try await TestSite.start()
        let source = StubSource()
        let other = HTTPServer(group: TestSite.group, cold: source, logger: TestSite.logger)
        let free = try await other.bind([.tcp(host: "127.0.0.1", port: 0)])
        await other.stop(deadline: .zero)
        let second = HTTPServer(group: TestSite.group, cold: source, logger: TestSite.logger)
        await #expect(throws: ListenError(site.address, .inUse)) { try await second.bind(free + [site.address]) }
        #expect(ListenError(site.address, .inUse).description.hasPrefix("\(site.address): "))
        // The first of the two is free again.
        #expect(try await second.bind(free) == free)
        await second.stop(deadline: .zero)
        await site.stop()
    }

    @Test("A host that isn't there is an error")
    func unknownHost() async throws {
        let server = HTTPServer(
            group: TestSite.group,
            cold: StubSource(),
            logger: TestSite.logger
        )
        let foreign = Listener.tcp(host: "192.0.2.1", port: 0)
        await #expect(throws: ListenError(foreign, .notAvailable)) { try await server.bind([foreign]) }
        let unknown = Listener.tcp(host: "no-such-host.invalid", port: 0)
        await #expect(throws: ListenError(unknown, .unknownHost)) { try await server.bind([unknown]) }
        await server.stop(deadline: .zero)
    }

    @Test("The address for every interface is reached over loopback")
    func everyInterface() async throws {
        let site = try await TestSite.start(listener: .tcp(host: "*", port: 0))
        guard case .tcp(_, let port) = site.address else { return }
        let client = try await RawClient(.tcp(host: "127.0.0.1", port: port))
        try await client.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(RawAnswer.all(in: try await client.readToEnd()).first?.text == "ok\n")
        await site.stop()
    }

    @Test("A Unix socket has its mode, replaces a stale file, refuses a live one, and is gone afterwards")
    func unixSocket() async throws {
        let folder = try SocketFolder()
        let listener = Listener.unix(path: "\(folder.path)/s")
        // Left behind by a process that died: bound, listening, closed, never unlinked.
        let stale = try SocketFile(path: "\(folder.path)/s", access: SocketAccess(), backlog: 1)
        Glibc.close(stale.descriptor)
        let site = try await TestSite.start(listener: listener)
        var status = stat()
        try #require(lstat("\(folder.path)/s", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o666)
        let answers = try await site.exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(answers.first?.status == 200)
        #expect(throws: ListenError(listener, .inUse)) {
            try SocketFile(path: "\(folder.path)/s", access: SocketAccess(), backlog: 1)
        }
        await site.stop()
        #expect(lstat("\(folder.path)/s", &status) != 0)
    }

    @Test("What is no socket is never removed")
    func otherFile() throws {
        let folder = try SocketFolder()
        let path = "\(folder.path)/s"
        let descriptor = creat(path, 0o600)
        try #require(descriptor >= 0)
        Glibc.close(descriptor)
        #expect(throws: ListenError(.unix(path: path), .notASocket)) {
            try SocketFile(path: path, access: SocketAccess(), backlog: 1)
        }
        var status = stat()
        #expect(lstat(path, &status) == 0)
        let long = "/" + String(repeating: "x", count: 200)
        #expect(throws: ListenError(.unix(path: long), .pathTooLong)) {
            try SocketFile(path: long, access: SocketAccess(), backlog: 1)
        }
    }
}
