import Glibc

/// What the kernel knows of this process (proc(5)).
struct ProcessFacts: Sendable, Hashable {
    /// Bytes.
    var residentMemory = 0
    var openDescriptors = 0
    /// Seconds of user and system time.
    var processorTime = 0.0
    /// Seconds since the Unix epoch.
    var start = 0.0

    /// As far as it can be read.
    static var current: ProcessFacts {
        var facts = ProcessFacts()
        if let folder = opendir("/proc/self/fd") {
            // Without ".", ".." and the folder itself.
            var count = -3
            while readdir(folder) != nil { count += 1 }
            closedir(folder)
            facts.openDescriptors = max(0, count)
        }
        if let text = try? FilesOnDisk.text(at: "/proc/self/statm") {
            let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            facts.residentMemory = pages * Int(sysconf(Int32(_SC_PAGESIZE)))
        }
        // The second field, a name in brackets, may hold spaces.
        if let text = try? FilesOnDisk.text(at: "/proc/self/stat"), let end = text.lastIndex(of: ")") {
            let fields = text[end...].split(separator: " ").dropFirst().map { Double($0) ?? 0 }
            let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
            if fields.count > 19, ticks > 0 {
                facts.processorTime = (fields[11] + fields[12]) / ticks
                facts.start = bootTime + fields[19] / ticks
            }
        }
        return facts
    }

    private static var bootTime: Double {
        let text = (try? FilesOnDisk.text(at: "/proc/stat", limit: 1 << 24)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("btime ") }
        return line.flatMap { Double($0.dropFirst(6)) } ?? 0
    }
}
