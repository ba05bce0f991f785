import Foundation
import Synchronization

/// A program that a test has started; killed when the test has let go of it.
final class Running: Sendable {
    let process: pid_t
    /// As waitpid(2) gave it, once the program has ended.
    private let raw = Mutex<Int32?>(nil)

    struct CannotStart: Error {
        let program: String
        let reason: String
    }

    /// Starts a program with nothing of our own but the descriptors of its output, and with all signals as they are at
    /// first.
    init(_ program: String, _ arguments: [String], environment: [String: String], output: String, errors: String) throws
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let result = posix_spawnp(&process, program, &actions, &attributes, words, variables)
        guard result == 0 else { throw CannotStart(program: program, reason: String(cString: strerror(result))) }
        self.process = process
    }

    deinit {
        guard raw.withLock({ $0 }) == nil else { return }
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// Nil while it runs; the exit status, or 128 and the number of the signal that ended it.
    var status: Int32? {
        raw.withLock { raw in
            if raw == nil {
                var status: Int32 = 0
                if waitpid(process, &status, WNOHANG) == process { raw = status }
            }
            return raw.map { $0 & 0x7F == 0 ? ($0 >> 8) & 0xFF : 128 + ($0 & 0x7F) }
        }
    }

    func send(_ signal: Int32) {
        if status == nil { kill(process, signal) }
    }

    /// Waits for its end.
    func exit(within limit: Duration = .seconds(60)) async throws -> Int32 {
        try await eventually("process \(process) ends", within: limit) { status }
    }
}

/// What came of a program.
struct Finished {
    var status: Int32
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// The variables that programs under test see: none that configures them, and no proxy.
func plainEnvironment(home: String) -> [String: String] {
    let kept = ["PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"]
    var environment = ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
    environment["HOME"] = home
    environment["LC_ALL"] = "C.UTF-8"
    environment["TERM"] = "dumb"
    return environment
}
