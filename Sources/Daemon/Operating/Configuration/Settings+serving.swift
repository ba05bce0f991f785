import NIOCore

extension Settings {
    /// The keys of the HTTP server.
    mutating func serve(reader: inout Reader) {
        accessLog = reader.text(.accessLog).flatMap { $0 == "off" ? nil : $0 }
        if let accessLog, accessLog != "-", !accessLog.hasPrefix("/") {
            reader.problems.append(
                .init(
                    place: reader.place(.accessLog),
                    reason: "“access-log” must be an absolute path, “-” or “off”, not “\(accessLog)”"
                )
            )
        }
        server.connectionLimit = reader.number(.maxConnections, in: 16...1_000_000) ?? server.connectionLimit
        if let time = reader.duration(.headerTimeout, in: 1...600) { server.headTimeout = .seconds(Int64(time)) }
        if let time = reader.duration(.idleTimeout, in: 1...3_600) {
            server.idleTimeout = .seconds(Int64(time))
            server.firstByteTimeout = min(server.firstByteTimeout, server.idleTimeout)
        }
        if let time = reader.duration(.writeTimeout, in: 1...3_600) { server.writeTimeout = .seconds(Int64(time)) }
        if let size = reader.size(.maxHeaderSize, in: 1_000...1_000_000) {
            server.request.headSize = size
            server.request.fieldSize = size / 2
        }
        server.request.fieldCount = reader.number(.maxHeaderCount, in: 8...1_000) ?? server.request.fieldCount
        server.socketAccess.mode =
            reader.value(.socketMode, "must be an octal mode such as 0660") { text in
                UInt32(text, radix: 8).flatMap { $0 <= 0o777 ? $0 : nil }
            } ?? server.socketAccess.mode
        server.socketAccess =
            reader.value(.socketOwner, "must be user, user:group or :group") { [access = server.socketAccess] text in
                var access = access
                return access.setOwner(text) ? access : nil
            } ?? server.socketAccess
        server.throttling =
            reader.value(.throttle, "must be “off”, or times and period such as 10/1h") { text in
                text == "off" ? .some(nil) : Throttling(text).map(Optional.some)
            } ?? nil
        server.staleness.whileRevalidating = reader.duration(.staleWhileRevalidate, in: 0...86_400) ?? 0
        server.staleness.ifError = reader.duration(.staleIfError, in: 0...604_800) ?? 0
        for text in reader.setting(.trustedProxies)?.values ?? [] where !server.trustedProxies.add(text) {
            reader.problems.append(
                .init(
                    place: reader.place(.trustedProxies),
                    reason: "“trusted-proxies” must be addresses, networks such as 10.0.0.0/8, or unix, not “\(text)”"
                )
            )
        }
    }
}

extension Throttling {
    /// Reads `10/1h`.
    fileprivate init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let requests = Int(parts[0]), (3...10_000).contains(requests),
            let period = quantity(parts[1], units: ["s": 1, "m": 60, "h": 3_600], in: 60...86_400)
        else { return nil }
        self.init(requests: requests, period: period)
    }
}
