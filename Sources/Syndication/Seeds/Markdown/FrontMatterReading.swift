import XML

/// Puts front matter into a record.
struct FrontMatterReading {
    let settings: RecognitionSettings

    /// A date that is none, and other values of the wrong kind, are refused with their line; unknown keys are passed over.
    func put(_ fields: [FrontMatter.Field], into recognition: inout Recognition) throws(SeedProblem) {
        let known = fields.compactMap { field in MetadataKey(field.key).map { (field: field, key: $0) } }
        // The address comes first, as others are relative to it, and the categories last, as they may add to the tags.
        let (first, last) = (MetadataKey.label(.link), MetadataKey.label(.category))
        let sorted = known.filter { $0.key == first } + known.filter { $0.key != first && $0.key != last }
        for (field, key) in sorted + known.filter({ $0.key == last }) {
            try put(field, as: key, into: &recognition)
        }
    }

    private func put(
        _ field: FrontMatter.Field,
        as key: MetadataKey,
        into recognition: inout Recognition
    ) throws(SeedProblem) {
        let place = field.line...field.line
        let rule = "“\(field.key)” above the text"
        switch key {
        case .description:
            guard let text = field.values.first, !recognition.has("description") else { return }
            recognition.article.description = HTMLText.plain(text)
            recognition.found("description", by: rule, place)
        case .image:
            try putImage(field, into: &recognition)
        case .published:
            switch field.values.first.map(Folding.folded) {
            case "true", "yes", nil: return
            case "false", "no":
                recognition.isDraft = true
                recognition.found("draft", by: rule, place)
            default: try putLabelled(field, .date, rule, into: &recognition)
            }
        case .label(.category):
            try putCategories(field, rule, into: &recognition)
        case .label(let label):
            try putLabelled(field, label, rule, into: &recognition)
        }
    }

    private func putLabelled(
        _ field: FrontMatter.Field,
        _ label: HeaderLabel,
        _ rule: String,
        into recognition: inout Recognition
    ) throws(SeedProblem) {
        let header = HeaderReading(settings: settings)
        let read: HeaderField?
        switch label {
        case .author:
            let names =
                field.names + field.values + [field.members["name"]].compactMap { field.names.isEmpty ? $0 : nil }
            // A list names one each; a single value may name several.
            let authors = names.count == 1 ? Byline.names(in: names[0]) ?? names : names
            read = authors.isEmpty ? nil : .authors(authors)
        case .tags:
            // Eleventy's names of collections say nothing to a reader.
            let values = field.values.filter { !["post", "posts"].contains($0) }
            read = values.count > 1 ? .tags(values) : values.first.flatMap { header.field(label, $0) }
        default:
            guard let value = field.values.first else { return }
            read = header.field(label, value)
            if read == nil { return try complain(of: value, field, label, &recognition) }
        }
        if let read { _ = try header.put(read, at: field.line, by: rule, into: &recognition) }
    }

    private func complain(
        of value: String,
        _ field: FrontMatter.Field,
        _ label: HeaderLabel,
        _ recognition: inout Recognition
    ) throws(SeedProblem) {
        switch label {
        case .date, .updated:
            // What Eleventy asks its file system or its history for.
            let words = ["created", "last modified", "git created", "git last modified"]
            if words.contains(Folding.folded(value)) {
                return recognition.note(field.line, "“\(field.key)”: “\(value)” names no day, so there is none")
            }
            let fault = DateGuess.fault(in: value) ?? "is no date; write it as 2026-01-07 or 2026-01-07T09:30:00+01:00"
            throw SeedProblem(line: field.line, reason: "“\(field.key)”: “\(value)” \(fault)")
        case .draft:
            throw SeedProblem(line: field.line, reason: "“\(field.key)”: “\(value)” is neither true nor false")
        case .link where value.hasPrefix("/") && !value.contains { ":{}".contains($0) }:
            // Jekyll and Hugo write the path on their own site so.
            if recognition.has("link") {
                return
            } else if let base = settings.base {
                recognition.article.canonicalLink = XMLTree.resolved(value, base: base)
                recognition.found("link", by: "“\(field.key)” above the text", field.line...field.line)
            } else {
                recognition.note(field.line, "“\(field.key)”: “\(value)” is relative, and nothing says to what")
            }
        default:
            recognition.warn(field.line, "“\(field.key)”: “\(value)” is not used, as it can't be what its name says")
        }
    }

    /// The first is the category, others are tags.
    private func putCategories(
        _ field: FrontMatter.Field,
        _ rule: String,
        into recognition: inout Recognition
    ) throws(SeedProblem) {
        let values = FrontMatterReading.categories(field)
        guard let first = values.first else { return }
        let header = HeaderReading(settings: settings)
        _ = try header.put(.category(first), at: field.line, by: rule, into: &recognition)
        let others = values.dropFirst().filter { !recognition.article.tags.contains($0) }
        guard !others.isEmpty else { return }
        recognition.article.tags += others
        recognition.found("tags", by: "further values of \(rule)", field.line...field.line)
    }

    /// All of a list; of one text under “categories”, the parts between commas, or the words as Jekyll has them, which are
    /// in lower case.
    private static func categories(_ field: FrontMatter.Field) -> [String] {
        let values = field.values + field.names
        guard field.key == "categories", values.count == 1 else { return values }
        let parts = values[0].split(separator: ",").map { String($0).collapsingSpace }.filter { !$0.isEmpty }
        let areWords = values[0] == values[0].lowercased() && !values[0].contains("&")
        return parts.count == 1 && areWords ? values[0].split(separator: " ").map(String.init) : parts
    }

    private func putImage(_ field: FrontMatter.Field, into recognition: inout Recognition) throws(SeedProblem) {
        let members = field.members
        let named = members["url"] ?? members["src"] ?? members["path"] ?? members["image"] ?? members["feature"]
        guard let value = field.values.first ?? named, !recognition.has("image") else { return }
        let base = recognition.article.canonicalLink ?? settings.base
        guard let address = HTMLSanitiser.address(ofImage: value, base: base) else {
            recognition.warn(
                field.line,
                "the image “\(value)” is left out: its address is not absolute, and no base is known"
            )
            return
        }
        recognition.article.image = .init(address: address, alternative: members["alt"] ?? members["caption"] ?? "")
        recognition.found("image", by: "“\(field.key)” above the text", field.line...field.line)
    }
}
