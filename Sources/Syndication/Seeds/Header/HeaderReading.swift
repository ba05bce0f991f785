/// Puts what header lines say into a record, each field once.
struct HeaderReading {
    let settings: RecognitionSettings

    /// Whether the line is one, and has been taken; a date that no calendar has is refused.
    func take(
        _ line: SeedText.Line,
        by rule: String,
        into recognition: inout Recognition
    ) throws(SeedProblem) -> Bool {
        guard let fields = HeaderLine.fields(in: line.text, under: recognition.article.title, settings) else {
            return false
        }
        if fields.isEmpty { recognition.cut("how long reading takes", line.number...line.number) }
        return try putAll(fields, at: line.number, by: rule, into: &recognition) || fields.isEmpty
    }

    /// False when all of them have values already.
    func putAll(
        _ fields: [HeaderField],
        at line: Int,
        by rule: String,
        into recognition: inout Recognition
    ) throws(SeedProblem) -> Bool {
        var isNew = false
        for field in fields {
            if try put(field, at: line, by: rule, into: &recognition) { isNew = true }
        }
        return isNew
    }

    /// What a label's value says; nil when it can't be that.
    func field(_ label: HeaderLabel, _ value: String) -> HeaderField? { HeaderField.field(label, value, settings) }

    /// False when the field has a value already.
    func put(
        _ field: HeaderField,
        at line: Int,
        by rule: String,
        into recognition: inout Recognition
    ) throws(SeedProblem) -> Bool {
        func set(_ name: String, _ change: (inout Article) -> Void) -> Bool {
            guard !recognition.has(name) else { return false }
            change(&recognition.article)
            recognition.found(name, by: rule, line...line)
            return true
        }
        switch field {
        case .title(let title): return set("title") { $0.title = title.collapsingSpace }
        case .date(let reading):
            guard !recognition.has("date"), let date = try date(reading, at: line, &recognition) else { return false }
            return set("date") { $0.date = date }
        case .updated(let reading):
            guard !recognition.has("updated"), let date = try date(reading, at: line, &recognition) else {
                return false
            }
            return set("updated") { $0.updated = date }
        case .authors(let names): return set("authors") { $0.authors = distinct(names) }
        case .category(let name): return set("category") { $0.category = name.collapsingSpace }
        case .tags(let tags): return set("tags") { $0.tags = distinct(tags) }
        case .id(let id): return set("id") { $0.explicitID = id }
        case .link(let link): return set("link") { $0.canonicalLink = link }
        case .slug(let slug): return set("slug") { $0.slug = slug }
        case .language(let tag): return set("language") { $0.language = tag }
        case .draft(let isDraft):
            guard set("draft", { _ in }) else { return false }
            recognition.isDraft = isDraft
            return true
        }
    }

    /// Each once, compared folded.
    private func distinct(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.filter { seen.insert(Folding.folded($0)).inserted }
    }

    private func date(
        _ reading: DateLine.Reading,
        at line: Int,
        _ recognition: inout Recognition
    ) throws(SeedProblem) -> ArticleDate? {
        switch reading {
        case .none: return nil
        case .date(let date): return date
        case .doubtful(let date, let doubt):
            recognition.warn(line, doubt)
            return date
        case .impossible(let reason): throw SeedProblem(line: line, reason: reason)
        }
    }
}
