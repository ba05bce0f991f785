import CLinux
import Glibc

/// What the process holds of the machine's memory.
package enum Memory {
    /// Gives back what long work needed and waiting doesn't: freed memory, and program text that will hardly run again.
    ///
    /// The text comes back from the page cache as it is needed. Takes some milliseconds.
    package static func giveBack() {
        _ = malloc_trim(0)
        let maps = (try? FilesOnDisk.text(at: "/proc/self/maps")) ?? ""
        for line in maps.split(separator: "\n") {
            // "00400000-00452000 r-xp 00000000 08:02 173521 /usr/bin/sower" (proc_pid_maps(5)): nothing there was ever written.
            let words = line.split(separator: " ", maxSplits: 5)
            guard words.count == 6, words[1] == "r-xp", words[5].contains("/") else { continue }
            let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, ends[0] < ends[1], let start = UnsafeMutableRawPointer(bitPattern: ends[0]) else {
                continue
            }
            madvise(start, Int(ends[1] - ends[0]), MADV_DONTNEED)
        }
    }

    /// Gives back freed memory; takes some milliseconds, in which others that ask for memory wait.
    static func trim() { _ = malloc_trim(0) }

    /// M_ARENA_MAX in <malloc.h>.
    private static let arenaLimit: Int32 = -8

    /// Each arena keeps what it once needed, and the C library would make eight for each processor (mallopt(3)); with fewer than
    /// these the threads that read and the one that writes wait for each other.
    package static func useFewArenas() {
        _ = mallopt(arenaLimit, 4)
    }
}
