/// How often one client may fetch one document whole without saying which version it has.
package struct Throttling: Sendable, Hashable {
    /// At least 3, since subscribing takes that many.
    package var requests: Int
    /// Seconds, in any stretch of which so many are answered.
    package var period: Int

    package init(requests: Int, period: Int) {
        (self.requests, self.period) = (requests, period)
    }
}
