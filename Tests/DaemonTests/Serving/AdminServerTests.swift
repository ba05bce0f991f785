import Glibc
import NIOCore
import Testing

@testable import Daemon

@Suite("Admin socket")
struct AdminServerTests {
    private func server(
        _ folder: SocketFolder,
        _ answer: @escaping @Sendable (AdminRequest) async -> AdminResponse
    ) async throws -> AdminServer {
        let server = AdminServer(group: TestSite.group, settings: TestSite.patient, answer: answer)
        _ = try await server.bind([.unix(path: "\(folder.path)/s")])
        return server
    }

    @Test("A request arrives whole and its answer comes back whole")
    func exchange() async throws {
        let folder = try SocketFolder()
        let server = try await server(folder) { request in
            AdminResponse(
                status: 202,
                text: "\(request.method) \(request.path) \(request.query.map { "\($0.name)=\($0.value)" })"
            )
        }
        let response = try await AdminClient.request(
            socket: "\(folder.path)/s",
            method: "POST",
            path: "/refresh?wait=30&x=a%20b+c%zz&flag",
            timeout: .seconds(90)
        )
        #expect(response == AdminResponse(status: 202, text: #"POST /refresh ["wait=30", "x=a b c%zz", "flag="]"#))
        await server.stop(deadline: .seconds(5))
    }

    @Test("Only the owner may open the socket")
    func mode() async throws {
        let folder = try SocketFolder()
        let server = try await server(folder) { _ in AdminResponse(text: "") }
        var status = stat()
        try #require(lstat("\(folder.path)/s", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        await server.stop(deadline: .seconds(5))
    }

    @Test("An answer that takes long holds up no other")
    func slowAnswer() async throws {
        let folder = try SocketFolder()
        let source = StubSource()
        let server = try await server(folder) { request in
            if request.path == "/refresh" { try? await RawClient.eventually { source.current.isOpen } }
            return AdminResponse(text: request.path)
        }
        async let slow = AdminClient.request(socket: "\(folder.path)/s", path: "/refresh", timeout: .seconds(90))
        for _ in 0..<5 {
            let quick = try await AdminClient.request(
                socket: "\(folder.path)/s",
                path: "/status",
                timeout: .seconds(60)
            )
            #expect(quick == AdminResponse(text: "/status"))
        }
        source.open()
        #expect(try await slow == AdminResponse(text: "/refresh"))
        await server.stop(deadline: .seconds(5))
    }

    @Test("A large answer comes whole")
    func largeAnswer() async throws {
        let folder = try SocketFolder()
        let body = [UInt8](repeating: 0x61, count: 3_000_000)
        let server = try await server(folder) { _ in AdminResponse(mediaType: "text/plain", body: body) }
        let response = try await AdminClient.request(socket: "\(folder.path)/s", path: "/", timeout: .seconds(90))
        #expect(response.body == body)
        await server.stop(deadline: .seconds(5))
    }

    @Test("No daemon and no answer in time are told apart")
    func errors() async throws {
        let folder = try SocketFolder()
        let path = "\(folder.path)/s"
        await #expect(throws: AdminClientError(socket: path, reason: .notRunning)) {
            try await AdminClient.request(socket: path, path: "/", timeout: .seconds(5))
        }
        let source = StubSource()
        let server = try await server(folder) { _ in
            try? await RawClient.eventually { source.current.isOpen }
            return AdminResponse(text: "late")
        }
        await #expect(throws: AdminClientError(socket: path, reason: .timedOut)) {
            try await AdminClient.request(socket: path, path: "/", timeout: .milliseconds(100))
        }
        source.open()
        await server.stop(deadline: .seconds(5))
    }
}
