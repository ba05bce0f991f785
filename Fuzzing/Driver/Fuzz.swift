import CLibFuzzer
import Foundation
import Invariants

/// Hands one target to libFuzzer: the one that `SOWER_FUZZ_TARGET` names.
@main
enum Fuzz {
    private static let target: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["SOWER_FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            fatalError("SOWER_FUZZ_TARGET must be one of \(names)")
        }
        return target
    }()

    static func main() {
        var (count, arguments) = (CommandLine.argc, Optional(CommandLine.unsafeArgv))
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { start, count in
                do {
                    try Fuzz.target.check(Array(UnsafeBufferPointer(start: start, count: count)))
                } catch {
                    fatalError("\(Fuzz.target): \(error)")
                }
                return 0
            }
        )
    }
}
