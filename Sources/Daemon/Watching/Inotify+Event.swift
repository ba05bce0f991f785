import Glibc

extension Inotify {
    /// One record of inotify(7), taken out of its bytes.
    struct Event: Hashable {
        /// The folder's watch; -1 when the queue overflowed.
        let watch: Int32
        let mask: UInt32
        /// Without the padding; empty when the event is about the watched folder itself.
        let name: [UInt8]

        func has(_ flag: Int32) -> Bool {
            mask & UInt32(bitPattern: flag) != 0
        }

        var isFolder: Bool {
            has(IN_ISDIR)
        }
    }

    /// Takes bytes apart into events; nil in the place of what is cut short, which ends the list.
    static func events(in bytes: [UInt8]) -> [Event?] {
        let span = bytes.span.bytes
        var events: [Event?] = []
        var offset = 0
        while offset < bytes.count {
            guard bytes.count - offset >= headSize else { return events + [nil] }
            let watch = span.unsafeLoadUnaligned(fromByteOffset: offset, as: Int32.self)
            let mask = span.unsafeLoadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
            let length = Int(span.unsafeLoadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
            offset += headSize
            guard bytes.count - offset >= length else { return events + [nil] }
            let name = bytes[offset..<(offset + length)].prefix { $0 != 0 }
            events.append(Event(watch: watch, mask: mask, name: Array(name)))
            offset += length
        }
        return events
    }

    /// Watch, mask, cookie and length of the name: four numbers of four bytes.
    private static let headSize = 16
}
