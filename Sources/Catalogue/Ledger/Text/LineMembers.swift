import Syndication

/// The members of one line, taken out by name until none is left.
struct LineMembers {
    private var values: [String: JSONValue] = [:]

    init() {}

    init(_ text: String) throws(LineFault) {
        do throws(JSONReader.Fault) {
            guard case .object(let members) = try JSONReader.value(of: text) else {
                throw JSONReader.Fault(column: 1, reason: "it is not an object")
            }
            values = members
        } catch {
            throw LineFault("column \(error.column): \(error.reason)")
        }
    }

    var text: String {
        var bytes: [UInt8] = []
        JSONValue.object(values).write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    subscript(name: String) -> JSONValue? {
        get { values[name] }
        set { values[name] = newValue }
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// Throws when a member was not taken: it means something to a newer version.
    func finish() throws(LineFault) {
        guard let name = values.keys.min() else { return }
        throw LineFault("this version does not know \(name)")
    }

    // MARK: What may be absent

    mutating func optionalString(_ name: String) throws(LineFault) -> String? {
        guard let value = values.removeValue(forKey: name) else { return nil }
        // SQLite would cut a text at a NUL.
        guard case .string(let text) = value, !text.utf8.contains(0) else { throw LineFault("\(name) is not a text") }
        return text
    }

    mutating func optionalMoment(_ name: String) throws(LineFault) -> Timestamp? {
        try optional(name, "a moment such as 2026-01-07T12:00:00Z", Timestamp.init(text:))
    }

    mutating func optionalDate(_ name: String) throws(LineFault) -> ArticleDate? {
        try optional(name, "a day such as 2026-01-07 or a moment", ArticleDate.init(text:))
    }

    mutating func optionalID(_ name: String) throws(LineFault) -> PermanentID? {
        try optional(name, "a urn:uuid:") { text in PermanentID(text).flatMap { $0.urn == text ? $0 : nil } }
    }

    mutating func optionalSlug(_ name: String) throws(LineFault) -> Slug? {
        try optional(name, "a slug") { text in Slug(stored: text).isWellFormed ? Slug(stored: text) : nil }
    }

    /// Empty when it is absent.
    mutating func strings(_ name: String) throws(LineFault) -> [String] {
        guard let value = values.removeValue(forKey: name) else { return [] }
        guard case .array(let items) = value else { throw LineFault("\(name) is not a list of texts") }
        var texts: [String] = []
        for item in items {
            guard case .string(let text) = item, !text.isEmpty, !text.utf8.contains(0) else {
                throw LineFault("\(name) is not a list of texts")
            }
            texts.append(text)
        }
        return texts
    }

    /// The texts under each name; empty when it is absent.
    mutating func table(_ name: String) throws(LineFault) -> [String: String] {
        guard let value = values.removeValue(forKey: name) else { return [:] }
        guard case .object(let members) = value else { throw LineFault("\(name) is not an object") }
        var texts: [String: String] = [:]
        for (key, member) in members {
            guard case .string(let text) = member, !text.utf8.contains(0), !key.utf8.contains(0) else {
                throw LineFault("\(name): \(key) is not a text")
            }
            texts[key] = text
        }
        return texts
    }

    /// False when it is absent.
    mutating func flag(_ name: String) throws(LineFault) -> Bool {
        guard let value = values.removeValue(forKey: name) else { return false }
        guard case .bool(let flag) = value else { throw LineFault("\(name) is neither true nor false") }
        return flag
    }

    // MARK: What must be there

    mutating func string(_ name: String) throws(LineFault) -> String {
        try required(name, optionalString(name))
    }

    mutating func moment(_ name: String) throws(LineFault) -> Timestamp {
        try required(name, optionalMoment(name))
    }

    mutating func id(_ name: String) throws(LineFault) -> PermanentID {
        try required(name, optionalID(name))
    }

    mutating func slug(_ name: String) throws(LineFault) -> Slug {
        try required(name, optionalSlug(name))
    }

    mutating func digest(_ name: String) throws(LineFault) -> Digest {
        guard let digest = Digest(stored: try bytes(name)) else { throw LineFault("\(name) is not 32 digits") }
        return digest
    }

    mutating func bytes(_ name: String) throws(LineFault) -> [UInt8] {
        try required(name, optional(name, "an even number of hexadecimal digits", Hexadecimal.bytes))
    }

    /// A relative path that stays below the seeds folder.
    mutating func path(_ name: String) throws(LineFault) -> String {
        let path = try string(name)
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }) else {
            throw LineFault("\(name) does not lead to a place in the seeds folder")
        }
        return path
    }

    /// A row's number: at least 1.
    mutating func number(_ name: String) throws(LineFault) -> Int64 {
        guard let value = values.removeValue(forKey: name) else { throw LineFault("\(name) is missing") }
        // Numbers go up to 2^53, so that the next ones stay far from SQLite's bound.
        guard case .integer(let number) = value, (1...1 << 53).contains(number) else {
            throw LineFault("\(name) is not a whole number from 1 on")
        }
        return number
    }

    mutating func version(_ name: String) throws(LineFault) -> Int {
        Int(try number(name))
    }

    /// A whole number from 0 on.
    mutating func count(_ name: String) throws(LineFault) -> Int {
        guard let value = values.removeValue(forKey: name) else { throw LineFault("\(name) is missing") }
        guard case .integer(let number) = value, let count = Int(exactly: number), count >= 0 else {
            throw LineFault("\(name) is not a count")
        }
        return count
    }

    private func required<Value>(_ name: String, _ value: Value?) throws(LineFault) -> Value {
        guard let value else { throw LineFault("\(name) is missing") }
        return value
    }

    private mutating func optional<Value>(
        _ name: String,
        _ form: String,
        _ read: (String) -> Value?
    ) throws(LineFault) -> Value? {
        guard let text = try optionalString(name) else { return nil }
        guard let value = read(text) else { throw LineFault("\(name) is not \(form)") }
        return value
    }
}

/// Why a line is refused.
struct LineFault: Error, Hashable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
