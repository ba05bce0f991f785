package import Catalogue

/// What one look at a path found.
package enum Sighting: Sendable, Hashable {
    /// A readable file with a seed's name.
    case seed(FileStamp)
    case folder
    /// Nothing has this name.
    case absent
    /// Something has a seed's name but can't be taken; the reason in plain words.
    case refused(String)
    /// A draft, an editor's leftover or another kind of file: counted, not complained about.
    case ignored
}
