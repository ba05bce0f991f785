/// Bounds of one request head.
package struct RequestLimits: Sendable, Hashable {
    /// Bytes of a request line and its fields together.
    package var headSize = 16 * 1_024
    /// Bytes of one field or of the target.
    package var fieldSize = 8 * 1_024
    package var fieldCount = 64

    package init() {}
}
