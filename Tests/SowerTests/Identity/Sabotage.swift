import Foundation
import Testing

/// What can befall a ledger while no daemon has it open.
enum Sabotage: CaseIterable, CustomTestStringConvertible {
    case truncated, garbage, flippedBit, deleted

    var testDescription: String {
        switch self {
        case .truncated: "the ledger cut short"
        case .garbage: "garbage in place of the ledger"
        case .flippedBit: "one bit of an id flipped"
        case .deleted: "the ledger deleted"
        }
    }

    /// - Parameter id: an id that the ledger holds, `urn:uuid:…`.
    func act(on ledger: String, id: String) throws {
        let url = URL(fileURLWithPath: ledger)
        var bytes = Array(try Data(contentsOf: url))
        switch self {
        case .truncated: bytes.removeLast(bytes.count / 2)
        case .garbage:
            var generator = SeededGenerator(seed: 5)
            bytes = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        case .flippedBit:
            let uuid = try #require(UUID(uuidString: String(id.dropFirst("urn:uuid:".count)))).uuid
            let wanted = withUnsafeBytes(of: uuid) { Array($0) }
            let place = try #require(
                (0...(bytes.count - wanted.count)).first { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
            )
            bytes[place + 7] ^= 0x10
        case .deleted: return try FileManager.default.removeItem(at: url)
        }
        try Data(bytes).write(to: url)
    }
}
