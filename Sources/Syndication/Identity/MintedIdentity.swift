/// The identity at first sight (`sower-id-1`), but for the number that tells articles apart that are alike.
package struct MintedIdentity: Sendable {
    private let fields: DigestFields

    init(_ fields: DigestFields) { self.fields = fields }

    /// The identity; `collision` counts from 0 for texts that are alike.
    ///
    /// The function is frozen: it must give the same identity in every later version.
    package func id(collision: Int) -> PermanentID {
        var fields = fields
        fields.append(String(collision))
        return PermanentID(fields.finish())
    }
}
