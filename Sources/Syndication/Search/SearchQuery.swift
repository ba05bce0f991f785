/// What somebody looks for: words, "phrases", beginnings* and -exclusions, all of which must hold.
///
/// Any text is a query; what is beyond the bounds is left out.
package struct SearchQuery: Sendable, Hashable {
    package struct Term: Sendable, Hashable {
        /// Folded; one word, or several that follow each other.
        package var text: String
        /// Any word that begins so.
        package var isPrefix: Bool
    }

    package private(set) var wanted: [Term] = []
    package private(set) var excluded: [Term] = []
    /// Whether something was left out.
    package private(set) var isCut = false

    /// Bytes of a query; what follows is left out.
    package static let longest = 300
    /// Terms of a query, excluded ones included.
    package static let mostTerms = 12
    /// A shorter beginning would be that of too many words, so it is taken as a word.
    package static let shortestPrefix = 2

    /// Reads what somebody typed; linear.
    package init(_ text: String) {
        var bytes = Array(text.utf8)
        if bytes.count > SearchQuery.longest {
            bytes.removeSubrange(SearchQuery.longest...)
            // Never half a word.
            if let space = bytes.lastIndex(where: { $0 == 0x20 }) { bytes.removeSubrange(space...) }
            isCut = true
        }
        var rest = Folding.folded(String(decoding: bytes, as: UTF8.self))[...]
        while !rest.isEmpty { readTerm(&rest) }
    }

    private mutating func readTerm(_ rest: inout Substring) {
        rest = rest.drop { $0 == " " }
        guard !rest.isEmpty else { return }
        let isExcluded = rest.hasPrefix("-")
        if isExcluded { rest = rest.dropFirst() }
        var text: Substring
        var isPrefix = false
        if rest.hasPrefix("\"") {
            rest = rest.dropFirst()
            text = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(text.count + 1)
        } else {
            text = rest.prefix { $0 != " " && $0 != "\"" }
            rest = rest.dropFirst(text.count)
            isPrefix = text.hasSuffix("*")
        }
        let words = SearchQuery.words(of: text)
        guard let last = words.last else { return }
        isPrefix = isPrefix && last.utf8.count >= SearchQuery.shortestPrefix
        add(Term(text: words.joined(separator: " "), isPrefix: isPrefix), isExcluded: isExcluded)
    }

    private mutating func add(_ term: Term, isExcluded: Bool) {
        if isExcluded ? excluded.contains(term) : wanted.contains(term) { return }
        guard wanted.count + excluded.count < SearchQuery.mostTerms else {
            isCut = true
            return
        }
        if isExcluded { excluded.append(term) } else { wanted.append(term) }
    }

    /// Runs of letters and digits.
    private static func words(of text: Substring) -> [String] {
        text.unicodeScalars.split { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber, .privateUse:
                false
            // What belongs to a letter and isn't folded away, as in Devanagari.
            case .spacingMark, .nonspacingMark, .enclosingMark: false
            default: true
            }
        }.map { String($0) }
    }

    /// Whether there is nothing to look for: exclusions alone find nothing.
    package var isEmpty: Bool { wanted.isEmpty }

    /// As it could have been typed: the form that addresses and titles show.
    package var text: String {
        (wanted.map(\.typed) + excluded.map { "-" + $0.typed }).joined(separator: " ")
    }

    /// The same for queries that ask for the same, whatever the order of their terms.
    package var key: String {
        (wanted.map(\.typed).sorted() + excluded.map { "-" + $0.typed }.sorted()).joined(separator: " ")
    }
}

extension SearchQuery.Term {
    fileprivate var typed: String {
        (text.contains(" ") ? "\"\(text)\"" : text) + (isPrefix ? "*" : "")
    }
}
