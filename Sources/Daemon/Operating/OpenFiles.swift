import Glibc

/// The kernel's limit of open files (getrlimit(2)).
package enum OpenFiles {
    /// Raises the soft limit to the hard one, which needs no privilege: a connection is a file.
    package static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// How many connections there is room for, beside databases, watches and listeners.
    static var connectionRoom: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
        return max(16, Int(clamping: limit.rlim_cur) - 64)
    }
}
