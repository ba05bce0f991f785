import Glibc
import Testing

@testable import Daemon

@Suite("Events as the kernel writes them")
struct InotifyEventTests {
    @Test("Events are taken apart with their names, without the padding")
    func parse() {
        let bytes =
            rawEvent(watch: 3, IN_CLOSE_WRITE, "a.txt") + rawEvent(watch: 1, IN_DELETE_SELF)
            + rawEvent(watch: 4, IN_CREATE | IN_ISDIR, "0123456789abcdef")
        let events = Inotify.events(in: bytes)
        #expect(
            events == [
                Inotify.Event(watch: 3, mask: UInt32(IN_CLOSE_WRITE), name: Array("a.txt".utf8)),
                Inotify.Event(watch: 1, mask: UInt32(IN_DELETE_SELF), name: []),
                Inotify.Event(
                    watch: 4,
                    mask: UInt32(IN_CREATE | IN_ISDIR),
                    name: Array("0123456789abcdef".utf8)
                ),
            ]
        )
        #expect(events.map { $0?.isFolder } == [false, false, true])
    }

    @Test("What is cut short ends the list and is told apart from an end")
    func truncated() {
        let bytes = rawEvent(watch: 3, IN_CLOSE_WRITE, "a.txt")
        #expect(Inotify.events(in: []).isEmpty)
        for count in 1..<bytes.count {
            #expect(Inotify.events(in: Array(bytes.prefix(count))) == [nil])
            #expect(Inotify.events(in: bytes + bytes.prefix(count)).count == 2)
        }
    }

    @Test("Any bytes are taken without harm")
    func random() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            if bytes.count >= 16, Bool.random(using: &generator) {
                bytes.replaceSubrange(12..<16, with: [UInt8.random(in: 0...70, using: &generator), 0, 0, 0])
            }
            let events = Inotify.events(in: bytes)
            #expect(events.count <= bytes.count / 16 + 1)
            #expect(events.dropLast().allSatisfy { $0 != nil })
        }
    }
}

/// An event's bytes, padded as the kernel pads them.
func rawEvent(watch: Int32, _ mask: Int32, _ name: String = "") -> [UInt8] {
    let padded = name.isEmpty ? 0 : (name.utf8.count / 16 + 1) * 16
    let name = Array(name.utf8) + [UInt8](repeating: 0, count: padded - name.utf8.count)
    let head = [UInt32(bitPattern: watch), UInt32(bitPattern: mask), 0, UInt32(padded)]
    return head.flatMap { number in withUnsafeBytes(of: number) { Array($0) } } + name
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
