/// A folder that stays open while one seed after another is read there.
final class OpenFolder {
    let descriptor: Descriptor
    private let path: String

    init(_ path: String, _ descriptor: consuming Descriptor) {
        self.path = path
        self.descriptor = descriptor
    }

    /// Whether a path is that of a name in it.
    func holds(_ path: String) -> Bool {
        let (own, other) = (self.path.utf8, path.utf8)
        let name = own.isEmpty ? other[...] : other.dropFirst(own.count + 1)
        guard !name.isEmpty, !name.contains(UInt8(ascii: "/")), !name.contains(0) else { return false }
        return !name.elementsEqual(".".utf8) && !name.elementsEqual("..".utf8)
            && (own.isEmpty || other.starts(with: own) && other.dropFirst(own.count).first == UInt8(ascii: "/"))
    }
}
