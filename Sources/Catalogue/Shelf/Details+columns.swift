import Foundation
import Syndication

/// Details as the bytes of one column: lists of texts, each text behind its length.
///
/// JSON would say the same and cost twenty times as much to read, for fifty articles at every edition.
extension Holding.Details {
    var data: Data {
        var bytes: [UInt8] = []
        let lists = [authors, tags, related.map(\.title), related.map { $0.teaser ?? "" }]
        for text in [language, canonicalLink, image] { append([text].compactMap { $0 }, to: &bytes) }
        for list in lists { append(list, to: &bytes) }
        // A teaser that is missing is not an empty one.
        append(related.map { $0.teaser == nil ? "" : "1" }, to: &bytes)
        return Data(bytes)
    }

    /// Nil for what `data` never gave.
    init?(_ data: Data) {
        self.init()
        var reader = Reader(bytes: Array(data))
        var lists: [[String]] = []
        for _ in 0..<8 {
            guard let list = reader.list() else { return nil }
            lists.append(list)
        }
        guard reader.isAtEnd, lists[5].count == lists[6].count, lists[5].count == lists[7].count else { return nil }
        (language, canonicalLink, image) = (lists[0].first, lists[1].first, lists[2].first)
        (authors, tags) = (lists[3], lists[4])
        related = lists[5].indices.map { index in
            .init(title: lists[5][index], teaser: lists[7][index].isEmpty ? nil : lists[6][index])
        }
    }

    private func append(_ list: [String], to bytes: inout [UInt8]) {
        append(list.count, to: &bytes)
        for text in list {
            append(text.utf8.count, to: &bytes)
            bytes += text.utf8
        }
    }

    private func append(_ count: Int, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: count).littleEndian) { bytes += $0 }
    }

    private struct Reader {
        let bytes: [UInt8]
        private var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { index == bytes.count }

        mutating func list() -> [String]? {
            // Each text takes four bytes at least.
            guard let count = count(), count <= (bytes.count - index) / 4 else { return nil }
            var list: [String] = []
            for _ in 0..<count {
                guard let length = self.count(), length <= bytes.count - index else { return nil }
                list.append(String(decoding: bytes[index..<index + length], as: UTF8.self))
                index += length
            }
            return list
        }

        private mutating func count() -> Int? {
            guard index + 4 <= bytes.count else { return nil }
            defer { index += 4 }
            return bytes[index..<index + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
    }
}
