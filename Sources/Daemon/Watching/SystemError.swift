import Glibc

/// A system call's failure: the number that `errno` held.
package struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One of the numbers of errno(3).
    package let number: Int32

    package init(number: Int32) {
        self.number = number
    }

    /// The C library's own words for the number, as in "Permission denied".
    package var description: String {
        var words = [CChar](repeating: 0, count: 256)
        guard strerror_r(number, &words, words.count - 1) == 0 else { return "error \(number)" }
        return words.withUnsafeBufferPointer { words in
            words.baseAddress.map { String(cString: $0) } ?? "error \(number)"
        }
    }

    /// Runs a call that answers -1 on failure, again for as long as a signal interrupts it.
    @discardableResult
    static func check(_ call: () -> Int32) throws(SystemError) -> Int32 {
        while true {
            let result = call()
            if result != -1 { return result }
            let number = errno
            if number != EINTR { throw SystemError(number: number) }
        }
    }

    /// Whether the thing asked for isn't there, or no longer.
    var isAbsence: Bool {
        number == ENOENT || number == ENOTDIR
    }
}
