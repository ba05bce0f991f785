import XML
import Yams

/// The fields above a Markdown text: YAML between two lines of three hyphens, as Jekyll, Hugo and Eleventy have it, or lines
/// of "Key: value" up to a blank one, as Pelican does.
struct FrontMatter {
    /// In their order; keys folded.
    let fields: [Field]
    /// The line on which the text begins, counted from 1.
    let contentStart: Int

    struct Field {
        let key: String
        let line: Int
        /// The value, or all of a list's.
        let values: [String]
        /// The values of a mapping, by key; of a list of mappings, those of the first.
        let members: [String: String]
        /// Names in a list of mappings: `authors: [{name: Ann}]`.
        let names: [String]
    }

    /// Bytes of YAML, so that nothing clever in it can cost much.
    private static let largest = 65_536

    /// Malformed front matter is refused with its line; without any, there are no fields.
    init(_ text: SeedText, bounds: SeedBounds) throws(SeedProblem) {
        let lines = text.lines
        guard let first = lines.firstIndex(where: { !$0.isBlank }) else {
            (fields, contentStart) = ([], 1)
            return
        }
        switch lines[first].text {
        case "---":
            (fields, contentStart) = try FrontMatter.yaml(text, from: first, bounds)
        case "+++", ";;;", "---js", "---javascript", "---json", "---toml":
            throw SeedProblem(
                line: lines[first].number,
                reason: "front matter in another language than YAML is not read; write it between two lines “---”"
            )
        case "{" where lines[first...].contains { $0.text == "}" }:
            throw SeedProblem(
                line: lines[first].number,
                reason: "front matter in JSON is not read; write it as “key: value” between two lines “---”"
            )
        default:
            (fields, contentStart) = FrontMatter.headerLines(lines, from: first)
        }
    }

    // MARK: YAML

