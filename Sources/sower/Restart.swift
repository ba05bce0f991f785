import Glibc

/// The same program, begun anew in the same process: with its arguments and environment, and nothing of what it had in memory.
enum Restart {
    /// Returns only when that fails, with errno set (execve(2)).
    static func now() {
        // Blocked signals would stay so, and nobody would hear SIGTERM.
        var none = sigset_t()
        sigemptyset(&none)
        sigprocmask(SIG_SETMASK, &none, nil)
        let arguments = CommandLine.arguments.map { strdup($0) } + [nil]
        execv("/proc/self/exe", arguments)
        for argument in arguments { free(argument) }
    }
}
