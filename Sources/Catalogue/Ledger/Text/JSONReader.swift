/// Reads one JSON value from untrusted bytes; stricter than RFC 8259 in what `JSONValue` leaves out.
struct JSONReader {
    private let bytes: [UInt8]
    private var place = 0

    /// How deep arrays and objects may stand in each other.
    private static let depth = 8

    /// Why a text is refused, and at which byte, counted from 1.
    struct Fault: Error, Hashable {
        let column: Int
        let reason: String
    }

    /// Reads the only value of a text; linear.
    static func value(of text: String) throws(Fault) -> JSONValue {
        var reader = JSONReader(bytes: Array(text.utf8))
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.place == reader.bytes.count else { throw reader.fault("something follows the value") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func value(depth: Int) throws(Fault) -> JSONValue {
        guard depth <= JSONReader.depth else { throw fault("values are nested too deeply") }
        skipSpace()
        switch next {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        default: return .integer(try integer())
        }
    }

    private mutating func object(depth: Int) throws(Fault) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        place += 1
        skipSpace()
        if take("}") { return members }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault("a name in quotes is missing") }
            let start = place
            let name = try string()
            skipSpace()
            guard take(":") else { throw fault("a colon is missing") }
            let value = try value(depth: depth + 1)
            guard members.updateValue(value, forKey: name) == nil else {
                place = start
                throw fault("\(name) is there twice")
            }
            skipSpace()
        } while take(",")
        guard take("}") else { throw fault("a closing brace is missing") }
        return members
    }

    private mutating func array(depth: Int) throws(Fault) -> [JSONValue] {
        var values: [JSONValue] = []
        place += 1
        skipSpace()
        if take("]") { return values }
        repeat {
            values.append(try value(depth: depth + 1))
            skipSpace()
        } while take(",")
        guard take("]") else { throw fault("a closing bracket is missing") }
        return values
    }

    private mutating func integer() throws(Fault) -> Int64 {
        let start = place
        _ = take("-")
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        // The number's own text must come back, which leaves out "-0" and leading zeros.
        guard let number = Int64(text), String(number) == text else {
            place = start
            throw fault("a string, a whole number, true, false, an array or an object is missing")
        }
        return number
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
        guard bytes[place...].starts(with: word.utf8) else { throw fault("\(word) is misspelt") }
        place += word.utf8.count
        return value
    }

    private mutating func string() throws(Fault) -> String {
        var text: [UInt8] = []
        place += 1
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escape()
            case 0..<0x20: throw fault("a control character stands in a string")
            default:
                text.append(byte)
                place += 1
            }
        }
        throw fault("a closing quote is missing")
    }

    private mutating func escape() throws(Fault) -> [UInt8] {
        place += 1
        guard let byte = next else { throw fault("an escape is cut off") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return try scalar()
        default: throw fault("there is no such escape")
        }
    }

    /// The four digits of an escape, or the eight of a pair of surrogates.
    private mutating func scalar() throws(Fault) -> [UInt8] {
        var code = try unit()
        if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
            let low = try unit()
            guard (0xDC00..<0xE000).contains(low) else { throw fault("half a surrogate pair stands alone") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault("half a surrogate pair stands alone") }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func unit() throws(Fault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fault("an escape lacks digits")
            }
            code = code << 4 | UInt32(digit)
            place += 1
        }
        return code
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    private func fault(_ reason: String) -> Fault {
        Fault(column: place + 1, reason: reason)
    }
}
