/// Who may connect to a Unix socket: the mode and the owner of its file (unix(7)).
package struct SocketAccess: Sendable, Hashable {
    /// 0666 lets a proxy of another user in.
    package var mode: UInt32 = 0o666
    /// Names or numbers; nil leaves them as they are made.
    package var user: String?
    package var group: String?

    package init() {}

    /// Reads `user`, `user:group` or `:group`.
    package mutating func setOwner(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard !parts.allSatisfy(\.isEmpty), parts.allSatisfy({ !$0.contains(" ") && !$0.contains(":") }) else {
            return false
        }
        user = parts[0].isEmpty ? nil : parts[0]
        group = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
        return true
    }

    /// The form that `setOwner` reads.
    package var owner: String? {
        user == nil && group == nil ? nil : (user ?? "") + (group.map { ":\($0)" } ?? "")
    }
}
