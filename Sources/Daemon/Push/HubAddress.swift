/// Where a WebSub hub takes what publishers tell it: an `https` or `http` address.
package struct HubAddress: Sendable, Hashable {
    package let text: String
    let isSecure: Bool
    /// Without the brackets of an IPv6 address.
    let host: String
    let port: Int
    /// With the query, as it stands in a request.
    let target: String

    /// Why an address is none that can be told.
    package struct Invalid: Error {
        package let reason: String
    }

    /// Throws for what is no absolute https or http address in ASCII.
    package init(_ text: String) throws(Invalid) {
        let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
        guard let scheme,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}#@".utf8.contains($0) })
        else { throw Invalid(reason: "must be an absolute https:// or http:// address") }
        isSecure = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<end]
        var host = authority
        var port = isSecure ? 443 : 80
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            guard let number = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(number) else {
                throw Invalid(reason: "has a port that is none")
            }
            (host, port) = (authority[..<colon], number)
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { throw Invalid(reason: "names no host") }
        self.text = text
        self.host = String(host)
        self.port = port
        target = (rest[end...].first == "/" ? "" : "/") + rest[end...]
    }

    /// As the Host field names it.
    var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }
}
