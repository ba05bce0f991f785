/// The names of authors in a line.
enum Byline {
    private static let particles: Set = [
        "and", "&", "de", "del", "della", "der", "di", "du", "la", "le", "van", "von", "zu", "bin", "al", "y", "e",
        "und", "et",
    ]

    /// The names, at most ten of them; nil when it reads like a sentence.
    static func names(in text: String) -> [String]? {
        guard text.utf8.count <= 160 else { return nil }
        let words = text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }
        let last = words.last ?? ""
        // "Martin Luther King Jr." ends with a full stop too.
        guard !words.isEmpty, words.count <= 16, !last.hasSuffix(".") || last.utf8.count <= 4 else { return nil }
        let looksLikeNames = words.allSatisfy { word in
            guard let first = word.unicodeScalars.first else { return false }
            if particles.contains(word.lowercased()) { return true }
            // Scripts without capitals have names too.
            return first.properties.isUppercase || !first.properties.isLowercase && first.properties.isAlphabetic
        }
        guard looksLikeNames else { return nil }
        var names: [String] = [""]
        for word in words {
            let isJoint = ["and", "&", "und", "et"].contains(word.lowercased())
            if isJoint {
                names.append("")
            } else {
                let endsName = word.hasSuffix(",") || word.hasSuffix(";")
                let bare = endsName ? String(word.dropLast()) : word
                names[names.count - 1] += (names.last?.isEmpty == true ? "" : " ") + bare
                if endsName { names.append("") }
            }
        }
        names = names.filter { !$0.isEmpty }
        return names.isEmpty || names.count > 10 ? nil : names
    }
}
