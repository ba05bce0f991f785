/// Where entries lead when they lead to the publisher's own site: an address with `{slug}`, `{stem}` or parts
/// of the date in it.
package struct LinkPattern: Sendable, Hashable {
    package let source: String
    private let parts: [Part]

    private enum Part: Hashable {
        case text(String)
        case slug
        case stem
        case date
        case year
        case month
        case day
    }

    package struct InvalidPattern: Error {
        package let reason: String
    }

    /// Throws when the address is not absolute, names an unknown part, or is the same for every article.
    package init(_ source: String) throws(InvalidPattern) {
        guard source.hasPrefix("http://") || source.hasPrefix("https://") else {
            throw InvalidPattern(reason: "must begin with http:// or https://")
        }
        var parts: [Part] = []
        var rest = source[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw InvalidPattern(reason: "has a “{” without its “}”")
            }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            switch rest[rest.index(after: open)..<close] {
            case "slug": parts.append(.slug)
            case "stem": parts.append(.stem)
            case "date": parts.append(.date)
            case "year": parts.append(.year)
            case "month": parts.append(.month)
            case "day": parts.append(.day)
            case let name:
                throw InvalidPattern(
                    reason: "names {\(name)}; known are {slug}, {stem}, {date}, {year}, {month} and {day}"
                )
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        guard case .text(let first)? = parts.first, let host = host(of: first), isAuthority(host) else {
            throw InvalidPattern(reason: "must name a host before its first “{” and “/”")
        }
        guard parts.contains(.slug) || parts.contains(.stem) else {
            throw InvalidPattern(reason: "must contain {slug} or {stem}, or all articles would have one address")
        }
        let isClean = parts.allSatisfy {
            guard case .text(let text) = $0 else { return true }
            return hasWholeEscapes(text)
                && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }
        }
        guard isClean else { throw InvalidPattern(reason: "has a character that an address can't hold") }
        (self.source, self.parts) = (source, parts)
    }

    /// What relative addresses in articles are relative to: the folder before the first part that differs by article.
    package var base: String {
        guard case .text(let first)? = parts.first, let slash = first.lastIndex(of: "/") else { return source }
        return String(first[...slash])
    }

    /// - Parameters:
    ///   - path: the seed's, relative to the seeds folder; its last component without extension is the stem.
    ///   - day: of publication, in the site's zone.
    package func address(slug: Slug, path: String, day: CivilDate) -> String {
        let date = CivilTime(date: day, secondOfDay: 0).moment().rfc3339.prefix(10)
        return parts.map { part in
            switch part {
            case .text(let text): text
            case .slug: slug.text
            case .stem: PercentEncoding.encoded(stem(of: path))
            case .date: String(date)
            case .year: String(date.prefix(4))
            case .month: String(date.dropFirst(5).prefix(2))
            case .day: String(date.suffix(2))
            }
        }.joined()
    }
}

/// What stands between `//` and the next `/`; nil without the latter.
private func host(of text: String) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 3 ? String(parts[2]) : nil
}

private func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
}
