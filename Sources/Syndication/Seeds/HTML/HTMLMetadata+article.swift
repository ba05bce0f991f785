import XML

extension HTMLMetadata {
    /// Puts what the page says into a record, the first of each kind; a date that no calendar has is refused, one that can't be
    /// read is told of.
    func put(into recognition: inout Recognition, _ settings: RecognitionSettings) throws(SeedProblem) {
        let header = HeaderReading(settings: settings)
        // The address comes first: pictures are relative to it.
        for item in items where item.meaning == .label(.link) {
            let address = XMLTree.resolved(item.values[0], base: settings.base)
            guard let field = header.field(.link, address) else { continue }
            _ = try header.put(field, at: item.line, by: item.rule, into: &recognition)
        }
        for line in brokenLines { recognition.warn(line, "the JSON-LD here is no JSON, so nothing is taken from it") }
        for item in items {
            switch item.meaning {
            case .label(.link): continue
            case .label(let label): try put(item, as: label, header, into: &recognition)
            case .description:
                guard !recognition.has("description") else { continue }
                recognition.article.description = item.values[0].collapsingSpace
                recognition.found("description", by: item.rule, item.line...item.line)
            case .image:
                let base = recognition.article.canonicalLink ?? settings.base
                guard !recognition.has("image"),
                    let address = HTMLSanitiser.address(ofImage: item.values[0], base: base)
                else { continue }
                recognition.article.image = .init(address: address)
                recognition.found("image", by: item.rule, item.line...item.line)
            }
        }
    }

    private func put(
        _ item: Item,
        as label: HeaderLabel,
        _ header: HeaderReading,
        into recognition: inout Recognition
    ) throws(SeedProblem) {
        let field: HeaderField?
        switch label {
        case .author:
            let values = item.values.filter { !$0.lowercased().hasPrefix("http") }
            let names = values.count == 1 ? Byline.names(in: values[0]) ?? values : values
            field = names.isEmpty ? nil : .authors(names)
        case .tags:
            field = item.values.count > 1 ? .tags(item.values) : header.field(.tags, item.values[0])
        case .category:
            field = .category(item.values[0])
        default:
            field = header.field(label, item.values[0])
            if field == nil, label == .date || label == .updated, !recognition.has(label == .date ? "date" : "updated")
            {
                recognition.warn(item.line, "\(item.rule): “\(item.values[0])” is no date that is known")
            }
        }
        if let field { _ = try header.put(field, at: item.line, by: item.rule, into: &recognition) }
    }
}
