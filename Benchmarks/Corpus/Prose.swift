/// Sentences of made-up news, with curly quotes, dashes and accents about as often as newspapers have them.
struct Prose {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64 by Steele, Lea and Flood, 2014.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(truncatingIfNeeded: next() % UInt64(range.count))
    }

    mutating func chance(_ times: Int, in all: Int) -> Bool { number(in: 1...all) <= times }

    mutating func choose(_ words: [String]) -> String { words[number(in: 0...words.count - 1)] }

    /// Six words with capitals and no full stop.
    mutating func title() -> String {
        let words = (0..<6).map { _ in choose(Prose.words) }
        return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    mutating func sentence() -> String {
        var words = (0..<number(in: 8...22)).map { _ in choose(Prose.words) }
        words[0] = words[0].prefix(1).uppercased() + words[0].dropFirst()
        let middle = words.count / 2
        if chance(1, in: 3) { words[middle] += "’s" }
        if chance(1, in: 3) { words[middle - 2] += "," }
        if chance(1, in: 9) { words[middle + 1] += "—" + words.removeLast() }
        if chance(1, in: 20) { words[2] = choose(Prose.accented) }
        let text = words.joined(separator: " ")
        guard chance(1, in: 6) else { return text + "." }
        return "“\(text),” said \(choose(Prose.people))."
    }

    /// At least one sentence; no further one begins where the bound has been passed.
    mutating func paragraph(sentences count: Int, within bound: Int = .max) -> String {
        var text = sentence()
        for _ in 1..<count where text.utf8.count < bound { text += " " + sentence() }
        return text
    }

    /// The beginning of an article, as lists of others show it.
    mutating func teaser() -> String {
        String(paragraph(sentences: 2).unicodeScalars.prefix(100)) + "..."
    }

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let categories = ["Town & Country", "Food & Drink", "Harbour", "Travel", "Culture", "Science"]
    private static let people = ["the harbour master", "Ida Brandt", "a spokeswoman", "Tomás Núñez", "the baker"]
    private static let accented = ["café", "façade", "Zürich", "naïve", "señor", "Åland", "crème", "coöperation"]
    private static let words = [
        "the", "a", "of", "and", "to", "in", "for", "on", "with", "that", "from", "at", "by", "as", "is", "was", "are",
        "were", "has", "had", "will", "would", "may", "it", "this", "which", "its", "their", "about", "after",
        "before", "between", "during", "under", "over", "ferry", "harbour", "lamp", "mill", "tide", "creek", "pier",
        "island", "winter", "summer", "evening", "council", "library", "tower", "museum", "market", "orchard", "apple",
        "bread", "flour", "sluice", "wheel", "timber", "skipper", "boat", "crossing", "timetable", "morning", "swift",
        "nest", "clock", "volunteer", "restoration", "lighthouse", "keeper", "fisherman", "herring", "net", "rope",
        "school", "teacher", "pupil", "festival", "concert", "choir", "bell", "square", "bridge", "river", "railway",
        "station", "carriage", "passenger", "ticket", "weather", "storm", "forecast", "repair", "budget", "estimate",
        "agreement", "neighbour", "exhibition", "painting", "photograph", "archive", "letter", "century", "decade",
        "visitor", "season", "opened", "closed", "returned", "rebuilt", "measured", "announced", "expected", "found",
        "kept", "carried", "gathered", "promised", "voted", "planned", "slowly", "again", "nearly", "together",
        "early", "quietly", "often", "several", "two", "twelve", "hundred", "first", "last", "new", "old", "small",
        "large", "narrow", "northern", "southern", "public", "private", "wooden", "careful", "unusual",
    ]
}