    private static func yaml(
        _ seed: SeedText,
        from first: Int,
        _ bounds: SeedBounds
    ) throws(SeedProblem) -> ([Field], Int) {
        let lines = seed.lines
        let isRule = lines.dropFirst(first + 1).first.map(\.isBlank) ?? true
        let opening = lines.dropFirst(first + 1).first { !$0.isBlank }?.text ?? ""
        // A rule above a text that goes on is no front matter.
        if isRule, !opening.contains(":"), opening != "---" { return ([], lines[first].number) }
        guard let end = lines[(first + 1)...].firstIndex(where: { $0.text == "---" || $0.text == "..." }) else {
            guard opening.contains(":") else { return ([], lines[first].number) }
            throw SeedProblem(
                line: lines[first].number,
                reason: "the front matter that begins here does not end; close it with a line “---”"
            )
        }
        let start = lines[first].number
        let text = String(decoding: seed.source(of: (start + 1)..<lines[end].number), as: UTF8.self)
        try check(text, start: start, bounds)
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw problem(error, start: start)
        }
        guard let root, root.null == nil else { return ([], lines[end].number + 1) }
        guard let mapping = root.mapping else {
            throw SeedProblem(line: start + 1, reason: "the front matter is no list of “key: value”")
        }
        return (mapping.compactMap { field($0.key, $0.value, start: start) }, lines[end].number + 1)
    }

    /// What a parser that goes down a level for each bracket should not be given.
    private static func check(_ text: String, start: Int, _ bounds: SeedBounds) throws(SeedProblem) {
        guard text.utf8.count <= largest else {
            throw SeedProblem(line: start, reason: "the front matter has more than \(largest) bytes")
        }
        var line = start + 1
        var brackets = 0
        var (dashes, isAtStart) = (0, true)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): (line, dashes, isAtStart) = (line + 1, 0, true)
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
            case UInt8(ascii: "-") where isAtStart: dashes += 1
            case UInt8(ascii: "?") where isAtStart: dashes += 1
            case UInt8(ascii: " "): break
            default: isAtStart = false
            }
            guard brackets <= bounds.deepestNesting, dashes <= bounds.deepestNesting else {
                throw SeedProblem(line: line, reason: "more than \(bounds.deepestNesting) lists inside one another")
            }
        }
    }

    private static func field(_ key: Node, _ value: Node, start: Int) -> Field? {
        guard let name = key.scalar?.string, value.null == nil else { return nil }
        var (values, names): ([String], [String]) = ([], [])
        var members: [String: String] = [:]
        switch value {
        case .scalar(let scalar): values = [scalar.string]
        case .sequence(let sequence):
            for item in sequence {
                if let scalar = item.scalar { values.append(scalar.string) }
                if let mapping = item.mapping {
                    let own = strings(of: mapping)
                    if members.isEmpty { members = own }
                    if let name = own["name"] { names.append(name) }
                }
            }
        case .mapping(let mapping): members = strings(of: mapping)
        case .alias: break
        }
        return Field(
            key: Folding.folded(name),
            line: start + (key.mark?.line ?? 1),
            values: values.map(plain).filter { !$0.isEmpty },
            members: members,
            names: names
        )
    }

    /// On one line; an escape in quotes may stand for any character.
    private static func plain(_ value: String) -> String { XMLText.repaired(value).collapsingSpace }

    private static func strings(of mapping: Node.Mapping) -> [String: String] {
        var strings: [String: String] = [:]
        for (key, value) in mapping {
            guard let key = key.scalar?.string, let value = value.scalar?.string else { continue }
            strings[Folding.folded(key)] = plain(value)
        }
        return strings
    }

    private static func problem(_ error: any Error, start: Int) -> SeedProblem {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            SeedProblem(
                line: start + mark.line,
                column: mark.column,
                reason: "the front matter is not YAML: \(problem)\(advice(problem, context, start: start))"
            )
        case .duplicatedKeysInMapping(let duplicates, let context):
            SeedProblem(
                line: start + context.mark.line,
                reason: "the front matter says twice: \(duplicates.map { "“\($0)”" }.sorted().joined(separator: ", "))"
            )
        default: SeedProblem(line: start, reason: "the front matter is not YAML: \(error)")
        }
    }

    /// What to do about it, where that is plain.
    private static func advice(_ problem: String, _ context: YamlError.Context?, start: Int) -> String {
        if problem.contains("mapping values are not allowed") { return "; put a value with a colon in it in quotes" }
        if problem.contains("cannot start any token") {
            return "; indent with spaces, and put a value that begins with a mark in quotes"
        }
        guard let context, context.text.contains("quoted scalar") else { return "" }
        return "; the quote on line \(start + context.mark.line) is not closed"
    }

    // MARK: Lines

    /// Lines "Key: value" from the first on, when the first key is a known one; an indented line continues a value.
    private static func headerLines(_ lines: [SeedText.Line], from first: Int) -> ([Field], Int) {
        var fields: [Field] = []
        for line in lines[first...] {
            if line.isBlank { break }
            if line.isIndented, let last = fields.popLast() {
                let value = ((last.values.first ?? "") + " " + line.text).collapsingSpace
                fields.append(Field(key: last.key, line: last.line, values: [value], members: [:], names: []))
                continue
            }
            guard let colon = line.text.firstIndex(of: ":") else { return ([], lines[first].number) }
            let key = Folding.folded(String(line.text[..<colon]))
            let isWord =
                !key.isEmpty && key.utf8.count <= 24 && !key.utf8.contains { $0 < 0x20 || "#*[]`<".utf8.contains($0) }
            guard isWord, !fields.isEmpty || MetadataKey(key) != nil else { return ([], lines[first].number) }
            let value = String(line.text[line.text.index(after: colon)...]).collapsingSpace
            fields.append(
                Field(key: key, line: line.number, values: value.isEmpty ? [] : [value], members: [:], names: [])
            )
        }
        return (fields, (lines[first...].first(where: \.isBlank) ?? lines[lines.count - 1]).number)
    }
}
