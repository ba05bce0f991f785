import XML

/// A JSON object (RFC 8259) whose members stand in the order in which they were added; its text is repaired as XML's is.
struct JSONObject {
    private var members: [UInt8] = []

    mutating func add(_ name: String, _ text: String) { add(name, JSONObject.quoted(text)) }

    mutating func add(_ name: String, _ texts: [String]) { add(name, JSONObject.list(texts.map(JSONObject.quoted))) }

    mutating func add(_ name: String, _ objects: [JSONObject]) { add(name, JSONObject.list(objects.map(\.bytes))) }

    var bytes: [UInt8] { Array("{".utf8) + members + Array("}".utf8) }

    /// What stands before and after the items of a last member, which is an array.
    func open(_ name: String) -> (head: [UInt8], tail: [UInt8]) {
        var object = self
        object.add(name, Array("[\n".utf8))
        return (Array("{".utf8) + object.members, Array("\n]}\n".utf8))
    }

    private mutating func add(_ name: String, _ value: [UInt8]) {
        if !members.isEmpty { members += Array(",\n".utf8) }
        members += JSONObject.quoted(name) + Array(": ".utf8) + value
    }

    private static func list(_ values: [[UInt8]]) -> [UInt8] {
        Array("[".utf8) + Array(values.joined(separator: Array(", ".utf8))) + Array("]".utf8)
    }

    private static func quoted(_ text: String) -> [UInt8] {
        let source = Array(XMLText.repaired(text).utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count + source.count / 8 + 2)
        bytes.append(UInt8(ascii: "\""))
        var clean = 0
        for index in source.indices {
            guard let escape = escape(of: source[index]) else { continue }
            bytes.append(contentsOf: source[clean..<index])
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(escape)
            clean = index + 1
        }
        bytes.append(contentsOf: source[clean...])
        bytes.append(UInt8(ascii: "\""))
        return bytes
    }

    /// What stands behind the backslash; repaired text has no other control characters.
    private static func escape(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        case UInt8(ascii: "\n"): UInt8(ascii: "n")
        case UInt8(ascii: "\t"): UInt8(ascii: "t")
        default: nil
        }
    }
}
