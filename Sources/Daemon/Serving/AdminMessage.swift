/// What someone asks on the admin socket.
package struct AdminRequest: Sendable, Hashable {
    /// Upper case: `GET`, `POST`.
    package let method: String
    /// Decoded; starts with a slash.
    package let path: String
    package let query: [QueryItem]

    package init(method: String, path: String, query: [QueryItem] = []) {
        (self.method, self.path, self.query) = (method, path, query)
    }

    /// The first value of that name; empty for a name without one, nil when it isn't there.
    package func value(of name: String) -> String? {
        query.first { $0.name == name }?.value
    }
}

/// What it answers.
package struct AdminResponse: Sendable, Hashable {
    package let status: Int
    package let mediaType: String
    package let body: [UInt8]

    package init(status: Int = 200, mediaType: String, body: [UInt8]) {
        (self.status, self.mediaType, self.body) = (status, mediaType, body)
    }

    /// A few words in UTF-8.
    package init(status: Int = 200, text: String) {
        self.init(status: status, mediaType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }
}

/// One `name=value` of a query.
package struct QueryItem: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        (self.name, self.value) = (name, value)
    }

    /// Reads `application/x-www-form-urlencoded` (WHATWG URL §5.1): a plus is a space, a broken percent-encoding stands
    /// for itself, broken UTF-8 is repaired.
    ///
    /// O(length).
    package static func items(of query: String) -> [QueryItem] {
        query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            return QueryItem(decoded(name), decoded(pair.dropFirst(name.count + 1)))
        }
    }

    private static func decoded(_ text: Substring.UTF8View) -> String {
        let bytes = Array(text)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
                let low = hexValue(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
