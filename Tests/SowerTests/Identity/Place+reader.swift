import Foundation
import Testing

extension Place {
    /// Polls a feed with the Python package `reader`, which keeps its memory in a file of this name.
    func reader(_ address: String, memory: String) async throws -> [Stored] {
        let python = Checkout.path(".judges/venv/bin/python")
        let program = Checkout.path("Tests/Judges/readercheck.py")
        let finished = try await run(python, [program, address, root + "/" + memory])
        try #require(finished.status == 0, "\(finished.errors)")
        return try finished.lines.map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(parts.count == 5, "\(line)")
            return Stored(guid: parts[0], title: parts[1], address: parts[2])
        }
    }
}
