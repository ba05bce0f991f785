import Glibc

/// Paths as the kernel and the database see them: bytes, whatever characters they make.
extension String {
    func precedes(_ other: String) -> Bool { order(to: other) < 0 }

    func hasSameBytes(as other: String) -> Bool { order(to: other) == 0 }

    /// Below, at or above zero; O(length).
    private func order(to other: String) -> Int {
        let order = utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { others in
                guard let start = own.baseAddress, let otherStart = others.baseAddress else {
                    return own.count - others.count
                }
                let order = Int(memcmp(start, otherStart, min(own.count, others.count)))
                return order == 0 ? own.count - others.count : order
            }
        }
        if case .some(.some(let order)) = order { return order }
        if utf8.elementsEqual(other.utf8) { return 0 }
        return utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
    }
}
