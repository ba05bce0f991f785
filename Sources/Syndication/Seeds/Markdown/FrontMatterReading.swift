import XML

/// Puts front matter into a record.
struct FrontMatterReading {
    let settings: RecognitionSettings

    /// A date that is none, and other values of the wrong kind, are refused with their line; unknown keys are passed over.
    func put(_ fields: [FrontMatter.Field], into recognition: inout Recognition) throws(SeedProblem) {
        // The address comes first: others are relative to it.
        let sorted = fields.filter { isLink($0) } + fields.filter { !isLink($0) }
        for field in sorted {
            guard let key = MetadataKey(field.key) else { continue }
            try put(field, as: key, into: &recognition)
        }
    }

    private func isLink(_ field: FrontMatter.Field) -> Bool { MetadataKey(field.key) == .label(.link) }

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
            read = field.values.count > 1 ? .tags(field.values) : field.values.first.flatMap { header.field(label, $0) }
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
            let fault = DateGuess.fault(in: value) ?? "is no date; write it as 2026-01-07 or 2026-01-07T09:30:00+01:00"
            throw SeedProblem(line: field.line, reason: "“\(field.key)”: “\(value)” \(fault)")
        case .draft:
            throw SeedProblem(line: field.line, reason: "“\(field.key)”: “\(value)” is neither true nor false")
        case .link where value.hasPrefix("/"):
            // Jekyll and Hugo write the path on their own site so.
            if let base = settings.base {
                recognition.article.canonicalLink = XMLTree.resolved(value, base: base)
                recognition.found("link", by: "“\(field.key)” above the text", field.line...field.line)
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
        let values = field.values + field.names
        guard let first = values.first else { return }
        let header = HeaderReading(settings: settings)
        _ = try header.put(.category(first), at: field.line, by: rule, into: &recognition)
        let others = values.dropFirst().filter { !recognition.article.tags.contains($0) }
        guard !others.isEmpty else { return }
        recognition.article.tags += others
        recognition.found("tags", by: "further values of \(rule)", field.line...field.line)
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
